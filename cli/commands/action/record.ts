import { formatDate, RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, dateOf, documentOf } from "../../inputs.ts";

/** Makes a date a record date, ahead. */
export const actionRecord: WriteCommand = {
  kind: "write",
  path: "action record",
  about: { en: "declare a record date, ahead (registrar)", ja: "基準日を設定(原簿管理人)" },
  example:
    "action record --class SBI-ST-1 --date 2027-06-30 --document notice.pdf --signer env:REGISTRAR_KEY",
  options: [
    { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
    {
      flags: "--date <date>",
      about: { en: "at whose end the holders are read", ja: "基準日" },
      required: true,
    },
    {
      flags: "--document <file|hash>",
      about: { en: "the resolution or notice", ja: "決議書または公告" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [date, document] = [dateOf(given, "date"), await documentOf(given, "document")];
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    const about = {
      en: `make ${formatDate(date, "en")} a record date of ${code}`,
      ja: `${code} の基準日を ${formatDate(date, "ja")} に設定`,
    };
    const args = [address, date, document];
    return { title: about, calls: [{ to, contract, name: "declareRecordDate", args, about }] };
  },
};
