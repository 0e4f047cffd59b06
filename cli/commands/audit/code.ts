import { z } from "zod";
import { table } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { codeRows } from "../../desk/codeRows.ts";
import { EXIT } from "../../exit.ts";

const SAID = {
  same: { en: "as built", ja: "ビルドと一致" },
  other: { en: "OTHER CODE", ja: "相違" },
  missing: { en: "NO CODE", ja: "コードなし" },
} as const;

/** Whether what stands on the chain is what is built here. */
export const auditCode: ReadCommand = {
  kind: "read",
  path: "audit code",
  about: {
    en: "the code at every address, compared with what is built here and what was recorded (exit 2)",
    ja: "全アドレスのコードをビルド結果・配備記録と照合(相違は終了コード 2)",
  },
  example: "audit code",
  result: z.array(
    z.strictObject({
      ...{ name: z.string(), address: z.string(), contract: z.string() },
      code: z.enum(["same", "other", "missing"]),
      isAsRecorded: z.boolean(),
    }),
  ),
  async run({ lang }, { provider, deployment }) {
    const value = await codeRows(provider, deployment);
    const recorded = { en: ["as recorded", "NOT AS RECORDED"], ja: ["記録と一致", "記録と相違"] };
    const headings = {
      en: ["name", "address", "contract", "code", "hash"],
      ja: ["名称", "アドレス", "コントラクト", "コード", "ハッシュ"],
    };
    const rows = value.map(({ name, address, contract, code, isAsRecorded }) => [
      ...[name, address, contract, SAID[code][lang]],
      recorded[lang][isAsRecorded ? 0 : 1] ?? "",
    ]);
    const columns = headings[lang].map((heading) => ({ heading }));
    const isGood = value.every(({ code, isAsRecorded }) => code === "same" && isAsRecorded);
    return {
      ...{ value, lines: table(rows, { columns }).split("\n") },
      exit: isGood ? EXIT.done : EXIT.no,
    };
  },
};
