import { formatDate, RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, dateOf, documentOf } from "../../inputs.ts";

/** Makes a date a record date, ahead. */
export const actionRecord: WriteCommand = {
  kind: "write",
  path: "action record",
  about: {
    en: "declare a record date, ahead, or with --withdraw take it back (registrar)",
    ja: "基準日を設定、--withdraw で取消し(原簿管理人)",
  },
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
    { flags: "--withdraw", about: { en: "take it back, in time", ja: "取消し" } },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [date, document] = [dateOf(given, "date"), await documentOf(given, "document")];
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    const isBack = given.options.withdraw === true;
    const about = isBack
      ? {
          en: `withdraw ${formatDate(date, "en")}, a record date of ${code}`,
          ja: `${code} の基準日 ${formatDate(date, "ja")} を取消し`,
        }
      : {
          en: `make ${formatDate(date, "en")} a record date of ${code}`,
          ja: `${code} の基準日を ${formatDate(date, "ja")} に設定`,
        };
    const args = [address, date, document];
    const name = isBack ? "withdrawRecordDate" : "declareRecordDate";
    return { title: about, calls: [{ to, contract, name, args, about }] };
  },
};
