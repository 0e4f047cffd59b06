import { formatYen, IYenToken__factory, readRedemptions } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { codeOf, textOf } from "../../inputs.ts";

/** Ends a redemption: the bank has paid, or could not. */
export const yenRedeemPaid: WriteCommand = {
  kind: "write",
  path: "yen redeem-paid",
  about: {
    en: "end a redemption that the bank has paid, or with --returned could not (yen operator)",
    ja: "払戻しの完了(または --returned で不能)を記録",
  },
  example:
    "yen redeem-paid 0x8f0c7f1b6f1e7e6f9a2f4f5f7b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192 " +
    "--signer env:YEN_OPERATOR_KEY",
  arguments: [{ name: "id", about: { en: "of the redemption", ja: "払戻しの識別子" } }],
  options: [
    { flags: "--returned", about: { en: "the bank could not pay", ja: "支払不能" } },
    {
      flags: "--reason <code>",
      about: { en: "why it could not (RETURNED)", ja: "理由コード" },
    },
  ],
  async plan(given, desk) {
    const { platform, provider, deployment } = desk;
    const id = textOf(given, "id").toLowerCase();
    const from = deployment.platform.contracts.yen?.block ?? 0;
    const open = await readRedemptions(provider, platform, from);
    const found = open.find((each) => each.id.toLowerCase() === id);
    if (found === undefined) {
      throw new ArgumentRefused(
        `No redemption ${id} waits. \`kessai yen show\` lists the ${open.length} that do.`,
      );
    }
    const isReturned = given.options.returned === true;
    const to = platform.yen;
    const contract = IYenToken__factory.connect(to, provider);
    const shown = formatYen(found.yen);
    const about = isReturned
      ? {
          en: `return ${shown} to ${found.holder}`,
          ja: `${shown} を ${found.holder} に戻す(払戻し不能)`,
        }
      : {
          en: `end ${shown} of ${found.holder}, which the bank has paid`,
          ja: `${found.holder} の ${shown} の払戻しを完了`,
        };
    const name = isReturned ? "returnRedemption" : "confirmRedemption";
    const args = isReturned ? [id, codeOf(given, "reason", "RETURNED")] : [id];
    return { title: about, calls: [{ to, contract, name, args, about }] };
  },
};
