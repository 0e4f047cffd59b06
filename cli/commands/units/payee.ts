import { ZeroAddress } from "ethers";
import { ISecurityToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { ArgumentRefused, HoldUnknown } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, classOf, maybe, textOf } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON } from "./options.ts";

/** Proposes to whom what pledged or attached units earn is paid. */
export const unitsPayee: WriteCommand = {
  kind: "write",
  path: "units payee",
  about: {
    en: "propose to whom what pledged or attached units earn is paid, or with --none that it stays owed",
    ja: "質権・差押え分の支払先の指定を起案(--none で未払いのまま留保)",
  },
  example:
    "units payee --class SBI-ST-1 --hold 0x0000000000000000000000000000000000000000000000000000000000000007 " +
    "--to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --reason PLEDGE-4 --document deed.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    { flags: "--hold <id>", about: { en: "its id", ja: "拘束の ID" }, required: true },
    { flags: "--to <address>", about: { en: "who is paid", ja: "支払先" } },
    { flags: "--none", about: { en: "nobody: it stays owed", ja: "指定なし(留保)" } },
    REASON,
    DOCUMENT,
    ...ACT,
  ],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const isNone = given.options.none === true;
    if (isNone === (maybe(given, "to") !== undefined)) {
      throw new ArgumentRefused("Name --to ADDRESS, or --none: one of them.");
    }
    const id = textOf(given, "hold").toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(id)) {
      throw new ArgumentRefused("--hold is a hold's id, 0x and 64 digits.");
    }
    const [wallet] = await ISecurityToken__factory.connect(address, desk.provider).holdOf(id);
    if (wallet === ZeroAddress) throw new HoldUnknown(id, code);
    return await proposePlan(given, desk, {
      ...{ verb: "name-payee", wallet, to: isNone ? ZeroAddress : addressOf(given, "to") },
      holds: [{ id, units: 0n }],
    });
  },
};
