import { type Change, changes } from "../files/changes.ts";
import { normalForm } from "../files/normalForm.ts";
import type { ClassFile } from "../files/parseClassFile.ts";
import { formatDate } from "../format/formatDate.ts";
import { jstDateOf } from "../format/jstDateOf.ts";
import type { ClassRead } from "./readClass.ts";

/** In what a chain and a class file differ. */
export interface ClassDrifts {
  /** `before` is what the file says, `now` what the chain has. */
  readonly drifts: readonly Change[];
  /** What the file names and the chain does not have yet; nothing is wrong with that. */
  readonly open: readonly string[];
}

/**
 * Every value in which a class on the chain is not as its file says: terms, rules, record dates and documents.
 * What a file says beside them is not on the chain.
 *
 * @param issuer of the class's registrar role, as the deployment names it
 * @param now Unix seconds
 */
export function classDrifts(
  file: ClassFile,
  chain: ClassRead,
  issuer: string | undefined,
  now: number,
): ClassDrifts {
  const { name, symbol, type, legalKind, supply, transfer } = file;
  const { categories, residences, max, maxPerCategory, maxUnits } = file.holders;
  const { rules, policy } = chain;
  const said = {
    ...{ name: { en: name.en }, symbol, type, legalKind, issuer: file.issuer },
    supply: { cap: supply.cap },
    holders: { categories, residences: sorted(residences), max, maxPerCategory, maxUnits },
    transfer: {
      ...{ lot: transfer.lot, lockUp: transfer.lockUp, closesAfter: transfer.closesAfter },
      consent: transfer.consent !== undefined,
      venueOnly: transfer.venueOnly === true,
      blockOnly: transfer.blockOnly === true,
    },
  };
  const is = {
    ...{ name: { en: chain.name }, symbol: chain.symbol, type: chain.type },
    ...{ legalKind: chain.legalKind, issuer: issuer ?? `role ${chain.registrarRole}` },
    supply: { cap: chain.cap },
    holders: {
      ...{ categories: policy.categories, residences: sorted(policy.residences) },
      ...{
        max: chain.maxInvestors,
        maxPerCategory: rules.maxPerCategory,
        maxUnits: rules.maxUnits,
      },
    },
    transfer: {
      ...{ lot: rules.lot ?? 1n, lockUp: rules.lockUp, closesAfter: rules.maturity },
      consent: rules.consent === true,
      venueOnly: rules.venueOnly === true,
      blockOnly: rules.blockOnly === true,
    },
  };
  const known = [...chain.recordDates.over, ...chain.recordDates.coming];
  const today = jstDateOf(now);
  const missing = file.schedule.filter(({ record }) => !known.includes(record));
  const listed = file.schedule.map(({ record }) => record);
  const hashes = file.disclosure.map(({ sha256 }) => `0x${sha256}`);
  const onChain = chain.documents.map(({ hash }) => hash.toLowerCase());
  return {
    drifts: [
      ...changes(normalForm(said), normalForm(is)),
      ...missing
        .filter(({ record }) => record < today)
        .map(({ record }) => drift("schedule", formatDate(record, "en"), undefined)),
      ...known
        .filter((date) => !listed.includes(date))
        .map((date) => drift("schedule", undefined, formatDate(date, "en"))),
      ...chain.documents
        .filter(({ hash }) => !hashes.includes(hash.toLowerCase()))
        .map(({ name: document, hash }) => drift("disclosure", undefined, `${document} ${hash}`)),
    ],
    open: [
      ...missing
        .filter(({ record }) => record >= today)
        .map(({ record }) => `schedule: ${formatDate(record, "en")}`),
      ...hashes.filter((hash) => !onChain.includes(hash)).map((hash) => `disclosure: ${hash}`),
    ],
  };
}

function drift(path: string, before: string | undefined, now: string | undefined): Change {
  return { path, before, now };
}

function sorted<T extends { readonly numeric: number }>(list: "any" | readonly T[]) {
  return list === "any" ? list : list.toSorted((a, b) => a.numeric - b.numeric);
}
