import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Bar, formatBars, judgeBars } from "./bars.ts";

const BARS = join(import.meta.dirname, "bars.json");

/** A figure got worse than what was accepted. */
export class BarsRegressed extends Error {
  override readonly name = "BarsRegressed";
}

/**
 * Prints measured gas against the bars and fails when a bar regressed. With KESSAI_BARS=update what
 * was measured becomes what is held; goals stay. Under coverage it does nothing: instrumented
 * code costs more.
 * @param measured Gas by the id of its row; every row of the run must be there.
 * @param run whose rows are judged; rows of other runs are left alone
 * @throws BarsRegressed, or BarsError when rows and measurements do not match.
 */
export function gate(
  measured: Readonly<Record<string, number>>,
  { file = BARS, run }: { readonly file?: string; readonly run?: string } = {},
): void {
  if (process.env.KESSAI_COVERAGE === "1") return;
  const all: Bar[] = JSON.parse(readFileSync(file, "utf8"));
  const bars = all.filter((bar) => bar.run === run);
  if (process.env.KESSAI_BARS === "update") update(all, bars, measured, file);
  else judge(bars, measured);
}

function judge(bars: readonly Bar[], measured: Readonly<Record<string, number>>): void {
  const judgment = judgeBars(bars, measured);
  console.log(formatBars(judgment));
  const regressed = judgment.rows.filter(({ verdict }) => verdict === "regressed");
  if (regressed.length === 0) return;
  const list = regressed.map((row) => `  ${row.id}: held ${row.held}, measured ${row.measured}`);
  throw new BarsRegressed(
    `more than 1 % above what is held:\n${list.join("\n")}\n` +
      "Make it cheaper, or accept it with KESSAI_BARS=update and say why in the change.",
  );
}

function update(
  all: readonly Bar[],
  bars: readonly Bar[],
  measured: Readonly<Record<string, number>>,
  file: string,
): void {
  // Judged as if all were held at the goal, so that ids are checked and an old reason is not asked for.
  judgeBars(
    bars.map((bar) => ({ ...bar, held: bar.goal })),
    measured,
  );
  const holding = (bar: Bar) => ({ ...bar, held: measured[bar.id] ?? bar.held });
  writeFileSync(file, `${JSON.stringify(all.map(holding), null, 2)}\n`);
  console.log(formatBars(judgeBars(bars.map(holding).map(withReason), measured)));
}

/** A row that has just risen above its goal may lack its reason until the next run asks for it. */
function withReason(bar: Bar): Bar {
  return { ...bar, reason: bar.reason ?? "to be written into bench/bars.json" };
}
