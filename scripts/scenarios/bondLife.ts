import { join } from "node:path";
import {
  type ClassFile,
  type DistributionReconciliation,
  distributionReconciliationCsv,
  distributionReconciliationJson,
  formatDate,
  formatYen,
  type JstDate,
  jstDateEnd,
  type Lang,
  type PlatformFile,
  type Statement,
  statementsCsv,
  statementsJson,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { coupons } from "./bondLife/coupons.ts";
import { offered } from "./bondLife/offered.ts";
import { redeemed } from "./bondLife/redeemed.ts";
import { stage } from "./bondLife/stage.ts";
import { TEXTS } from "./bondLife/texts.ts";
import { openChain } from "./chain.ts";
import { ensure, NotPlayable } from "./firstSettlement/faults.ts";
import { teller } from "./teller.ts";

export interface BondLifeParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  readonly classPath: string;
  readonly lang: Lang;
  readonly print: (line: string) => void;
  /** Where statements and reconciliation are written. */
  readonly folder: string;
}

/** A payment to all holders, as it was read back from the chain. */
export interface PaymentTold {
  readonly label: string;
  readonly paidOn: JstDate;
  readonly statements: readonly Statement[];
  readonly reconciliation: DistributionReconciliation;
}

const DAYS_BEFORE_ISSUE = 45;
const E_LAPSES_BEFORE = 60;

/**
 * One bond from offering to redemption, on a chain whose clock is moved through its years: an offering that is
 * oversubscribed, a trade with accrued interest, a pledge, a pass that lapses, one that is suspended, a lost key,
 * a default that is cured, a job that is killed. Every yen is accounted for, and read back from the chain.
 *
 * @throws NotPlayable if the class is no bond with three coupons; KeyMissing or AccountsMissing; StoryBroken if a
 *   step did not do what it says
 */
export async function bondLife({
  platformFile,
  classFile,
  classPath,
  lang,
  print,
  folder,
}: BondLifeParameters): Promise<readonly PaymentTold[]> {
  const { bond, unit, supply } = classFile;
  if (bond === undefined || unit.face === undefined || bond.interest.length < 6) {
    throw new NotPlayable(
      `${classPath} is no bond that pays interest six times.`,
      "Give one with --class, such as examples/classes/nri-15.yaml.",
    );
  }
  const tell = teller(lang, print);
  const { t } = tell;
  const begin = bond.issued - DAYS_BEFORE_ISSUE;
  const chain = await openChain(undefined, new Date((jstDateEnd(begin) - 14 * 3_600) * 1_000));
  print(
    t(TEXTS.title, {
      ...{ name: classFile.name[lang], units: supply.cap.toLocaleString("en-US") },
      face: formatYen(unit.face),
    }),
  );
  print(t(TEXTS.terms, { path: classPath }));

  tell.heading(TEXTS.opening, { date: formatDate(begin, lang) });
  const third = bond.interest[2] ?? bond.due;
  const play = await stage(chain, tell, {
    ...{ platformFile, classFile, expiresEarly: third - E_LAPSES_BEFORE },
  });
  await offered(play);
  const told = [...(await coupons(play)), ...(await redeemed(play))];

  tell.heading(TEXTS.report);
  tell.table(
    told.map(({ label, paidOn, reconciliation: r }) => [
      ...[label, formatDate(paidOn, lang), formatYen(r.funded), formatYen(r.paid)],
      ...[formatYen(r.national + r.local), formatYen(r.owed), formatYen(r.returned)],
    ]),
    [
      TEXTS.payment,
      TEXTS.paidOn,
      TEXTS.funded,
      TEXTS.net,
      TEXTS.taxes,
      TEXTS.owed,
      TEXTS.returned,
    ].map((heading, place) => ({ heading: t(heading), align: place < 2 ? "left" : "right" })),
  );
  const { yen, token, platform } = play;
  ensure((await yen.balanceOf(platform.distribution)) === 0n, "yen are left in the purse");
  ensure((await token.totalSupply()) === 0n, "bonds are left");
  const statements = told.flatMap((each) => each.statements);
  const reconciliations = told.map(({ reconciliation }) => reconciliation);
  const files: Record<string, string> = {
    "statements.csv": statementsCsv(statements, lang),
    "statements.json": statementsJson(statements),
    "reconciliation.csv": distributionReconciliationCsv(reconciliations, lang),
  };
  for (const [place, each] of reconciliations.entries()) {
    files[`reconciliation-${place + 1}.json`] = distributionReconciliationJson(each);
  }
  for (const [name, text] of Object.entries(files)) await writeAtomically(join(folder, name), text);
  print("");
  print(t(TEXTS.balanced, { folder }));
  return told;
}
