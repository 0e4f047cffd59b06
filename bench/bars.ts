/** One measured figure: where it should be, and where it was last. */
export interface Bar {
  readonly id: string;
  readonly what: string;
  readonly unit: "gas";
  /** Which run measures it, where it is not the one of single transactions. */
  readonly run?: string;
  /** What the design asks for; never edited to fit a measurement. */
  readonly goal: number;
  /** What was last measured and accepted. */
  readonly held: number;
  /** Why `held` is above `goal`; required then. */
  readonly reason?: string;
}

export type Verdict = "ok" | "above goal" | "regressed";

export interface JudgedBar {
  readonly id: string;
  readonly what: string;
  readonly goal: number;
  readonly held: number;
  readonly measured: number;
  readonly verdict: Verdict;
  readonly reason?: string;
}

export interface Judgment {
  /** Rows above their goal come first. */
  readonly rows: readonly JudgedBar[];
}

/** The bars and the measurements do not fit each other, or a bar is written wrong. */
export class BarsError extends Error {
  override readonly name = "BarsError";
}

/**
 * Compares what was measured with the bars. Regressed is more than one per cent above `held`; the
 * per cent is for what varies with the data of a run, a calldata byte or two.
 * @throws BarsError for an id that is missing or unknown, and for a bar above its goal without a reason.
 */
export function judgeBars(
  bars: readonly Bar[],
  measured: Readonly<Record<string, number>>,
): Judgment {
  refuseMisfits(bars, measured);
  const rows = bars.map((bar) => judge(bar, measured[bar.id] ?? 0));
  const above = (row: JudgedBar) => row.measured > row.goal;
  return { rows: [...rows.filter(above), ...rows.filter((row) => !above(row))] };
}

/** A plain text table of the judged bars; under each row above its goal, the reason. */
export function formatBars({ rows }: Judgment): string {
  const cells = rows.map((row) => [
    row.what,
    ...[row.goal, row.held, row.measured].map((gas) => gas.toLocaleString("en-US")),
    row.verdict,
  ]);
  const table = [["", "goal", "held", "measured", ""], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  const [header = "", ...lines] = table.map(([what = "", ...rest]) =>
    [what.padEnd(widths[0] ?? 0), ...rest.map((cell, i) => cell.padStart(widths[i + 1] ?? 0))]
      .join("  ")
      .trimEnd(),
  );
  return [header, ...lines.flatMap((line, i) => [line, ...reasonOf(rows[i])])].join("\n");
}

function judge(bar: Bar, measured: number): JudgedBar {
  const { id, what, goal, held, reason } = bar;
  const row = { id, what, goal, held, measured, verdict: verdictOf(bar, measured) };
  return reason === undefined ? row : { ...row, reason };
}

function verdictOf({ goal, held }: Bar, measured: number): Verdict {
  if (measured * 100 > held * 101) return "regressed";
  return measured > goal ? "above goal" : "ok";
}

function reasonOf(row: JudgedBar | undefined): string[] {
  if (row === undefined || row.measured <= row.goal) return [];
  return [`  because: ${row.reason ?? "no reason given yet"}`];
}

function refuseMisfits(bars: readonly Bar[], measured: Readonly<Record<string, number>>): void {
  const ids = bars.map(({ id }) => id);
  const problems = [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} stands twice`),
    ...ids.filter((id) => !Object.hasOwn(measured, id)).map((id) => `${id} was not measured`),
    ...Object.keys(measured)
      .filter((id) => !ids.includes(id))
      .map((id) => `${id} was measured but has no row`),
    ...Object.entries(measured)
      .filter(([, gas]) => !Number.isSafeInteger(gas) || gas <= 0)
      .map(([id, gas]) => `${id} was measured as ${gas}, which is no amount of gas`),
    ...bars
      .filter(({ held, goal, reason }) => held > goal && !reason?.trim())
      .map(({ id }) => `${id} is held above its goal: give the row a "reason"`),
  ];
  if (problems.length > 0) {
    throw new BarsError(`bench/bars.json and the measurements disagree:\n${lines(problems)}`);
  }
}

function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join("\n");
}
