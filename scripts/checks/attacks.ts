import type { Finding } from "./finding.ts";
import { namesTest } from "./promises.ts";
import type { SourceFile } from "./sourceFile.ts";

const PAGE = "docs/threat-model.md";
const HEADING = "## Every attack of the design";

/** The attacks that the design lists, each to be played by a test. */
export const ATTACKS = [
  "leaked investor key",
  "leaked officer key, 1 of k",
  "leaked officer keys, k of k",
  "leaked pass guardian",
  "leaked registrar key",
  "leaked yen operator",
  "replay across chains, contracts, classes and routes",
  "signature malleability",
  "front-running of permit, match and cancel",
  "freeze or revocation between trade and settlement",
  "deadline races",
  "re-entrancy through ERC-1271 wallets, cash tokens and receivers",
  "lying cash token: false, fee, rebase, re-enter, huge return data",
  "dust enrolment and holder-cap griefing",
  "a class that reverts or burns gas during write-through",
  "batch poisoning",
  "block-gas exhaustion",
  "rounding in one's favour by splitting into wallets",
  "record-date racing",
  "a payment attestor that vanishes",
  "time jumps",
  "self-transfer and zero-transfer tricks",
  "holds as a way around the gate",
  "self-registration",
  "an issuer's forced transfer out of escrow",
  "cycle squatting",
  "two vectors in one cycle",
] as const;

/** Attacks of the design that docs/threat-model.md does not list, or without a test. Whether a test exists is asked elsewhere. */
export function attackFindings(page: SourceFile | undefined): Finding[] {
  if (page === undefined) return [{ file: PAGE, line: 1, message: "is missing" }];
  const lines = page.text.split("\n");
  const from = lines.indexOf(HEADING);
  if (from === -1) return [{ file: page.path, line: 1, message: `has no section ${HEADING}` }];
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith("## "));
  const rows = lines.slice(from, length === -1 ? undefined : from + 1 + length);
  return ATTACKS.flatMap((attack) => {
    const at = rows.findIndex((row) => row.startsWith(`| ${attack} |`));
    if (at === -1) return [{ file: page.path, line: from + 1, message: `lacks "${attack}"` }];
    if (namesTest(rows[at] ?? "")) return [];
    return [{ file: page.path, line: from + 1 + at, message: `names no test of "${attack}"` }];
  });
}
