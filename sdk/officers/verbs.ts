import { TypedDataEncoder } from "ethers";
import { z } from "zod";
import { type Grant, grantTypedData } from "../encode/grantTypedData.ts";
import { type Link, linkTypedData } from "../encode/linkTypedData.ts";
import { type Reattestation, reattestationTypedData } from "../encode/reattestationTypedData.ts";
import {
  type Reclassification,
  reclassificationTypedData,
} from "../encode/reclassificationTypedData.ts";
import { type Recovery, recoveryTypedData } from "../encode/recoveryTypedData.ts";
import { type Reinstatement, reinstatementTypedData } from "../encode/reinstatementTypedData.ts";
import { type Renewal, renewalTypedData } from "../encode/renewalTypedData.ts";
import { type Revocation, revocationTypedData } from "../encode/revocationTypedData.ts";
import { type Suspension, suspensionTypedData } from "../encode/suspensionTypedData.ts";
import type { TypedData } from "../encode/TypedData.ts";
import { FIRST_JST_DATE, LAST_JST_DATE } from "../format/JstDate.ts";
import { jstDateEnd } from "../format/jstDateEnd.ts";

/** What officers do with passes, and what they sign to do it. */
export interface VerbMessages {
  readonly grant: Grant;
  readonly link: Link;
  readonly renew: Renewal;
  readonly reclassify: Reclassification;
  readonly suspend: Suspension;
  readonly reinstate: Reinstatement;
  readonly reattest: Reattestation;
  readonly recover: Recovery;
  readonly revoke: Revocation;
}

export type Verb = keyof VerbMessages;

export type VerbMessage = VerbMessages[Verb];

/** What a verb asks for. */
export interface VerbRules<M> {
  /** The form of its messages in a file. */
  readonly schema: z.ZodType<M>;
  typedData(chainId: bigint, pass: string, message: M): TypedData<M>;
  /** The wallets that a message is about, in its order. */
  wallets(message: M): readonly string[];
  /** Whether a quorum must sign; else each signature counts by itself. */
  readonly byQuorum: boolean;
  /** Wallets in one message at most. */
  readonly most: number;
}

/** Wallets that one signature names at most: what fits a transaction also when all are enrolled in classes. */
export const PAGE = 100;

const wallet = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const seq = z.int().min(0).max(0xffff);
const second = z.int().min(0).max(0xffff_ffff);
const deadline = z
  .int()
  .min(1)
  .max(jstDateEnd(LAST_JST_DATE) - 1);
/** 0 is none. */
const date = z.int().min(0).max(LAST_JST_DATE);
const day = z.int().min(FIRST_JST_DATE).max(LAST_JST_DATE);
const reason = z.string().regex(/^0x[0-9a-f]{64}$/);
const wallets = z.array(wallet).min(1).max(PAGE);
const claims = z.strictObject({
  residence: z.int().min(1).max(999),
  taxClass: z.int().min(0).max(15),
  ...{ specifiedUntil: date, qiiUntil: date, specialBusinessUntil: date, brokerDealerUntil: date },
  ...{ expiry: day, screenedUntil: day },
});
const classes = z.array(z.int().min(0).max(0xffff));
const grant = z.strictObject({ wallet, claims, classes, seq, deadline });

/** The verbs, in the order of a pass's life. */
export const VERBS: { readonly [V in Verb]: VerbRules<VerbMessages[V]> } = {
  grant: {
    schema: grant,
    typedData: grantTypedData,
    wallets: (message) => [message.wallet],
    byQuorum: true,
    most: 1,
  },
  link: {
    schema: z.strictObject({ older: wallet, grant }),
    typedData: linkTypedData,
    wallets: (message) => [message.grant.wallet],
    byQuorum: true,
    most: 1,
  },
  renew: {
    schema: z.strictObject({ wallet, expiry: day, screenedUntil: day, seq, deadline }),
    typedData: renewalTypedData,
    wallets: (message) => [message.wallet],
    byQuorum: true,
    most: 1,
  },
  reclassify: {
    schema: z.strictObject({ wallet, claims, seq, deadline }),
    typedData: reclassificationTypedData,
    wallets: (message) => [message.wallet],
    byQuorum: true,
    most: 1,
  },
  suspend: {
    schema: z.strictObject({ wallets, validFroms: z.array(second), reason, deadline }),
    typedData: suspensionTypedData,
    wallets: (message) => message.wallets,
    byQuorum: false,
    most: PAGE,
  },
  reinstate: {
    schema: z.strictObject({ wallets, seqs: z.array(seq), reason, deadline }),
    typedData: reinstatementTypedData,
    wallets: (message) => message.wallets,
    byQuorum: true,
    most: PAGE,
  },
  reattest: {
    schema: z.strictObject({ wallets, seqs: z.array(seq), deadline }),
    typedData: reattestationTypedData,
    wallets: (message) => message.wallets,
    byQuorum: false,
    most: PAGE,
  },
  recover: {
    schema: z.strictObject({ lost: wallet, successor: wallet, reason, seq, deadline }),
    typedData: recoveryTypedData,
    wallets: (message) => [message.lost],
    byQuorum: true,
    most: 1,
  },
  revoke: {
    schema: z.strictObject({ wallet, validFrom: second, reason, deadline }),
    typedData: revocationTypedData,
    wallets: (message) => [message.wallet],
    byQuorum: true,
    most: 1,
  },
};

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(VERBS, word);
}

/** The rules of a verb for whichever message it has; the message must be the verb's own. */
export function rulesOf(verb: Verb): VerbRules<VerbMessage> {
  return VERBS[verb] as unknown as VerbRules<VerbMessage>;
}

/** The hash that an officer signs. */
export function digestOf<M extends object>({ domain, types, message }: TypedData<M>): string {
  return TypedDataEncoder.hash(domain, types, { ...message });
}
