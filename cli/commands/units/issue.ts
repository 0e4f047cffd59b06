import {
  decodeCsv,
  parseIssueRows,
  RegistrarDesk__factory,
  readBytes,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { issueRowsPlan, issueRowsSchema } from "../../desk/issueRows.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, classOf, codeOf, maybe, pathOf, timeOf } from "../../inputs.ts";

/** Issues units to an account, or to those of a file. */
export const unitsIssue: WriteCommand = {
  kind: "write",
  path: "units issue",
  about: {
    en: "issue units to an account with a pass, or to all of a file (rows issued before are skipped)",
    ja: "口座へ数量を発行(新規記録)。ファイルでは発行済みの行を飛ばす",
  },
  example:
    "units issue --class SBI-ST-1 --to 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 100 " +
    "--reference ISSUE-1 --signer env:REGISTRAR_KEY",
  options: [
    { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
    { flags: "--to <address>", about: { en: "who gets them", ja: "発行先の口座" } },
    { flags: "--units <number>", about: { en: "how many", ja: "数量" } },
    { flags: "--reference <code>", about: { en: "of the issue (ISSUE)", ja: "発行の参照番号" } },
    {
      flags: "--locked-until <time>",
      about: { en: "a tranche that does not move before", ja: "譲渡制限の期限" },
    },
    {
      flags: "--file <rows.csv>",
      about: {
        en: "rows of reference, wallet, units; each reference is issued once",
        ja: "参照番号・ウォレット・数量の表(参照番号ごとに一度だけ発行)",
      },
    },
  ],
  result: writtenWith(issueRowsSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    if (maybe(given, "file") !== undefined) {
      for (const other of ["to", "units", "reference", "lockedUntil"]) {
        if (maybe(given, other) === undefined) continue;
        throw new ArgumentRefused("--file says who gets how many; leave the other options out.");
      }
      const path = pathOf(given, "file");
      const rows = parseIssueRows(decodeCsv(await readBytes(path), path).text, path);
      return await issueRowsPlan(given, desk, rows);
    }
    const [to, units] = [addressOf(given, "to"), amountOf(given, "units")];
    const about = {
      en: `issue ${units} units of ${code} to ${to}`,
      ja: `${code} を ${units} 口、${to} へ発行`,
    };
    const isLocked = maybe(given, "lockedUntil") !== undefined;
    const args = [
      ...[address, to, units, codeOf(given, "reference", "ISSUE")],
      ...(isLocked ? [timeOf(given, "lockedUntil")] : []),
    ];
    const name = isLocked ? "issueLocked" : "issue";
    return { title: about, calls: [{ to: desk.platform.desk, contract, name, args, about }] };
  },
};
