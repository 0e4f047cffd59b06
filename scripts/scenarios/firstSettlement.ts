import type { Lang } from "../../sdk/index.ts";
import type { Chain } from "./chain.ts";
import { cast } from "./firstSettlement/cast.ts";
import { grantPasses } from "./firstSettlement/grantPasses.ts";
import { issueUnits } from "./firstSettlement/issueUnits.ts";
import { mintYen } from "./firstSettlement/mintYen.ts";
import { narrator } from "./firstSettlement/narrator.ts";
import { printExplanation } from "./firstSettlement/printExplanation.ts";
import { printOffer } from "./firstSettlement/printOffer.ts";
import { printPowers } from "./firstSettlement/printPowers.ts";
import { printRegister } from "./firstSettlement/printRegister.ts";
import { printSummary } from "./firstSettlement/printSummary.ts";
import { passRecordDate, printRegisterAt } from "./firstSettlement/recordDate.ts";
import { refuseAttempts } from "./firstSettlement/refuseAttempts.ts";
import { requirePlayable } from "./firstSettlement/requirePlayable.ts";
import { type StageParameters, stage } from "./firstSettlement/stage.ts";
import { TEXTS } from "./firstSettlement/texts.ts";
import { trades } from "./firstSettlement/trades.ts";

export interface FirstSettlementParameters extends StageParameters {
  readonly lang: Lang;
  readonly print: (line: string) => void;
}

/**
 * A security on a public chain, as securities firms have tried it: passes before the offer, yen against
 * deposits, units to the issuer's account and on to investor A by DvP, A sells to B by DvP; then what
 * thieves, strangers and latecomers try. Every step is checked against the chain.
 *
 * @throws before anything is sent: CashNotYen, NotPlayable, IssuerUnknown, KeyMissing,
 *   AccountsMissing; then StoryBroken if a step did not do what it says, or whatever a contract refuses
 */
export async function firstSettlement(
  chain: Chain,
  { lang, print, ...files }: FirstSettlementParameters,
): Promise<void> {
  const { platformFile, classFile } = files;
  requirePlayable(platformFile, classFile);
  const people = cast(chain, platformFile, classFile);
  const tell = narrator(lang, print, classFile);

  await printOffer(chain, tell, classFile);
  tell.heading(TEXTS.steps);
  print(`${" ".repeat(4)}${tell.t(TEXTS.gas).padStart(11)}`);
  const scene = await stage(chain, people, tell, files);
  const passGas = await grantPasses(scene);
  const reserve = await mintYen(scene);
  await printRegister(scene, TEXTS.beforeOffer);

  tell.heading(TEXTS.steps);
  await issueUnits(scene);
  const { issuer, a, b } = people;
  const { offered, offeredYen, sold, soldYen } = scene.deal;
  const deals = trades(scene);
  await deals.settled(issuer, a, offered, offeredYen);
  await printRegister(scene, TEXTS.afterPrimary);

  tell.heading(TEXTS.steps);
  const recordDate = chain.canPassDays ? await passRecordDate(scene) : undefined;
  const sale = await deals.settled(a, b, sold, soldYen);
  await printRegister(scene, TEXTS.afterSecondary);
  if (recordDate === undefined) print(`\n${tell.t(TEXTS.recordLeftOut)}`);
  else await printRegisterAt(scene, recordDate);

  tell.heading(TEXTS.refusals);
  const refused = await refuseAttempts(scene, deals, sale.trade);
  await printExplanation(scene);
  await printRegister(scene, TEXTS.atEnd);
  await printPowers(scene);
  await printSummary(scene, { refused, reserve, saleGas: sale.gasUsed, passGas });
}
