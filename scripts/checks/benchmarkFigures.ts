import type { Finding } from "./finding.ts";

const PAGE = "docs/benchmarks.md";
/** A row of the page's table: the bar's id, what it is, our figure. */
const ROW = /^\| `(\w+)` \| [^|]* \| ([\d,]+) \|/;

interface Bar {
  readonly id: string;
  /** Gas. */
  readonly held: number;
}

/**
 * Where docs/benchmarks.md no longer says what is held: a bar without a row there, and own figures more than one
 * per cent from bench/bars.json. Others' figures and whatever depends on a machine are not compared.
 */
export function benchmarkFigures(text: string | undefined, bars: readonly Bar[]): Finding[] {
  if (text === undefined) {
    return [{ file: PAGE, line: 1, message: "is missing: write it by `npm run bench`" }];
  }
  const rows = text.split("\n").flatMap((line, at) => {
    const [, id = "", gas = ""] = ROW.exec(line) ?? [];
    return id === "" ? [] : [{ id, gas: Number(gas.replaceAll(",", "")), line: at + 1 }];
  });
  return bars.flatMap(({ id, held }) => {
    const row = rows.find((each) => each.id === id);
    if (row === undefined) {
      return [
        { file: PAGE, line: 1, message: `has no row of the bar ${id}: run \`npm run bench\`` },
      ];
    }
    if (Math.abs(row.gas - held) * 100 <= held) return [];
    const message = `${id} is ${row.gas} here and ${held} in bench/bars.json: run \`npm run bench\``;
    return [{ file: PAGE, line: row.line, message }];
  });
}
