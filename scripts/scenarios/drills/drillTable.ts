import { formatDuration, formatGas } from "../../../sdk/index.ts";
import type { GeneratedTable } from "../../checks/generatedTable.ts";
import type { Cost, DrillResult } from "./drill.ts";

/** What all drills found, as docs/threat-model.md shows it: figures that every run has alike. */
export function drillTable(results: readonly DrillResult[]): GeneratedTable {
  const rows = results.map(({ name, head, got, worst, refused, stop, repair }) =>
    [`\`${name}\``, head.leaks.en, got.en, worst.en, `${refused}`, said(stop), said(repair)].join(
      " | ",
    ),
  );
  const figures = results.flatMap(({ name, figures = [] }) =>
    figures
      .filter(({ ofThisRun }) => ofThisRun !== true)
      .map(({ what, value }) => `\`${name}\` | ${what.en} | ${value.en}`),
  );
  return {
    page: "docs/threat-model.md",
    table: [
      "| drill | leaked | what the thief got | at worst | refused | to stop him | to repair |",
      "|---|---|---|---|---|---|---|",
      ...rows.map((row) => `| ${row} |`),
      "",
      "| drill | measured or calculated besides | |",
      "|---|---|---|",
      ...figures.map((row) => `| ${row} |`),
    ].join("\n"),
    from: "`npm run demo -- --drill all --write`",
  };
}

function said({ transactions, gas, seconds }: Cost): string {
  const noun = transactions === 1 ? "transaction" : "transactions";
  return `${transactions} ${noun}, ${formatGas(gas)} gas, ${formatDuration(seconds, "en")}`;
}
