import { type ClassFile, formatDate, jstDateOf, type PlatformFile } from "../../../sdk/index.ts";
import { CashNotYen, NotPlayable } from "./faults.ts";
import { investorCategory } from "./investorCategory.ts";

/** The roles that act in the story, at once. */
const ACTING = ["passGuardian", "yenOperator", "reserveAttestor"] as const;
/** Issuer, A and B each get a pass, and hold units at some time. */
const PASSES = 3;
const HOLDERS = 2;
const LEAST_FRESHNESS_SECONDS = 60;

/**
 * Makes sure, before anything is sent, that nothing in the files will stop the story half-way.
 *
 * @throws CashNotYen or NotPlayable, saying what to change
 */
export function requirePlayable(platformFile: PlatformFile, classFile: ClassFile): void {
  const { cash } = classFile.settlement;
  if (cash !== "yen") throw new CashNotYen(cash);
  for (const role of ACTING) {
    if (platformFile.roles[role].delay === 0) continue;
    throw new NotPlayable(
      `The ${role} of the platform file has a delay, and the demonstration acts at once.`,
      `Set roles.${role}.delay to 0s.`,
    );
  }
  if (platformFile.passes.grantsPerOfficerPerDay < PASSES) {
    throw new NotPlayable(
      `The demonstration grants ${PASSES} passes on one day.`,
      `Set passes.grantsPerOfficerPerDay to ${PASSES} or more.`,
    );
  }
  if (platformFile.yen.reserveFreshness < LEAST_FRESHNESS_SECONDS) {
    throw new NotPlayable(
      "The attested reserve would be too old before the second deposit is minted.",
      `Set yen.reserveFreshness to ${LEAST_FRESHNESS_SECONDS}s or more.`,
    );
  }
  requirePlayableRules(classFile);
}

/** The contracts enforce every rule of the file; the story has not the people for all of them. */
function requirePlayableRules(classFile: ClassFile): void {
  const { lockUp, closesAfter, consent, venueOnly, blockOnly } = classFile.transfer;
  const today = jstDateOf(Math.floor(Date.now() / 1_000));
  if (lockUp !== undefined && lockUp >= today) {
    throw new NotPlayable(
      `The class is locked up until the end of ${formatDate(lockUp, "en")}, and the demonstration sells today.`,
      "Play a class without a lock-up, or one whose lock-up is over.",
    );
  }
  // The story ends a day later.
  if (closesAfter !== undefined && closesAfter <= today) {
    throw new NotPlayable(
      `Nothing of the class moves after ${formatDate(closesAfter, "en")}, and the demonstration sells until tomorrow.`,
      "Play a class without transfer.closesAfter, or with a later one.",
    );
  }
  if (consent !== undefined) {
    throw new NotPlayable(
      "The issuer must consent to each transfer of the class, and nobody in the demonstration gives consent.",
      "Play a class without transfer.consent.",
    );
  }
  if (venueOnly) {
    throw new NotPlayable(
      "The class moves only through a venue's settlement, and the demonstration has no venue.",
      "Play a class without transfer.venueOnly.",
    );
  }
  if (blockOnly) {
    throw new NotPlayable(
      "A holder of the class moves all of its units or none, and in the demonstration A sells a part.",
      "Play a class without transfer.blockOnly.",
    );
  }
  const { max, maxPerCategory } = classFile.holders;
  if (max !== undefined && max < HOLDERS) {
    throw new NotPlayable(
      `The class allows ${max} investor, and A keeps units when it sells to B.`,
      `Set holders.max to ${HOLDERS} or more.`,
    );
  }
  const category = investorCategory(classFile);
  const most = maxPerCategory?.[category];
  if (most !== undefined && most < HOLDERS) {
    throw new NotPlayable(
      `The class allows ${most} investor of the category ${category}, and A keeps units when it sells to B.`,
      `Set holders.maxPerCategory.${category} to ${HOLDERS} or more.`,
    );
  }
}
