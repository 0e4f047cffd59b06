import { accountKeepingTypedData } from "../../sdk/encode/accountKeepingTypedData.ts";
import { linkTypedData } from "../../sdk/encode/linkTypedData.ts";
import type { Attestation, Claims } from "../../sdk/encode/passTypes.ts";
import { reattestationTypedData } from "../../sdk/encode/reattestationTypedData.ts";
import { recoveryTypedData } from "../../sdk/encode/recoveryTypedData.ts";
import { reinstatementTypedData } from "../../sdk/encode/reinstatementTypedData.ts";
import { suspensionTypedData } from "../../sdk/encode/suspensionTypedData.ts";
import { systemGrantTypedData } from "../../sdk/encode/systemGrantTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";
import { REASON, type Wallet, windowPasses } from "./passes.ts";
import { DAY, GENERAL, type World } from "./world.ts";

interface Signing {
  readonly deadline?: number;
  readonly officers?: readonly number[];
}

interface Listing {
  readonly deadline?: number;
  readonly officer?: number;
}

async function byOne<M extends object>(
  w: World,
  data: TypedData<M>,
  officer: number,
): Promise<Attestation> {
  return (await w.attested(data, [officer]))[0]!;
}

async function inMonth(w: World): Promise<number> {
  return (await w.now()) + 30 * DAY;
}

async function seqsOf(w: World, wallets: readonly Wallet[]): Promise<number[]> {
  return await Promise.all(wallets.map(async ({ address }) => Number(await w.pass.seqOf(address))));
}

const addresses = (wallets: readonly Wallet[]) => wallets.map(({ address }) => address);

/** One officer's suspension of the passes that the wallets have now, not yet sent. */
export async function signedSuspension(
  w: World,
  wallets: readonly Wallet[],
  { officer = 1, deadline }: Listing = {},
) {
  const validFroms = await Promise.all(
    wallets.map(async ({ address }) => Number(await w.pass.validFromOf(address))),
  );
  const suspension = {
    wallets: addresses(wallets),
    validFroms,
    reason: REASON,
    deadline: deadline ?? (await inMonth(w)),
  };
  const data = suspensionTypedData(w.chainId, w.platform.pass, suspension);
  return { suspension, attestation: await byOne(w, data, officer) };
}

/** A reinstatement signed by two officers, not yet sent. */
export async function signedReinstatement(
  w: World,
  wallets: readonly Wallet[],
  { officers, deadline }: Signing = {},
) {
  const reinstatement = {
    wallets: addresses(wallets),
    seqs: await seqsOf(w, wallets),
    reason: REASON,
    deadline: deadline ?? (await inMonth(w)),
  };
  const data = reinstatementTypedData(w.chainId, w.platform.pass, reinstatement);
  return { reinstatement, attestations: await w.attested(data, officers) };
}

/** One officer's attestation of the wallets' passes as they are, not yet sent. */
export async function signedReattestation(
  w: World,
  wallets: readonly Wallet[],
  { officer = 3, deadline }: Listing = {},
) {
  const reattestation = {
    wallets: addresses(wallets),
    seqs: await seqsOf(w, wallets),
    deadline: deadline ?? (await inMonth(w)),
  };
  const data = reattestationTypedData(w.chainId, w.platform.pass, reattestation);
  return { reattestation, attestation: await byOne(w, data, officer) };
}

/** Attests passes anew by one officer. */
export async function reattested(w: World, wallets: readonly Wallet[], officer = 3) {
  const signed = await signedReattestation(w, wallets, { officer });
  return await w.pass.reattestListed(signed.reattestation, signed.attestation);
}

/** The pass guardian suspends a pass. */
export async function suspended(w: World, { address }: Wallet) {
  return await w.pass.connect(w.guardian).suspend(address, REASON);
}

/** A quorum of officers ends suspensions. */
export async function reinstated(
  w: World,
  wallets: readonly Wallet[],
  officers?: readonly number[],
) {
  const signed = await signedReinstatement(w, wallets, officers === undefined ? {} : { officers });
  return await w.pass.reinstateListed(signed.reinstatement, signed.attestations);
}

/** A grant for a further wallet of the investor who has `older`, signed by two officers, not yet sent. */
export async function signedLink(
  w: World,
  older: Wallet,
  { address: wallet }: Wallet,
  { officers, deadline, classes = [] }: Signing & { readonly classes?: number[] } = {},
) {
  const seq = Number(await w.pass.seqOf(wallet));
  const by = deadline ?? (await inMonth(w));
  const link = {
    older: older.address,
    grant: { wallet, claims: GENERAL, classes, seq, deadline: by },
  };
  const data = linkTypedData(w.chainId, w.platform.pass, link);
  return { link, attestations: await w.attested(data, officers) };
}

/** Links further wallets to `older` and lets the veto window pass. */
export async function linked(
  w: World,
  older: Wallet,
  wallets: readonly Wallet[],
  classes: number[] = [],
) {
  for (const wallet of wallets) {
    const { link, attestations } = await signedLink(w, older, wallet, { classes });
    await w.pass.link(link, attestations);
  }
  await windowPasses(w);
}

/** A system pass for a contract, signed by two officers, not yet sent. */
export async function signedSystemGrant(
  w: World,
  { address: wallet }: Wallet,
  changes: Partial<Claims> = {},
  { officers, deadline, classes = [] }: Signing & { readonly classes?: number[] } = {},
) {
  const claims = { ...GENERAL, ...changes };
  const seq = Number(await w.pass.seqOf(wallet));
  const systemGrant = {
    grant: { wallet, claims, classes, seq, deadline: deadline ?? (await inMonth(w)) },
  };
  const data = systemGrantTypedData(w.chainId, w.platform.pass, systemGrant);
  return { systemGrant, attestations: await w.attested(data, officers) };
}

/** Gives a contract a system pass and lets the veto window pass. */
export async function grantedSystem(w: World, wallet: Wallet, changes: Partial<Claims> = {}) {
  const { systemGrant, attestations } = await signedSystemGrant(w, wallet, changes);
  await w.pass.grantSystem(systemGrant, attestations);
  await windowPasses(w);
}

/** Who is to keep a wallet's account, signed by two officers, not yet sent. */
export async function signedKeeping(
  w: World,
  { address: wallet }: Wallet,
  changes: { readonly broker?: number; readonly own?: boolean } = {},
  { officers, deadline }: Signing = {},
) {
  const keeping = {
    ...{ wallet, broker: 7, own: false },
    ...changes,
    seq: Number(await w.pass.seqOf(wallet)),
    deadline: deadline ?? (await inMonth(w)),
  };
  const data = accountKeepingTypedData(w.chainId, w.platform.pass, keeping);
  return { keeping, attestations: await w.attested(data, officers) };
}

/** A recovery signed by two officers, not yet sent. */
export async function signedRecovery(
  w: World,
  lost: Wallet,
  successor: Wallet,
  { officers, deadline }: Signing = {},
) {
  const recovery = {
    lost: lost.address,
    successor: successor.address,
    reason: REASON,
    seq: Number(await w.pass.seqOf(lost.address)),
    deadline: deadline ?? (await inMonth(w)),
  };
  const data = recoveryTypedData(w.chainId, w.platform.pass, recovery);
  return { recovery, attestations: await w.attested(data, officers) };
}

/** Names the successor of a lost wallet and lets the veto window pass. */
export async function recovered(w: World, lost: Wallet, successor: Wallet) {
  const { recovery, attestations } = await signedRecovery(w, lost, successor);
  const sent = await w.pass.recover(recovery, attestations);
  await windowPasses(w);
  return sent;
}

/** The pass guardian disowns an officer, in every class at once. */
export async function disowned(w: World, number: number, since?: number) {
  return await w.pass.connect(w.guardian).disown(number, since ?? (await w.now()), 600);
}

/** The officers whose attestations a pass rests on, with the times at which they were mined. */
export async function attestersOf(w: World, { address }: Wallet) {
  const [officers, minedAt] = await w.pass.attestersOf(address);
  return { officers: officers.map(Number), minedAt: minedAt.map(Number) };
}
