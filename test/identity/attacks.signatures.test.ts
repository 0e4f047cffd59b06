import { expect } from "chai";
import { Signature, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { Authority__factory, IKycPass__factory, KycPass__factory } from "../../sdk/contracts.ts";
import { accountKeepingTypedData } from "../../sdk/encode/accountKeepingTypedData.ts";
import { attestation } from "../../sdk/encode/attestation.ts";
import { enrolmentTypedData } from "../../sdk/encode/enrolmentTypedData.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import { linkTypedData } from "../../sdk/encode/linkTypedData.ts";
import type { Attestation } from "../../sdk/encode/passTypes.ts";
import { reattestationTypedData } from "../../sdk/encode/reattestationTypedData.ts";
import { reclassificationTypedData } from "../../sdk/encode/reclassificationTypedData.ts";
import { recoveryTypedData } from "../../sdk/encode/recoveryTypedData.ts";
import { reinstatementTypedData } from "../../sdk/encode/reinstatementTypedData.ts";
import { renewalTypedData } from "../../sdk/encode/renewalTypedData.ts";
import { revocationTypedData } from "../../sdk/encode/revocationTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { suspensionTypedData } from "../../sdk/encode/suspensionTypedData.ts";
import { systemGrantTypedData } from "../../sdk/encode/systemGrantTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";
import { linked } from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  claimsOf,
  REASON,
  reclassified,
  renewed,
  revoked,
  STATUS,
  signedReclassification,
  signedRenewal,
  signedRevocation,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { DAY, GENERAL, type World, world } from "../support/world.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A world where A and B have working passes. */
async function twoPasses() {
  const w = await world();
  await w.granted([w.a, w.b]);
  return w;
}

/** A second chain with another id, on which everything has the same address. */
async function otherChain() {
  return await world({ chainId: 31_338 });
}

/** A world with a second KycPass, which has the same officers under the same numbers. */
async function twoDeployments() {
  const w = await world();
  const authority = await new Authority__factory(w.deployer).deploy(w.deployer.address);
  const annex = w.platform.passAnnex;
  const made = await new KycPass__factory(w.deployer).deploy(authority, annex, 2, 60, 200, 200);
  const second = IKycPass__factory.connect(await made.getAddress(), w.deployer);
  for (const { address } of w.officers) await second.addOfficer(address);
  return { ...w, second };
}

/** What a verb of KycPass needs to be signed and sent for a wallet. */
interface Verb {
  data(): TypedData<object>;
  send(attestations: Attestation[]): Promise<unknown>;
}

/** A world where A and the issuer are one investor's wallets and B is another's; C has no pass. */
async function linkedWallets() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await linked(w, w.a, [w.issuer]);
  return w;
}

/** Verbs that give a wallet its pass are sent for one without. */
const GIVES_PASS = ["grant", "system grant", "link"] as const;
const VERBS = [
  ...GIVES_PASS,
  ...(["renewal", "reclassification", "revocation", "account keeping", "recovery"] as const),
  ...(["suspension", "reinstatement", "reattestation"] as const),
] as const;
type VerbName = (typeof VERBS)[number];

/** The wallet for which a verb can be sent: C, for a system pass a contract, else A. */
function subjectOf(w: World, name: VerbName): { address: string } {
  if (name === "system grant") return { address: w.platform.dvp };
  return GIVES_PASS.some((verb) => verb === name) ? w.c : w.a;
}

/** Every signed verb for one wallet, with the same wallet, number, deadline and, where it has them, claims. */
async function verbsFor(
  w: World,
  { address }: { address: string },
): Promise<Record<VerbName, Verb>> {
  const { chainId, pass } = w;
  const at = w.platform.pass;
  const seq = Number(await pass.seqOf(address));
  const deadline = (await w.now()) + DAY;
  const validFrom = Number(await pass.validFromOf(address));
  const bound = { wallet: address, seq, deadline };
  const { expiry, screenedUntil } = GENERAL;
  const grant = { ...bound, claims: GENERAL, classes: [] };
  const renewal = { ...bound, expiry, screenedUntil };
  const reclassification = { ...bound, claims: GENERAL };
  const revocation = { wallet: address, validFrom, reason: ZeroHash, deadline };
  const systemGrant = { grant };
  const link = { older: w.a.address, grant };
  const keeping = { ...bound, broker: 0, own: false };
  const recovery = {
    ...{ lost: address, successor: w.issuer.address, reason: ZeroHash, seq, deadline },
  };
  const wallets = [address];
  const suspension = { wallets, validFroms: [validFrom], reason: ZeroHash, deadline };
  const reinstatement = { wallets, seqs: [seq], reason: ZeroHash, deadline };
  const reattestation = { wallets, seqs: [seq], deadline };
  const verb = (data: Verb["data"], send: Verb["send"]): Verb => ({ data, send });
  return {
    grant: verb(
      () => grantTypedData(chainId, at, grant),
      (by) => pass.grant(grant, by),
    ),
    "system grant": verb(
      () => systemGrantTypedData(chainId, at, systemGrant),
      (by) => pass.grantSystem(systemGrant, by),
    ),
    link: verb(
      () => linkTypedData(chainId, at, link),
      (by) => pass.link(link, by),
    ),
    renewal: verb(
      () => renewalTypedData(chainId, at, renewal),
      (by) => pass.renew(renewal, by),
    ),
    reclassification: verb(
      () => reclassificationTypedData(chainId, at, reclassification),
      (by) => pass.reclassify(reclassification, by),
    ),
    revocation: verb(
      () => revocationTypedData(chainId, at, revocation),
      (by) => pass.revokeByQuorum(revocation, by),
    ),
    "account keeping": verb(
      () => accountKeepingTypedData(chainId, at, keeping),
      (by) => pass.keepAccount(keeping, by),
    ),
    recovery: verb(
      () => recoveryTypedData(chainId, at, recovery),
      (by) => pass.recover(recovery, by),
    ),
    suspension: verb(
      () => suspensionTypedData(chainId, at, suspension),
      ([by]) => pass.suspendListed(suspension, by!),
    ),
    reinstatement: verb(
      () => reinstatementTypedData(chainId, at, reinstatement),
      (by) => pass.reinstateListed(reinstatement, by),
    ),
    reattestation: verb(
      () => reattestationTypedData(chainId, at, reattestation),
      ([by]) => pass.reattestListed(reattestation, by!),
    ),
  };
}

describe("Attack: officers' signatures for one verb sent to another", () => {
  for (const signed of VERBS) {
    for (const sent of VERBS) {
      if (signed === sent) continue;
      it(`refuses a ${signed} sent as a ${sent}`, async () => {
        const w = await load(linkedWallets);
        const verbs = await verbsFor(w, subjectOf(w, sent));
        const attestations = await w.attested(verbs[signed].data());
        await expect(verbs[sent].send(attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(1, w.officers[0]!.address, signerOf(verbs[sent].data(), attestations[0]!));
      });
    }

    it(`takes a ${signed} sent as what it is`, async () => {
      const w = await load(linkedWallets);
      const { [signed]: verb } = await verbsFor(w, subjectOf(w, signed));
      await verb.send(await w.attested(verb.data()));
    });
  }
});

describe("Attack: officers' signatures sent again", () => {
  it("refuses a renewal signed before the revocation, as a renewal and as a grant", async () => {
    const w = await load(twoPasses);
    const { renewal, attestations } = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 1 });
    await revoked(w, w.a);
    const { deadline, expiry } = renewal;
    const claims = { ...GENERAL, expiry };
    await expect(w.pass.renew(renewal, attestations))
      .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
      .withArgs(w.a.address);
    const grantOf = (seq: number) => ({
      ...{ wallet: w.a.address, claims, classes: [], seq, deadline },
    });
    const asGrant = (seq: number) => w.pass.grant(grantOf(seq), attestations);
    await expect(asGrant(1))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 2, 1);
    await expect(asGrant(2))
      .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
      .withArgs(
        1,
        w.officers[0]!.address,
        signerOf(grantTypedData(w.chainId, w.platform.pass, grantOf(2)), attestations[0]!),
      );
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.revoked);

    await w.granted([w.a]);
    await expect(w.pass.renew(renewal, attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 3, 1);
  });

  it("refuses the first grant, and a second one prepared with it, after the revocation", async () => {
    const w = await load(world);
    const first = await w.signedGrant(w.a.address);
    const spare = await w.signedGrant(w.a.address, { taxClass: 7 });
    await w.pass.grant(first.grant, first.attestations);
    await revoked(w, w.a);
    for (const { grant, attestations } of [first, spare]) {
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 2, 0);
    }
  });

  it("refuses a reclassification and a revocation signed before the revocation, after a new grant", async () => {
    const w = await load(twoPasses);
    const better = await signedReclassification(w, w.a, { qiiUntil: GENERAL.expiry });
    const end = await signedRevocation(w, w.a);
    const ended = await w.pass.validFromOf(w.a.address);
    await revoked(w, w.a);
    await w.granted([w.a]);
    await expect(w.pass.reclassify(better.reclassification, better.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 3, 1);
    await expect(w.pass.revokeByQuorum(end.revocation, end.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongPass")
      .withArgs(w.a.address, await w.pass.validFromOf(w.a.address), ended);
  });

  it("refuses a vetoed grant and a vetoed reclassification", async () => {
    const w = await load(twoPasses);
    const change = await signedReclassification(w, w.a, { residence: 840 });
    await w.pass.reclassify(change.reclassification, change.attestations);
    await w.pass.connect(w.guardian).veto(w.a.address, REASON);
    await expect(w.pass.reclassify(change.reclassification, change.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 3, 1);

    const { grant, attestations } = await w.signedGrant(w.c.address);
    await w.pass.grant(grant, attestations);
    await w.pass.connect(w.guardian).veto(w.c.address, REASON);
    await expect(w.pass.grant(grant, attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.c.address, 2, 0);
    await windowPasses(w);
    expect((await claimsOf(w, w.a)).residence).to.equal(392);
  });

  it("refuses every verb the second time, and every other signed for the same number", async () => {
    const w = await load(twoPasses);
    const late = await signedRenewal(w, w.a, { expiry: GENERAL.expiry - 9 });
    const change = await signedReclassification(w, w.a, { taxClass: 1 });
    await renewed(w, w.a, { expiry: GENERAL.expiry - 5 });
    await expect(w.pass.renew(late.renewal, late.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 2, 1);
    await expect(w.pass.reclassify(change.reclassification, change.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 2, 1);
    await reclassified(w, w.a, { taxClass: 1 });
    expect(await w.pass.seqOf(w.a.address)).to.equal(3n);
  });

  it("refuses them at another KycPass with the same officers", async () => {
    const w = await load(twoDeployments);
    const { grant, attestations } = await w.signedGrant(w.a.address);
    const own = grantTypedData(w.chainId, await w.second.getAddress(), grant);
    await expect(w.second.grant(grant, attestations))
      .to.be.revertedWithCustomError(w.second, "AttestationInvalid")
      .withArgs(1, w.officers[0]!.address, signerOf(own, attestations[0]!));
    await w.second.grant(grant, await w.attested(own));
    await w.pass.grant(grant, attestations);
  });

  it("refuses them on another chain, where everything has the same address", async () => {
    const here = await load(twoPasses);
    const there = await load(otherChain);
    expect(there.platform).to.deep.equal({ ...here.platform, chainId: 31_338n });
    const { grant, attestations } = await there.signedGrant(there.c.address);
    const ofHere = grantTypedData(here.chainId, here.platform.pass, grant);
    await expect(here.pass.grant(grant, attestations))
      .to.be.revertedWithCustomError(here.pass, "AttestationInvalid")
      .withArgs(1, here.officers[0]!.address, signerOf(ofHere, attestations[0]!));
    await there.pass.grant(grant, attestations);
  });
});

describe("Attack: an officer's signature bent into another form", () => {
  it("refuses the other parity, and a high s in either reading of ERC-2098", async () => {
    const w = await load(world);
    const { grant, attestations } = await w.signedGrant(w.a.address);
    const data = grantTypedData(w.chainId, w.platform.pass, grant);
    const [first, second] = attestations;
    const vs = BigInt(first!.vs);
    const parity = vs >> 255n;
    const s = vs & (2n ** 255n - 1n);
    const top = (bit: bigint) => bit << 255n;
    for (const [form, bent] of [
      ["other parity", s | top(1n - parity)],
      ["high s, its top bit read as parity", ORDER - s],
      ["high s cut to 255 bits, same parity", ((ORDER - s) % 2n ** 255n) | top(parity)],
      ["high s cut to 255 bits, other parity", ((ORDER - s) % 2n ** 255n) | top(1n - parity)],
      ["s zero", top(parity)],
    ] as const) {
      const forged = { ...first!, vs: toBeHex(bent, 32) };
      await expect(w.pass.grant(grant, [forged, second!]), form)
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, signerOf(data, forged));
    }
    for (const r of [ZeroHash, toBeHex(ORDER, 32)]) {
      await expect(w.pass.grant(grant, [{ ...first!, r }, second!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, ZeroAddress);
    }
    await w.pass.grant(grant, attestations);
  });
});

describe("Attack: enrolling a victim without its consent", () => {
  it("refuses no signature, a stranger's, and one for another wallet, token, chain or deadline", async () => {
    const w = await load(twoPasses);
    const other = await w.openClass();
    const deadline = BigInt((await w.now()) + DAY);
    const name = await w.bond.name();
    const token = await w.bond.getAddress();
    const consent = async (
      signer = w.a,
      { chainId = w.chainId, at = token, by = deadline, wallet = w.a.address } = {},
    ) =>
      await signTypedData(signer, enrolmentTypedData(chainId, at, name, { wallet, deadline: by }));
    for (const [named, signature] of [
      ["none", "0x"],
      ["a stranger's", await consent(w.thief)],
      ["another wallet's", await consent(w.a, { wallet: w.b.address })],
      ["another token's", await consent(w.a, { at: await other.getAddress() })],
      ["another chain's", await consent(w.a, { chainId: 1n })],
      ["another deadline's", await consent(w.a, { by: deadline - 1n })],
      ["with high s", highS(await consent())],
    ] as const) {
      await expect(w.bond.connect(w.thief).enrol(w.a.address, deadline, signature), named)
        .to.be.revertedWithCustomError(w.bond, "EnrolmentInvalid")
        .withArgs(w.a.address);
    }
    expect(await w.pass.isEnrolled(w.a.address, 1)).to.equal(false);
    expect(await w.bond.wordOf(w.a.address)).to.equal(0n);

    await w.bond.connect(w.thief).enrol(w.a.address, deadline, await consent());
    expect(await w.pass.isEnrolled(w.a.address, 1)).to.equal(true);
  });

  it("refuses a consent after its deadline", async () => {
    const w = await load(twoPasses);
    const deadline = BigInt(await w.now());
    const data = enrolmentTypedData(w.chainId, await w.bond.getAddress(), await w.bond.name(), {
      wallet: w.a.address,
      deadline,
    });
    const signature = await signTypedData(w.a, data);
    await expect(w.bond.connect(w.thief).enrol(w.a.address, deadline, signature))
      .to.be.revertedWithCustomError(w.bond, "EnrolmentExpired")
      .withArgs(deadline);
  });

  it("refuses a wallet that never had a pass, though it consents", async () => {
    const w = await load(twoPasses);
    await expect(w.bond.connect(w.c).enrol(w.c.address, 0, "0x"))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.c.address, STATUS.none);
    expect(await w.pass.isEnrolled(w.c.address, 1)).to.equal(false);
  });
});

describe("Attack: officers' keys leaked", () => {
  it("one key of two grants nothing, alone or twice", async () => {
    const w = await load(world);
    const { grant } = await w.signedGrant(w.thief.address);
    const data = grantTypedData(w.chainId, w.platform.pass, grant);
    const leaked = attestation(1, await signTypedData(w.officers[0]!, data));
    await expect(w.pass.connect(w.thief).grant(grant, [leaked]))
      .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
      .withArgs(1, 2);
    await expect(w.pass.connect(w.thief).grant(grant, [leaked, { ...leaked, officer: 2 }]))
      .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
      .withArgs(2, w.officers[1]!.address, w.officers[0]!.address);
  });

  it("two keys grant a pass that the guardian still vetoes before it ever works", async () => {
    const w = await load(twoPasses);
    const { grant, attestations } = await w.signedGrant(w.thief.address, {}, [0, 1]);
    await w.pass.connect(w.thief).grant(grant, attestations);
    await w.desk.issue(w.bond, w.a.address, 5n, ZeroHash);
    await expect(w.bond.connect(w.a).transfer(w.thief.address, 1n))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.inVetoWindow);
    await w.pass.connect(w.guardian).veto(w.thief.address, REASON);
    await windowPasses(w);
    await expect(w.bond.connect(w.a).transfer(w.thief.address, 1n))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.revoked);
  });
});

/** The same signature with s mirrored at the order of the curve, which is as true to it. */
function highS(signature: string): string {
  const { r, s, yParity } = Signature.from(signature);
  const mirrored = toBeHex(ORDER - BigInt(s), 32).slice(2);
  return `${r}${mirrored}${yParity === 0 ? "1c" : "1b"}`;
}
