import type { Bar } from "./bars.ts";
import { CHARTS } from "./charts.ts";
import { FORKS } from "./forks.ts";
import { PEERS } from "./peers/peers.ts";
import type { ForkFigures, Results } from "./results.ts";
import { ROWS, type Row } from "./rows.ts";

/** A peer is cheaper where it must not be, or nobody has said why it is. */
export class RowsNotExplained extends Error {
  override readonly name = "RowsNotExplained";
}

/** A row with its figures under the rules of record. */
interface Compared {
  readonly row: Row;
  readonly what: string;
  readonly ours: number;
  readonly peers: readonly { readonly id: string; readonly gas: number }[];
}

/**
 * docs/benchmarks.md from what was measured.
 *
 * @throws RowsNotExplained when a row that must lead does not, or a cheaper peer has no reason in bench/rows.ts
 */
export function page(results: Results, bars: readonly Bar[]): string {
  const rows = compared(results.gas?.cancun ?? {}, bars);
  const behind = rows.filter((row) => cheaperOf(row).length > 0);
  refuseUnexplained(rows);
  return `${[
    ...INTRODUCTION,
    ...["## Where we are behind", "", ...behindTable(behind), ""],
    ...["## All rows", "", ...ALL_ROWS, ""],
    ...allTable([...behind, ...rows.filter((row) => !behind.includes(row))]),
    ...["", "## What coming rules make of them", "", ...forkTable(results, rows), ""],
    ...["## How each peer is set up", "", ...setUps(), ""],
    ...["## How it grows", "", ...growth(results), ""],
    ...["## How many a second", "", ...throughput(results.throughput), ""],
    ...NOT_HERE,
  ].join("\n")}\n`;
}

const INTRODUCTION = [
  "# Side by side",
  "",
  "What Kessai costs beside what others have: `npm run bench` deploys ours and theirs, does the same with each, and writes",
  "this page. A row under one set of rules is measured in one run. Gas is of whole transactions, one in a block, calldata and",
  "signatures included; it does not depend on the machine. Both parties hold already and were used before, allowances stand,",
  "unless a row says otherwise. Ratios are theirs to ours: above one, ours is cheaper. Our figures are the bars of",
  "[bench/bars.json](../bench/bars.json), by the code that `npm test` runs; `npm run check` fails when this page and the bars",
  "are more than 1 % apart.",
  "",
  "T-REX checks the receiver, Kessai both sides; AirSwap, Seaport and CoW know no rules at all; floors are plain tokens. A",
  "comparison with one that checks less is no defeat and no victory: the reason beside it says what is left out.",
  "",
];

const ALL_ROWS = [
  "Behind first. The id is the bar's; what has none is a bar seen from another side.",
];

const NOT_HERE = [
  "## What is not here",
  "",
  "Only what was found on the npm registry in a form that deploys is run. Not found, and so not run: CMTAT, OpenZeppelin's",
  "community contracts (uRWA), Securitize's DSToken, ConsenSys' UniversalToken, Centrifuge, Circle's USDC. Not looked for",
  "there: JPYC, ibet. In the survey before this project some were compiled from their sources: a transfer took 43,074 gas in",
  "uRWA, 55,507 in CMTAT with an allow list, 45,035 in USDC and 45,988 in JPYC (neither asks who receives), 338,591 in a",
  "regulated DSToken.",
  "Nobody can repeat those figures with this command, so no row has them. The Asset Tokenization Studio is on npm and was not",
  "set up: a diamond of dozens of facets.",
  "",
  "No peer has batches of passes by two signatures, a revocation that reaches five classes, nets of signed",
  "trades, or distributions and splits over all holders on chain: their rows stand without a peer, or beside the nearest thing.",
];

function compared(figures: ForkFigures, bars: readonly Bar[]): Compared[] {
  const listed = new Set(ROWS.map(({ id }) => id));
  const rows: Row[] = [
    ...ROWS,
    ...bars.filter(({ id }) => !listed.has(id)).map(({ id }) => ({ id })),
  ];
  return rows.map((row) => {
    const bar = bars.find(({ id }) => id === (row.ours ?? row.id));
    const ours = figures.kessai?.[row.ours ?? row.id];
    if (bar === undefined || ours === undefined) {
      throw new RowsNotExplained(`bench/rows.ts: ${row.id} is no bar, or was not measured`);
    }
    const peers = Object.keys(PEERS).flatMap((id) => {
      const gas = figures[id]?.[row.against ?? row.id];
      return gas === undefined ? [] : [{ id, gas }];
    });
    return { row, what: row.what ?? bar.what, ours, peers };
  });
}

function cheaperOf({ ours, peers }: Compared) {
  return peers.filter(({ gas }) => gas < ours);
}

function refuseUnexplained(rows: readonly Compared[]): void {
  const problems = rows.flatMap((row) =>
    cheaperOf(row).flatMap(({ id, gas }) => {
      const said = `${row.row.id}: ours ${row.ours}, ${id} ${gas}`;
      if (row.row.leads && !PEERS[id]!.floor) return [`${said}: it must not be cheaper`];
      return row.row.reasons?.[id] ? [] : [`${said}: say why in bench/rows.ts`];
    }),
  );
  if (problems.length === 0) return;
  throw new RowsNotExplained(
    `a peer is cheaper:\n${problems.map((each) => `  ${each}`).join("\n")}`,
  );
}

function behindTable(rows: readonly Compared[]): string[] {
  const lines = rows.flatMap((row) =>
    groupedReasons(row).map(([reason, peers], place) => [
      place === 0 ? row.what : "",
      place === 0 ? said(row.ours) : "",
      peers.map((peer) => beside(row, peer)).join("<br>"),
      reason,
    ]),
  );
  return table(
    ["", "ours", "cheaper", "what the cheaper one leaves out"],
    ["", ">", "", ""],
    lines,
  );
}

/** Peers that are cheaper for the same reason stand together. */
function groupedReasons(row: Compared): [string, { id: string; gas: number }[]][] {
  const groups = new Map<string, { id: string; gas: number }[]>();
  for (const peer of cheaperOf(row)) {
    const reason = row.row.reasons?.[peer.id] ?? "";
    groups.set(reason, [...(groups.get(reason) ?? []), peer]);
  }
  return [...groups];
}

function allTable(rows: readonly Compared[]): string[] {
  const lines = rows.map((row) => [
    `\`${row.row.id}\``,
    row.what,
    said(row.ours),
    row.peers.map((peer) => beside(row, peer)).join("<br>") || "–",
  ]);
  return table(["id", "", "ours", "theirs (ratio)"], ["", "", ">", ""], lines);
}

function beside({ ours }: { readonly ours: number }, { id, gas }: { id: string; gas: number }) {
  return `${PEERS[id]!.name} ${said(gas)} (${ratio(gas, ours)})`;
}

function ratio(gas: number, ours: number): string {
  return (gas / ours).toFixed(2);
}

function forkTable({ gas = {}, missing = {} }: Results, rows: readonly Compared[]): string[] {
  const forks = Object.keys(FORKS).filter((fork) => gas[fork] !== undefined);
  const figure = (fork: string, system: string, id: string) => {
    const found = gas[fork]?.[system]?.[id];
    return found === undefined ? "–" : said(found);
  };
  const lines = rows.flatMap(({ row, what, peers }) => [
    [what, "Kessai", ...forks.map((fork) => figure(fork, "kessai", row.ours ?? row.id))],
    ...peers.map(({ id }) => [
      ...["", PEERS[id]!.name],
      ...forks.map((fork) => figure(fork, id, row.against ?? row.id)),
    ]),
  ]);
  return [
    ...forks.map((fork) => {
      const note = FORKS[fork]!.note;
      return `- \`${fork}\`${note === "" ? "" : `: ${note}.`}`;
    }),
    "- `amsterdam` also refuses to link an investor's second wallet (`LinkNotTold`): KycPass lets a class have a fixed amount",
    "  of gas to hear of it, chosen by today's prices.",
    ...forks.flatMap((fork) =>
      (missing[fork] ?? []).map((each) => `- Not measured under \`${fork}\`: ${each}.`),
    ),
    "",
    ...table(["", "", ...forks], ["", "", ...forks.map(() => ">")], lines),
  ];
}

function setUps(): string[] {
  const lines = Object.values(PEERS).map((peer) => [
    peer.name,
    `${peer.package}; ${peer.licence}`,
    `${peer.setUp}.`,
  ]);
  return [
    "Ours: a platform from [examples/platform.yaml](../examples/platform.yaml), classes from",
    "[examples/classes/sbi-st-1.yaml](../examples/classes/sbi-st-1.yaml) as ERC-1167 clones with pause, record dates, holder count and",
    "cap on; passes by two officers' signatures; allowances unlimited. The steps are in [test/bench/support/](../test/bench/support).",
    "",
    "The packages are installed by the run into `bench/peers/`, from a lock file of their own, and nothing else sees them.",
    "Licences are theirs; nothing of them ships.",
    "",
    ...table(["peer", "package", "set-up"], ["", "", ""], lines),
  ];
}

function growth({ scale = {} }: Results): string[] {
  const drawn = CHARTS.filter(({ id }) => scale[id] !== undefined);
  if (drawn.length === 0) return ["Not measured yet."];
  return drawn
    .flatMap(({ file, title, says }) => [`![${title}](images/${file})`, "", says, ""])
    .slice(0, -1);
}

function throughput(measured: Results["throughput"] = {}): string[] {
  const parts = Object.entries(measured);
  if (parts.length === 0) return ["Not measured yet."];
  const rows = parts.flatMap(([, part]) => part.rows);
  const rate = (each: number | undefined) => (each === undefined ? "–" : said(Math.round(each)));
  const lines = rows.map((row) => [
    ...[row.chain, row.what, row.unit],
    ...[rate(row.executedPerCore), rate(row.executed), rate(row.submitted), rate(row.signed)],
    `${row.blocks} of ${(row.blockGas / 1e6).toFixed(1)}M`,
  ]);
  return [
    ...parts.map(([chain, { machine }]) => `- ${chain}: ${machine}.`),
    "",
    "Another machine, or the same on another day, gives other figures; no check compares these.",
    "",
    "One process, in memory, no consensus, no disk. Everything is signed first, then submitted (to EDR in the process, to anvil",
    "over HTTP in lists of 200), then full blocks of up to 60M gas are mined until nothing waits. *Executed* is the mining",
    "alone; *of a core* is the same by the processor's time that the chain's process took, which other work on the machine does",
    "not change. EDR keeps a trace of every call, which a node in production does not. Signing is by ethers, in JavaScript; parties sign",
    "on machines of their own.",
    "",
    ...table(
      [
        ...["chain", "", "a second", "of a core", "executed", "with submission"],
        ...["with signing too", "blocks"],
      ],
      ["", "", "", ">", ">", ">", ">", ">"],
      lines,
    ),
    "",
    "The working paper of Japan Exchange Group on a ledger for its market (vol. 15, 2016) reports at most tens to a hundred",
    "transactions a second. What a chain allows is its blocks' gas: 60M every twelve seconds hold some 600 complete DvPs, or 50 a",
    "second; or the nets of some 100,000 trades, in the cycles above.",
  ];
}

function table(
  headings: readonly string[],
  sides: readonly string[],
  lines: readonly (readonly string[])[],
): string[] {
  return [
    `| ${headings.join(" | ")} |`,
    `|${sides.map((side) => (side === ">" ? " ---: |" : " --- |")).join("")}`,
    ...lines.map((cells) => `| ${cells.join(" | ")} |`),
  ];
}

function said(number: number): string {
  return number.toLocaleString("en-US");
}
