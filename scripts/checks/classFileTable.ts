import { classFileFields } from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

/** The fields of a class file, as docs/class-file.md shows them. */
export function classFileTable(): GeneratedTable {
  const rows = classFileFields().map(
    ({ path, form, meaning, needed, assumable }) =>
      `| \`${path}\` | ${form}${assumable ? "; may be assumed" : ""} | ${meaning} | ${needed} |`,
  );
  return {
    page: "docs/class-file.md",
    table: ["| field | form | meaning | needed |", "|---|---|---|---|", ...rows].join("\n"),
    from: "sdk/files/schemas/classForm.ts",
  };
}
