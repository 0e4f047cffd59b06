import { ERROR_TEXTS, RULES } from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

/** The codes by which refusals are known, as docs/reason-codes.md shows them. */
export function reasonCodeTable(): GeneratedTable {
  const rows = RULES.flatMap(({ rule, error }, code) => {
    if (error === undefined) return [];
    const { en, ja } = ERROR_TEXTS[error] ?? { en: "", ja: "" };
    return [`| ${code} | ${rule} | \`${error}\` | ${en} | ${ja} |`];
  });
  return {
    page: "docs/reason-codes.md",
    table: ["| code | rule | error | English | Japanese |", "|---|---|---|---|---|", ...rows].join(
      "\n",
    ),
    from: "sdk/errors/rules.ts and sdk/errors/errorTexts.ts",
  };
}
