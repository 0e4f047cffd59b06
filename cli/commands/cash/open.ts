import { ExternalCash__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";
import { textOf } from "../../inputs.ts";

/** Opens the hash-lock of an instructed trade. */
export const cashOpen: WriteCommand = {
  kind: "write",
  path: "cash open",
  about: {
    en: "open a hash-lock with its secret, which delivers the units (anyone)",
    ja: "秘密を示してハッシュロックを解除(誰でも可)",
  },
  example:
    "cash open trade.json --secret 0x5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e --signer env:ANY_KEY",
  arguments: [TRADE],
  options: [
    {
      flags: "--secret <hex>",
      about: { en: "0x and 64 digits, as the bank revealed it", ja: "開示された秘密(16進64桁)" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const to = desk.platform.externalCash;
    const contract = ExternalCash__factory.connect(to, desk.provider);
    const secret = textOf(given, "secret").toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(secret)) {
      throw new ArgumentRefused("--secret is 0x and 64 digits.");
    }
    const about = { en: "open the hash-lock of trade", ja: "ハッシュロックを解除" };
    return await tradePlan(given, desk, { to, contract, name: "openLock" }, about, ({ trade }) => [
      trade,
      secret,
    ]);
  },
};
