import {
  decodeCsv,
  PAYMENT_KINDS,
  parseTaxRows,
  readBytes,
  TaxTable__factory,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { pathOf } from "../../inputs.ts";

/** Adds rows of withholding rates. */
export const taxSet: WriteCommand = {
  kind: "write",
  path: "tax set",
  about: {
    en: "add rows of withholding rates from a table (admin, after its delay)",
    ja: "源泉税率の行を追加(管理者、予告期間の後)",
  },
  example: "tax set rates.csv --signer env:ADMIN_KEY",
  arguments: [
    {
      name: "file",
      about: {
        en: "CSV (UTF-8 or CP932): kind, listed, tax class, from, until, national, local (per cent)",
        ja: "CSV: 支払種別・上場・税区分・開始日・終了日・所得税等・住民税(%)",
      },
    },
  ],
  async plan(given, desk) {
    const path = pathOf(given, "file");
    const rows = parseTaxRows(decodeCsv(await readBytes(path), path).text, path);
    const to = desk.platform.taxes;
    const contract = TaxTable__factory.connect(to, desk.provider);
    const about = {
      en: `set ${rows.length} rows of withholding rates`,
      ja: `源泉税率 ${rows.length} 行を設定`,
    };
    const args = [rows.map((row) => ({ ...row, kind: PAYMENT_KINDS.indexOf(row.kind) }))];
    return { title: about, calls: [{ to, contract, name: "setRates", args, about }] };
  },
};
