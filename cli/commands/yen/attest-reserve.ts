import { formatTime, formatYen, IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { amountOf, maybe, timeOf } from "../../inputs.ts";

/** States the money held in trust for the yen tokens. */
export const yenAttestReserve: WriteCommand = {
  kind: "write",
  path: "yen attest-reserve",
  about: {
    en: "state the money held in trust (reserve attestor)",
    ja: "準備資産残高の証明(準備資産証明者)",
  },
  example: "yen attest-reserve --amount 500,000,000 --signer env:ATTESTOR_KEY",
  options: [
    { flags: "--amount <yen>", about: { en: "how much", ja: "残高" }, required: true },
    {
      flags: "--as-of <time>",
      about: { en: "when it was so; now if not said", ja: "時点(省略時は現在)" },
    },
  ],
  async plan(given, desk) {
    const amount = amountOf(given, "amount");
    const latest = await desk.provider.getBlock("latest");
    // No later than the chain's own time, which may be behind.
    const now = Math.min(desk.terminal.now(), latest?.timestamp ?? Number.POSITIVE_INFINITY);
    const asOf = maybe(given, "asOf") === undefined ? now : timeOf(given, "asOf");
    const to = desk.platform.yen;
    const contract = IYenToken__factory.connect(to, desk.provider);
    const about = {
      en: `attest a reserve of ${formatYen(amount)} as of ${formatTime(asOf, "en")}`,
      ja: `${formatTime(asOf, "ja")} 現在の準備資産 ${formatYen(amount)} を証明`,
    };
    const args = [amount, asOf];
    return { title: about, calls: [{ to, contract, name: "attestReserve", args, about }] };
  },
};
