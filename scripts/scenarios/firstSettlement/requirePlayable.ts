import {
  type ClassFile,
  formatDate,
  jstDateOf,
  type PlatformFile,
  requireBuilt,
} from "../../../sdk/index.ts";
import { CashNotYen, NotPlayable } from "./faults.ts";

/** The roles that act in the story, at once. */
const ACTING = ["passGuardian", "yenOperator", "reserveAttestor"] as const;
/** Issuer, A and B each get a pass, and hold units at some time. */
const PASSES = 3;
const HOLDERS = 2;
const LEAST_FRESHNESS_SECONDS = 60;

/**
 * Makes sure, before anything is sent, that nothing in the files will stop the story half-way.
 *
 * @throws RuleNotBuilt, CashNotYen or NotPlayable, saying what to change
 */
export function requirePlayable(platformFile: PlatformFile, classFile: ClassFile): void {
  requireBuilt(classFile);
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
  const { lockUp } = classFile.transfer;
  if (lockUp !== undefined && lockUp >= jstDateOf(Math.floor(Date.now() / 1_000))) {
    throw new NotPlayable(
      `The class is locked up until the end of ${formatDate(lockUp, "en")}, and the demonstration sells today.`,
      "Play a class without a lock-up, or one whose lock-up is over.",
    );
  }
  const { max } = classFile.holders;
  if (max !== undefined && max < HOLDERS) {
    throw new NotPlayable(
      `The class allows ${max} investor, and A keeps units when it sells to B.`,
      `Set holders.max to ${HOLDERS} or more.`,
    );
  }
}
