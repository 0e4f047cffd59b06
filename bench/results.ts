import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "results.json");

/** Gas by row, by system (`kessai` or a peer's id), under one set of rules. */
export type ForkFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** One line of a chart: what it is called, and its points. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** What the charts are measured by. */
export const SCALE_PARTS = ["holders", "register", "trades"] as const;
export type ScalePart = (typeof SCALE_PARTS)[number];

/** What one machine did, on one day: never compared by a check. */
export interface Throughput {
  readonly machine: string;
  readonly rows: readonly ThroughputRow[];
}

/** Chains whose throughput is measured. */
export const THROUGHPUT_CHAINS = ["EDR", "anvil"] as const;

export interface ThroughputRow {
  readonly chain: (typeof THROUGHPUT_CHAINS)[number];
  readonly what: string;
  readonly unit: string;
  /** Per second: blocks alone; with submission; with signing. */
  readonly executed: number;
  /** Per second of one core's time, which a busy machine does not change. */
  readonly executedPerCore?: number;
  readonly submitted?: number;
  readonly signed?: number;
  readonly blocks: number;
  /** Gas of an ordinary block of the run. */
  readonly blockGas: number;
}

/** What the bench measured last; a part that did not run keeps what it had. */
export interface Results {
  readonly gas?: Readonly<Record<string, ForkFigures>>;
  /** By the rules under which it does not run. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  readonly scale?: Readonly<Record<string, readonly Line[]>>;
  /** By the chain. */
  readonly throughput?: Readonly<Record<string, Throughput>>;
}

export function readResults(): Results {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
}

export function writeResults(results: Results): void {
  writeFileSync(FILE, `${JSON.stringify(results, null, 1)}\n`);
}
