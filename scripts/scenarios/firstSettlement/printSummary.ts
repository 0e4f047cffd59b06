import { formatGas, formatYen, readRegister } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

export interface SummaryFigures {
  readonly refused: number;
  /** Yen attested. */
  readonly reserve: bigint;
  readonly saleGas: bigint;
  readonly passGas: bigint;
}

/** What a manager reads: what settled, what was refused, that all sums agree, what it cost. */
export async function printSummary(
  stage: Stage,
  { refused, reserve, saleGas, passGas }: SummaryFigures,
): Promise<void> {
  const { chain, narrator, platform, classGas, token, yen, deal } = stage;
  const { t, units } = narrator;
  const supply = await yen.totalSupply();
  const holders = await readRegister(chain.provider, platform.yen);
  const held = holders.reduce((sum, { balance }) => sum + balance, 0n);
  ensure(held === supply && supply <= reserve, "yen held, minted and reserved differ");
  const owned = (await token.balanceOf(platform.dvp)) + (await yen.balanceOf(platform.dvp));
  ensure(owned === 0n, "the settlement contract owns something");

  narrator.heading(TEXTS.summary);
  for (const line of [
    t(TEXTS.summaryDeliveries, {
      units1: units(deal.offered),
      yen1: formatYen(deal.offeredYen),
      units2: units(deal.sold),
      yen2: formatYen(deal.soldYen),
    }),
    t(TEXTS.summaryRefusals, { count: refused }),
    t(TEXTS.summarySums, { units: units(deal.offered), yen: formatYen(supply) }),
    t(TEXTS.summaryNothingHeld),
    t(TEXTS.summarySaleGas, { gas: formatGas(saleGas) }),
    t(TEXTS.summaryOtherGas, { pass: formatGas(passGas), class: formatGas(classGas) }),
  ]) {
    narrator.print(`  ${t({ en: "- ", ja: "・" })}${line}`);
  }
}
