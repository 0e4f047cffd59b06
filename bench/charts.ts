import { type Chart, chart } from "./chart.ts";
import type { Line, Results } from "./results.ts";

/** EIP-7825: gas of one transaction. */
const TRANSACTION_GAS = 16_777_216;
/** Of a block of Ethereum as configured since 2025. */
export const BLOCK_GAS = 60_000_000;

/** A picture of docs/benchmarks.md. */
interface ChartOnPage {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  /** What it shows, in a paragraph below it. */
  readonly says: string;
  readonly made: (lines: readonly Line[]) => Omit<Chart, "title" | "lines">;
}

const perTransaction = {
  name: "16,777,216 gas, a transaction",
  y: (x: number) => TRANSACTION_GAS / x,
};
const perBlock = { name: "60M gas, a block", y: (x: number) => BLOCK_GAS / x };

export const CHARTS: readonly ChartOnPage[] = [
  {
    ...{ id: "trades", file: "gas-per-trade.svg" },
    title: "Gas per trade, by trades settled together",
    says:
      "A batch and a net by id are one transaction; a cycle is three (open, fix, settle), of which the last one is nearly all. " +
      "Whatever lies below a red line fits. A cycle's trades stay off the chain: only parties and assets count, so that its " +
      "cost per trade falls for ever. A batch of signed trades ends at 163: its bytes bind before its gas.",
    made: () => ({
      x: { label: "trades", log: true, min: 1, max: 100_000 },
      y: { label: "gas per trade", log: true, min: 1, max: 1_000_000 },
      caps: [perTransaction, perBlock, { name: "131,072 bytes, signed batch", x: 163 }],
    }),
  },
  {
    ...{ id: "parties", file: "gas-of-a-cycle.svg" },
    title: "Gas to settle a cycle, by its parties",
    says:
      "Every party has a net in every asset. The last point of each line is the largest cycle that settles at once, from " +
      "[settlement-limits.md](settlement-limits.md): four assets end by gas, two assets by the bytes of one transaction.",
    made: () => ({
      x: { label: "parties, each with a net in every asset", min: 0, max: 550 },
      y: { label: "gas of the settling transaction", min: 0, max: 20_000_000 },
      caps: [
        { name: "16,777,216 gas, a transaction", y: () => TRANSACTION_GAS },
        { name: "131,072 bytes, 2 assets", x: 508 },
      ],
    }),
  },
  {
    ...{ id: "holders", file: "gas-per-holder.svg" },
    title: "Gas per holder, by holders in one transaction",
    says:
      "What befalls all holders is done in as many transactions as it takes, in any order, by anyone; past a hundred in one, " +
      "nothing more is won. The bytes are of a payment's list of wallets, 32 each.",
    made: () => ({
      x: { label: "holders in one transaction", log: true, min: 1, max: 10_000 },
      y: { label: "gas per holder", log: true, min: 1_000, max: 1_000_000 },
      caps: [perTransaction, perBlock, { name: "131,072 bytes, a list of wallets", x: 4_080 }],
    }),
  },
  {
    ...{ id: "register", file: "register-time.svg" },
    title: "Time to rebuild the register, by events",
    says:
      "The class's logs are read from a node (anvil) on the same machine and replayed, once without an index and once with the " +
      "file that an earlier run left. Seconds depend on the machine and on the node.",
    made: (lines) => ({
      x: { label: "events of the class", min: 0, max: ceiling(lines, 0) },
      y: { label: "seconds", min: 0, max: ceiling(lines, 1) },
      caps: [],
    }),
  },
];

/** The charts that were measured, as SVG by file name. */
export function drawnCharts({ scale = {} }: Results): Readonly<Record<string, string>> {
  return Object.fromEntries(
    CHARTS.flatMap(({ id, file, title, made }) => {
      const lines = scale[id];
      return lines === undefined ? [] : [[file, chart({ title, lines, ...made(lines) })]];
    }),
  );
}

/** Round, and not below the largest of what is drawn. */
function ceiling(lines: readonly Line[], of: 0 | 1): number {
  const most = Math.max(...lines.flatMap(({ points }) => points.map((point) => point[of])));
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / (power / 2)) * (power / 2);
}
