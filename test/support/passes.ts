import type { BaseContract, ContractTransactionResponse } from "ethers";
import type { Claims } from "../../sdk/encode/passTypes.ts";
import { reclassificationTypedData } from "../../sdk/encode/reclassificationTypedData.ts";
import { renewalTypedData } from "../../sdk/encode/renewalTypedData.ts";
import { revocationTypedData } from "../../sdk/encode/revocationTypedData.ts";
import { CLAIMS_WORD, fieldsOf, ROSTER_WORD, STANDING, withFields } from "./words.ts";
import { DAY, type World } from "./world.ts";

/** The contracts' `PassStatus`. */
export const STATUS = {
  none: 0n,
  working: 1n,
  inVetoWindow: 2n,
  expired: 3n,
  screeningLapsed: 4n,
  revoked: 5n,
  suspended: 6n,
  unattested: 7n,
  recovered: 8n,
} as const;

export const REASON = `0x${"5a".repeat(32)}`;

export interface Wallet {
  readonly address: string;
}

interface Signing {
  /** Of a revocation: the pass that it names. */
  readonly validFrom?: number;
  readonly seq?: number;
  readonly deadline?: number;
  readonly officers?: readonly number[];
}

/** The claims that a wallet's pass has now. */
export async function claimsOf(w: World, { address }: Wallet): Promise<Claims> {
  const claims = await w.pass.claimsOf(address);
  return {
    residence: Number(claims.residence),
    taxClass: Number(claims.taxClass),
    specifiedUntil: Number(claims.specifiedUntil),
    qiiUntil: Number(claims.qiiUntil),
    specialBusinessUntil: Number(claims.specialBusinessUntil),
    brokerDealerUntil: Number(claims.brokerDealerUntil),
    expiry: Number(claims.expiry),
    screenedUntil: Number(claims.screenedUntil),
  };
}

export async function standingOf(w: World, { address }: Wallet) {
  return fieldsOf(STANDING, await w.pass.standing(address));
}

async function bound(w: World, { address }: Wallet, { seq, deadline }: Signing) {
  return {
    wallet: address,
    seq: seq ?? Number(await w.pass.seqOf(address)),
    deadline: deadline ?? (await w.now()) + 30 * DAY,
  };
}

/** A renewal signed by two officers, not yet sent; dates not named stay the pass's own. */
export async function signedRenewal(
  w: World,
  wallet: Wallet,
  { officers, ...changes }: Partial<Pick<Claims, "expiry" | "screenedUntil">> & Signing = {},
) {
  const { expiry, screenedUntil } = { ...(await claimsOf(w, wallet)), ...changes };
  const renewal = { ...(await bound(w, wallet, changes)), expiry, screenedUntil };
  const data = renewalTypedData(w.chainId, w.platform.pass, renewal);
  return { renewal, attestations: await w.attested(data, officers) };
}

export async function renewed(
  w: World,
  wallet: Wallet,
  ...changes: Parameters<typeof signedRenewal>[2][]
) {
  const { renewal, attestations } = await signedRenewal(w, wallet, ...changes);
  return await w.pass.renew(renewal, attestations);
}

/** A reclassification signed by two officers, not yet sent; claims not named stay as they are. */
export async function signedReclassification(
  w: World,
  wallet: Wallet,
  changes: Partial<Claims> = {},
  signing: Signing = {},
) {
  const reclassification = {
    ...(await bound(w, wallet, signing)),
    claims: { ...(await claimsOf(w, wallet)), ...changes },
  };
  const data = reclassificationTypedData(w.chainId, w.platform.pass, reclassification);
  return { reclassification, attestations: await w.attested(data, signing.officers) };
}

export async function reclassified(w: World, wallet: Wallet, changes: Partial<Claims>) {
  const { reclassification, attestations } = await signedReclassification(w, wallet, changes);
  return await w.pass.reclassify(reclassification, attestations);
}

/** A revocation signed by two officers, not yet sent. */
export async function signedRevocation(w: World, wallet: Wallet, signing: Signing = {}) {
  const { deadline } = await bound(w, wallet, signing);
  const validFrom = signing.validFrom ?? Number(await w.pass.validFromOf(wallet.address));
  const revocation = { wallet: wallet.address, validFrom, reason: REASON, deadline };
  const data = revocationTypedData(w.chainId, w.platform.pass, revocation);
  return { revocation, attestations: await w.attested(data, signing.officers) };
}

/** The pass guardian ends a pass. */
export async function revoked(w: World, { address }: Wallet) {
  return await w.pass.connect(w.guardian).revoke(address, REASON);
}

/** Lets a veto window that began now pass. */
export async function windowPasses(w: World) {
  await w.networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
}

/** Announces a call of the admin, waits its delay and makes it. */
export async function byAdmin(
  w: World,
  target: BaseContract,
  name: string,
  args: readonly unknown[],
): Promise<ContractTransactionResponse> {
  await announced(w, w.admin, target, name, args);
  await w.networkHelpers.time.increase(w.platformFile.roles.admin.delay + 1);
  return await target.connect(w.admin).getFunction(name)(...args);
}

/** Announces a call at the AccessManager for the earliest moment. */
export async function announced(
  w: World,
  by: World["admin"],
  target: BaseContract,
  name: string,
  args: readonly unknown[],
) {
  const data = target.interface.encodeFunctionData(name, args);
  return await w.authority.connect(by).schedule(target, data, 0);
}

/** Writes fields of a wallet's claims word straight into storage. */
export async function rewriteClaims(
  w: World,
  { address }: Wallet,
  values: Parameters<typeof withFields<typeof CLAIMS_WORD>>[2],
) {
  const granted = await w.pass.queryFilter(w.pass.filters.PassGranted(address));
  // The lowest fields, number and validFrom, are as they were granted.
  const told = granted.at(-1)?.args.claims;
  const coder = w.ethers.AbiCoder.defaultAbiCoder();
  await rewrite(
    w,
    (slot) => BigInt(w.ethers.keccak256(coder.encode(["address", "uint256"], [address, slot]))),
    (word) => told !== undefined && (word ^ told) % (1n << 64n) === 0n,
    (word) => withFields(CLAIMS_WORD, word, values),
  );
}

/** Writes fields of KycPass's roster word straight into storage. */
export async function rewriteRoster(
  w: World,
  values: Parameters<typeof withFields<typeof ROSTER_WORD>>[2],
) {
  const [quorum, vetoWindow, quota] = await w.pass.settings();
  await rewrite(
    w,
    (slot) => slot,
    (word) => {
      const fields = fieldsOf(ROSTER_WORD, word);
      return fields.quorum === quorum && fields.vetoWindow === vetoWindow && fields.quota === quota;
    },
    (word) => withFields(ROSTER_WORD, word, values),
  );
}

/** The compiler chooses the slots: the one that holds the word sought is found by looking. */
async function rewrite(
  w: World,
  place: (slot: bigint) => bigint,
  isSought: (word: bigint) => boolean,
  change: (word: bigint) => bigint,
) {
  for (let slot = 0n; slot < 12n; slot++) {
    const at = place(slot);
    const word = BigInt(await w.networkHelpers.getStorageAt(w.platform.pass, at));
    if (!isSought(word)) continue;
    await w.networkHelpers.setStorageAt(w.platform.pass, at, change(word));
    return;
  }
  throw new Error("No slot of KycPass holds the word sought");
}
