import type { ReconciliationLine } from "./reportTypes.ts";

/** What a report was to be made of contradicts itself. */
export class ReportRefused extends Error {
  override readonly name = "ReportRefused";

  constructor(why: string) {
    super(`No report was made: ${why}. Correct that in what the report is made of.`);
  }
}

/** Balances are not what the movements lead to. Carries every line that does not add up. */
export class ReconciliationFailed extends Error {
  override readonly name = "ReconciliationFailed";
  readonly lines: readonly ReconciliationLine[];

  constructor(lines: readonly ReconciliationLine[]) {
    const told = lines.map(
      ({ party, asset, opening, trades, charges, others, closing }) =>
        `${party} in ${asset}: ${opening} + trades ${trades} + charges ${charges} + others ${others} is ` +
        `${opening + trades + charges + others}, and the closing balance is ${closing}`,
    );
    super(
      `${told.join("\n")}\nNo report was made. Look for a movement that is missing or there twice, or for ` +
        "balances of another time.",
    );
    this.lines = lines;
  }
}
