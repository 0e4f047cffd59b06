import { explainTransfer, ISecurityToken__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TransferRefused } from "../../desk/faults.ts";
import { addressOf, amountOf, classOf, maybe } from "../../inputs.ts";
import { CLASS, UNITS } from "./options.ts";

const ABOUT = {
  en: "transfer {units} units of {code} to {to}",
  ja: "{code} {units} 口を {to} へ移転",
};
const REFUSED = {
  en: "It would be refused, and nothing was sent:",
  ja: "次の理由で拒否されるため、送信していません:",
};

/** Sends a holder's own units, after asking every rule. */
export const unitsTransfer: WriteCommand = {
  kind: "write",
  path: "units transfer",
  about: {
    en: "a holder sends units; every rule that would refuse it is named first",
    ja: "保有者による移転(拒否される場合は事前に全理由を表示)",
  },
  example:
    "units transfer --class SBI-ST-1 --to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 " +
    "--signer env:HOLDER_KEY",
  options: [
    CLASS,
    { flags: "--to <address>", about: { en: "who gets them", ja: "受取人" }, required: true },
    UNITS,
    {
      flags: "--from <address>",
      about: { en: "whose, if no key is named", ja: "移転元(鍵を指定しない場合の確認用)" },
    },
  ],
  async plan(given, desk) {
    const { address: token, code } = classOf(given, desk);
    const [to, units] = [addressOf(given, "to"), amountOf(given, "units")];
    const contract = ISecurityToken__factory.connect(token, desk.provider);
    const values = { units, code, to };
    const about = { en: say(ABOUT, "en", values), ja: say(ABOUT, "ja", values) };
    const named = maybe(given, "from") === undefined ? undefined : addressOf(given, "from");
    const check = async (from: string) => {
      if (named !== undefined && named !== from) {
        throw new TransferRefused({
          en: `The key is ${from}'s, and --from names ${named}.`,
          ja: `鍵は ${from} のものですが、--from は ${named} です。`,
        });
      }
      const refusals = await explainTransfer(desk.provider, desk.platform, {
        ...{ token, from, to, units },
      });
      if (refusals.length === 0) return [];
      const lines = refusals.map(({ code: rule, reason }) => `${rule}: ${reason.in(given.lang)}`);
      throw new TransferRefused([REFUSED[given.lang], ...lines].join("\n"));
    };
    if (named !== undefined) await check(named);
    return {
      title: about,
      calls: [{ to: token, contract, name: "transfer", args: [to, units], about }],
      check,
    };
  },
};
