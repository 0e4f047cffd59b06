import { posix } from "node:path";
import type { SourceFile } from "../checks/sourceFile.ts";
import type { Mutant, Site } from "./Mutant.ts";

/** Where the switch stands in the mutated project. */
export const SWITCH_PATH = "contracts/mutation/Switch.sol";

/** Its balance is the number of the mutant that runs: every call can read it, and a test can set it. */
export const SWITCH_ADDRESS = "0x00000000000000000000000000000000006D7574";

/** The balance with which each mutant that is reached says so, and none runs. */
export const PROBE = (1n << 64n) - 1n;

/** Where Hardhat's chain listens for what code says of itself, as its coverage does. */
const LISTENER = "0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE";

/** A mutant under the number by which it is switched on, from 1. */
export interface NumberedMutant {
  readonly id: number;
  readonly mutant: Mutant;
}

/** From where to where what was written for a mutant stands, to find which one the compiler minds. */
export interface Placed {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

interface Piece {
  readonly text: string;
  readonly id?: number;
}

/**
 * A file in which every mutant stands beside what it changes, behind a switch: all are compiled at
 * once, and one runs when its number is set. Compiling takes minutes, running a test less than a
 * second, so one by one would take days.
 */
export function withSwitches(
  { path, text }: SourceFile,
  mutants: readonly NumberedMutant[],
): { file: SourceFile; placed: Placed[] } {
  if (mutants.length === 0) return { file: { path, text }, placed: [] };
  const bySite = Map.groupBy(mutants, ({ mutant: { site } }) => `${site.start}:${site.end}`);
  const chosen = [...bySite.values()].map((group) => ({
    site: (group[0] as NumberedMutant).mutant.site,
    pieces: pieces(group),
    at: (group[0] as NumberedMutant).mutant.site.start,
    until: (group[0] as NumberedMutant).mutant.site.end,
  }));
  const added = mutants
    .filter(({ mutant }) => mutant.site.form === "modifier")
    .map(({ id, mutant: { site } }) => ({
      site,
      pieces: [modifierOf(id, site)],
      at: site.contractEnd ?? text.length,
      until: site.contractEnd ?? text.length,
    }));
  const out: string[] = [];
  const placed: Placed[] = [];
  let length = 0;
  const write = ({ text: piece, id }: Piece) => {
    const bytes = Buffer.byteLength(piece);
    if (id !== undefined) placed.push({ id, start: length, end: length + bytes });
    out.push(piece);
    length += bytes;
  };
  let from = 0;
  for (const change of [...chosen, ...added].sort((a, b) => a.at - b.at)) {
    write({ text: text.slice(from, change.at) });
    change.pieces.forEach(write);
    from = change.until;
  }
  write({ text: text.slice(from) });
  // At the end, so that nothing moves: imports may stand anywhere.
  const specifier = posix.relative(posix.dirname(path), SWITCH_PATH);
  const relative = specifier.startsWith(".") ? specifier : `./${specifier}`;
  write({ text: `\nimport { isMutant } from "${relative}";\n` });
  return { file: { path, text: out.join("") }, placed };
}

function pieces(group: readonly NumberedMutant[]): Piece[] {
  const { site } = (group[0] as NumberedMutant).mutant;
  switch (site.form) {
    case "condition":
      return [
        ...group.flatMap(({ id, mutant }) => [
          { text: `isMutant(${id}) ? (` },
          { text: mutant.text, id },
          { text: ") : " },
        ]),
        { text: `(${site.original})` },
      ];
    case "modifier":
      return group.map(({ id }) => ({ text: `mutant${id}`, id }));
    case "statement":
      return statement(group, site);
  }
}

function statement(group: readonly NumberedMutant[], site: Site): Piece[] {
  // What it declares must outlive the choice.
  const [open, close] = site.before === "" ? ["{ ", " }"] : [`${site.before} `, ""];
  return [
    { text: open },
    ...group.flatMap(({ id, mutant }) => [
      { text: `if (isMutant(${id})) { ` },
      { text: mutant.text, id },
      { text: " } else " },
    ]),
    { text: `{ ${site.original} }${close}` },
  ];
}

/** The modifiers that the contracts use, each once more with a switch. */
function modifierOf(id: number, { original }: Site): Piece {
  const bodies: Readonly<Record<string, string>> = {
    restricted: `if (!isMutant(${id})) _checkCanCall(_msgSender(), _msgData()); _;`,
    nonReentrant: `bool isLocked = !isMutant(${id}); if (isLocked) _enter(); _; if (isLocked) _leave();`,
  };
  return { text: ` modifier mutant${id}() { ${bodies[original] ?? original} } `, id };
}

/** The switch, and the lock's two halves, which its modifier needs apart. */
export const SWITCH_SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

address constant SWITCH = ${SWITCH_ADDRESS};

function isMutant(uint256 id) pure returns (bool) {
    return asPure(_isMutant)(id);
}

function _isMutant(uint256 id) view returns (bool) {
    uint256 active = SWITCH.balance;
    if (active == ${PROBE}) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, id)
            pop(staticcall(gas(), ${LISTENER}, at, 32, 0, 0))
        }
    }
    return active == id;
}

/// Pure code cannot read a balance; cast, it can.
function asPure(
    function(uint256) view returns (bool) from
) pure returns (function(uint256) pure returns (bool) to) {
    assembly ("memory-safe") {
        to := from
    }
}
`;
