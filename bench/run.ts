import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildContracts } from "../scripts/scenarios/buildContracts.ts";
import { type Bar, formatBars, judgeBars } from "./bars.ts";
import { drawnCharts } from "./charts.ts";
import { FORKS } from "./forks.ts";
import { page } from "./page.ts";
import { installPeers } from "./peers/installPeers.ts";
import {
  type Results,
  readResults,
  SCALE_PARTS,
  type ScalePart,
  THROUGHPUT_CHAINS,
  writeResults,
} from "./results.ts";

// `npm run bench`: ours and others side by side, into docs/benchmarks.md. With names of parts behind `--` (gas,
// scale, throughput; page for none), of rules (cancun, …), charts (holders, …) or chains (EDR, anvil) only those are
// measured anew.

const PARTS = [
  ...["gas", "scale", "throughput", "page"],
  ...Object.keys(FORKS),
  ...SCALE_PARTS,
  ...THROUGHPUT_CHAINS,
];
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`The bench has no part ${unknown.join(", ")}: name some of ${PARTS.join(", ")}.`);
  process.exit(2);
}
const wanted = (part: string) => asked.length === 0 || asked.includes(part);
const root = join(import.meta.dirname, "..");
const IMAGES = join(root, "docs/images");
const bars: Bar[] = JSON.parse(readFileSync(join(root, "bench/bars.json"), "utf8"));

try {
  installPeers();
  console.log("Compiling the contracts …");
  await buildContracts();
  for (const fork of Object.keys(FORKS)) {
    if (wanted("gas") || wanted(fork)) await gas(fork);
  }
  for (const part of SCALE_PARTS) {
    if (wanted("scale") || wanted(part)) await scale(part);
  }
  for (const chain of THROUGHPUT_CHAINS) {
    if (wanted("throughput") || wanted(chain)) await throughput(chain);
  }
  for (const [file, svg] of Object.entries(drawnCharts(readResults()))) {
    mkdirSync(IMAGES, { recursive: true });
    writeFileSync(join(IMAGES, file), svg);
  }
  writeFileSync(join(root, "docs/benchmarks.md"), page(readResults(), bars));
  console.log("Written: docs/benchmarks.md");
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}

async function gas(fork: string): Promise<void> {
  const { measureGas } = await import("./measureGas.ts");
  const from = performance.now();
  const { figures, missing } = await measureGas(FORKS[fork]!.chain);
  const before = readResults();
  keep({
    gas: { ...before.gas, [fork]: figures },
    missing: { ...before.missing, [fork]: missing },
  });
  console.log(`${fork}: measured in ${Math.round((performance.now() - from) / 1_000)} s`);
  if (missing.length > 0 && !FORKS[fork]!.preview) {
    throw new Error(`not everything runs under ${fork}: ${missing.join("; ")}`);
  }
  if (fork === "cancun") refuseOthersThanHeld(figures.kessai ?? {});
}

/** The figures of record are those by which the tests judge. */
function refuseOthersThanHeld(measured: Readonly<Record<string, number>>): void {
  const judgment = judgeBars(bars, measured);
  console.log(formatBars(judgment));
  const apart = judgment.rows.filter((row) => Math.abs(row.measured - row.held) * 100 > row.held);
  if (apart.length === 0) return;
  const list = apart.map((row) => `${row.id} (held ${row.held}, measured ${row.measured})`);
  throw new Error(
    `what was measured is more than 1 % from what bench/bars.json holds: ${list.join(", ")}. ` +
      "If it is right, run the tests in test/bench with KESSAI_BARS=update.",
  );
}

async function scale(part: ScalePart): Promise<void> {
  const { SCALES } = await import("./measureScale.ts");
  const lines = await SCALES[part]();
  keep({ scale: { ...readResults().scale, ...lines } });
  console.log(`${part}: measured`);
}

async function throughput(chain: (typeof THROUGHPUT_CHAINS)[number]): Promise<void> {
  const { measureThroughput } = await import("./measureThroughput.ts");
  // Whatever a node of another maker refuses must not cost the rest of the page.
  const measured = await measureThroughput(chain).catch((error: Error) => {
    console.error(`${chain}: ${error.message}`);
    return { machine: `no figures: the run broke off (${error.message})`, rows: [] };
  });
  keep({ throughput: { ...readResults().throughput, [chain]: measured } });
}

function keep(part: Partial<Results>): void {
  writeResults({ ...readResults(), ...part });
}
