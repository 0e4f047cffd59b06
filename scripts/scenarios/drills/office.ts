import { encodeBytes32String } from "ethers";
import {
  type Attestation,
  attestation,
  type Claims,
  type Grant,
  grantTypedData,
  jstDateOf,
  type KycPass,
  type Link,
  linkTypedData,
  type Platform,
  type Reattestation,
  type Recovery,
  type Reinstatement,
  type Revocation,
  reattestationTypedData,
  recoveryTypedData,
  reinstatementTypedData,
  revocationTypedData,
  type Suspension,
  signTypedData,
  suspensionTypedData,
  type TypedData,
} from "../../../sdk/index.ts";
import type { DrillChain, Key } from "./drillChain.ts";

const JAPAN = 392;
const YEAR_DAYS = 365;
const LIFETIME_SECONDS = 7 * 86_400;
/** Grants, or names of a list, to a transaction: each fits a public chain's block with ease. */
export const BATCH = 50;
/** Named, since estimating it would play each batch many times. */
const BATCH_GAS = 12_000_000;

export const REASON = encodeBytes32String("drill");

export type Office = ReturnType<typeof office>;

/** The officers' desk of a drill: what they sign, by number from 1, and the calls that it is for. */
export function office(chain: DrillChain, platform: Platform, pass: KycPass, officers: Key[]) {
  const deadline = async () => (await chain.now()) + LIFETIME_SECONDS;
  const seqOf = async (wallet: string) => Number(await pass.seqOf(wallet));

  async function signed<M extends object>(
    data: TypedData<M>,
    numbers: readonly number[],
  ): Promise<Attestation[]> {
    return await Promise.all(
      numbers.map(async (number) => {
        const officer = officers[number - 1];
        if (officer === undefined) throw new Error(`there is no officer ${number}`);
        return attestation(number, await signTypedData(officer, data));
      }),
    );
  }

  async function claims(): Promise<Claims> {
    const until = jstDateOf(await chain.now()) + YEAR_DAYS;
    return {
      residence: JAPAN,
      taxClass: 0,
      specifiedUntil: 0,
      qiiUntil: 0,
      specialBusinessUntil: 0,
      brokerDealerUntil: 0,
      expiry: until,
      screenedUntil: until,
    };
  }

  async function grantOf(wallet: string, classes: number[]): Promise<Grant> {
    const seq = await seqOf(wallet);
    return { wallet, claims: await claims(), classes, seq, deadline: await deadline() };
  }

  /** First grants in batches, signed, not yet sent. */
  async function grantings(
    wallets: readonly string[],
    classes: number[],
    numbers: readonly number[],
  ) {
    const sends = [];
    for (const batch of batches(wallets)) {
      const grants = await Promise.all(batch.map((wallet) => grantOf(wallet, classes)));
      const attestations = await Promise.all(
        grants.map((grant) => signed(grantTypedData(...at, grant), numbers)),
      );
      sends.push(() => pass.grantMany(grants, attestations, { gasLimit: BATCH_GAS }));
    }
    return sends;
  }

  const at = [platform.chainId, platform.pass] as const;
  return {
    officers,
    grantOf,
    async grant(wallet: string, classes: number[], numbers: readonly number[]) {
      const grant = await grantOf(wallet, classes);
      return [grant, await signed(grantTypedData(...at, grant), numbers)] as const;
    },
    async link(older: string, wallet: string, classes: number[], numbers: readonly number[]) {
      const link: Link = { older, grant: await grantOf(wallet, classes) };
      return [link, await signed(linkTypedData(...at, link), numbers)] as const;
    },
    async recovery(lost: string, successor: string, numbers: readonly number[], seq?: number) {
      const recovery: Recovery = {
        ...{ lost, successor, reason: REASON, deadline: await deadline() },
        seq: seq ?? (await seqOf(lost)),
      };
      return [recovery, await signed(recoveryTypedData(...at, recovery), numbers)] as const;
    },
    async revocation(wallet: string, numbers: readonly number[]) {
      const validFrom = Number(await pass.validFromOf(wallet));
      const revocation: Revocation = {
        ...{ wallet, validFrom, reason: REASON },
        deadline: await deadline(),
      };
      return [revocation, await signed(revocationTypedData(...at, revocation), numbers)] as const;
    },
    async suspension(wallets: string[], number: number) {
      const validFroms = await Promise.all(
        wallets.map(async (wallet) => Number(await pass.validFromOf(wallet))),
      );
      const suspension: Suspension = {
        ...{ wallets, validFroms, reason: REASON },
        deadline: await deadline(),
      };
      const [one] = await signed(suspensionTypedData(...at, suspension), [number]);
      return [suspension, one as Attestation] as const;
    },
    async reinstatement(wallets: string[], numbers: readonly number[]) {
      const seqs = await Promise.all(wallets.map(seqOf));
      const reinstatement: Reinstatement = {
        ...{ wallets, seqs, reason: REASON },
        deadline: await deadline(),
      };
      const data = reinstatementTypedData(...at, reinstatement);
      return [reinstatement, await signed(data, numbers)] as const;
    },
    async reattestation(wallets: string[], number: number) {
      const seqs = await Promise.all(wallets.map(seqOf));
      const list: Reattestation = { wallets, seqs, deadline: await deadline() };
      const [one] = await signed(reattestationTypedData(...at, list), [number]);
      return [list, one as Attestation] as const;
    },

    grantings,

    /** Grants in batches, as many a day as the officers' quotas allow; they work after the window. */
    async grantAll(wallets: readonly string[], classes: number[], numbers: readonly number[]) {
      const { grantsPerOfficerPerDay } = await pass.settings();
      const days = batches(wallets, Number(grantsPerOfficerPerDay));
      for (const [day, today] of days.entries()) {
        if (day > 0) await chain.pass(86_400);
        for (const batch of batches(today)) {
          for (const send of await grantings(batch, classes, numbers)) await chain.mined(send);
        }
      }
    },
  };
}

/** A list in parts, each of a size that a transaction takes with ease. */
export function batches<T>(list: readonly T[], size = BATCH): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
