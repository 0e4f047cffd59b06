import { decodeBytes32String, type Provider } from "ethers";
import {
  ISecurityToken__factory,
  RegistrarDesk__factory,
  TokenLens__factory,
} from "../contracts.ts";
import { CLASS_TYPES, LEGAL_KINDS, NO_MAX } from "../deploy/classTerms.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { type Policy, policyOf } from "../encode/policyOf.ts";
import { rulesOf } from "../encode/rulesOf.ts";
import type { Rules } from "../encode/rulesWord.ts";
import type { ClassType, LegalKind } from "../files/parseClassFile.ts";
import type { JstDate } from "../format/JstDate.ts";

/** A document of a class, as the chain has it. */
export interface ClassDocument {
  readonly name: string;
  readonly uri: string;
  /** SHA-256 as 0x and 64 digits. */
  readonly hash: string;
  /** Unix seconds. */
  readonly modified: number;
}

/** A class as the chain has it now. */
export interface ClassRead {
  readonly address: string;
  /** The number by which passes know it. */
  readonly number: number;
  readonly name: string;
  readonly symbol: string;
  readonly type: ClassType;
  readonly legalKind: LegalKind;
  readonly registrarRole: number;
  readonly cap: bigint;
  readonly supply: bigint;
  /** Investors with a balance. */
  readonly holders: number;
  /** Investors at most; undefined for no limit. */
  readonly maxInvestors: number | undefined;
  readonly policy: Policy;
  readonly rules: Rules;
  readonly termsEpoch: number;
  readonly isPaused: boolean;
  readonly isClosed: boolean;
  readonly isInAction: boolean;
  readonly contractURI: string;
  readonly documents: readonly ClassDocument[];
  readonly recordDates: { readonly over: readonly JstDate[]; readonly coming: readonly JstDate[] };
}

/** The bit of the class word that an action over all holders sets. */
const IN_ACTION = 1n << 250n;

/** A class's terms, rules, flags, documents and record dates, as the chain has them now. */
export async function readClass(
  provider: Provider,
  platform: Pick<Platform, "desk" | "lens">,
  token: string,
): Promise<ClassRead> {
  const contract = ISecurityToken__factory.connect(token, provider);
  const desk = RegistrarDesk__factory.connect(platform.desk, provider);
  const lens = TokenLens__factory.connect(platform.lens, provider);
  const [terms, word, number, cap, supply, holders] = await Promise.all([
    ...[contract.terms(), contract.classWord(), contract.classNumber()],
    ...[contract.cap(), contract.totalSupply(), contract.holderCount()],
  ] as const);
  const [policy, rules, termsEpoch, isPaused, isClosed, contractURI] = await Promise.all([
    ...[contract.policy(), contract.rules(), contract.termsEpoch()],
    ...[contract.isPaused(), contract.isClosed(), contract.contractURI()],
  ] as const);
  const [names, [dates, over]] = await Promise.all([
    desk.documentNames(token),
    lens.recordDatesOf(token),
  ]);
  const documents = await Promise.all(
    names.map(async (name): Promise<ClassDocument> => {
      const { uri, documentHash, modified } = await desk.documentOf(token, name);
      return { name: textOf(name), uri, hash: documentHash, modified: Number(modified) };
    }),
  );
  const max = Number((word >> 88n) & BigInt(NO_MAX));
  const taken = dates.map(Number);
  return {
    ...{ address: token, number: Number(number), name: terms.name, symbol: terms.symbol },
    type: keyOf(CLASS_TYPES, Number(terms.classType)),
    legalKind: keyOf(LEGAL_KINDS, Number(terms.legalKind)),
    registrarRole: Number(terms.registrarRole),
    ...{ cap, supply, holders: Number(holders) },
    maxInvestors: max === NO_MAX ? undefined : max,
    ...{ policy: policyOf(policy), rules: rulesOf(rules), termsEpoch: Number(termsEpoch) },
    ...{ isPaused, isClosed, isInAction: (word & IN_ACTION) !== 0n, contractURI, documents },
    recordDates: { over: taken.slice(0, Number(over)), coming: taken.slice(Number(over)) },
  };
}

function keyOf<K extends string>(numbers: Readonly<Record<K, number>>, number: number): K {
  const found = (Object.keys(numbers) as K[]).find((key) => numbers[key] === number);
  if (found === undefined)
    throw new Error(`The chain has a kind ${number} that is not known here.`);
  return found;
}

function textOf(name: string): string {
  try {
    return decodeBytes32String(name);
  } catch {
    return name;
  }
}
