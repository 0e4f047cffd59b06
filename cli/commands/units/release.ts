import { ISecurityToken__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { nowOf, proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { ArgumentRefused, HoldUnknown } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf, classOf, maybe, textOf } from "../../inputs.ts";
import { ACT, CLASS } from "./options.ts";

const TRADE = 1n;

const ABOUT = {
  en: "release {units} units of hold {id} in {code}",
  ja: "{code} の拘束 {id} から {units} 口を解放",
};

/** Frees what is held: at once where its time is over or its executor may, else by an act of two keys. */
export const unitsRelease: WriteCommand = {
  kind: "write",
  path: "units release",
  about: {
    en: "free held units: at once after their time and of a trade, else as an act of two registrar keys",
    ja: "拘束の解除(期限後と約定分は直ちに、質権・差押え等は二つの鍵)",
  },
  example:
    "units release --class SBI-ST-1 --hold 0x0000000000000000000000000000000000000000000000000000000000000007 " +
    "--reason PAID-OFF --document release.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    { flags: "--hold <id>", about: { en: "its id", ja: "拘束の ID" }, required: true },
    {
      flags: "--units <number>",
      about: { en: "how many, all if not said", ja: "数量(省略時は全部)" },
    },
    {
      flags: "--reason <code>",
      about: { en: "of an act of two keys", ja: "理由コード(二つの鍵による場合)" },
    },
    {
      flags: "--document <file|hash>",
      about: { en: "of an act of two keys", ja: "根拠文書(二つの鍵による場合)" },
    },
    ...ACT,
  ],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const id = textOf(given, "hold").toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(id)) {
      throw new ArgumentRefused("--hold is a hold's id, 0x and 64 digits.");
    }
    const contract = ISecurityToken__factory.connect(address, desk.provider);
    const [wallet, held] = await contract.holdOf(id);
    if (held === 0n) throw new HoldUnknown(id, code);
    const units = maybe(given, "units") === undefined ? held : amountOf(given, "units");
    const { purpose, until } = await contract.holdRecord(id);
    const isOver = until !== 0n && (await nowOf(desk)) > Number(until);
    if (isOver || purpose === TRADE) {
      const values = { units, id, code };
      const about = { en: say(ABOUT, "en", values), ja: say(ABOUT, "ja", values) };
      const call = { to: address, contract, name: "releaseHold", args: [id, units], about };
      return { title: about, calls: [call] };
    }
    return await proposePlan(given, desk, {
      ...{ verb: "release-hold", wallet, units },
      holds: [{ id, units }],
    });
  },
};
