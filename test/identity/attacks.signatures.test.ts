import { expect } from "chai";
import { Signature, toBeHex, ZeroHash } from "ethers";
import { Authority__factory, KycPass__factory } from "../../sdk/contracts.ts";
import { attestation } from "../../sdk/encode/attestation.ts";
import { enrolmentTypedData } from "../../sdk/encode/enrolmentTypedData.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import type { Attestation } from "../../sdk/encode/passTypes.ts";
import { reclassificationTypedData } from "../../sdk/encode/reclassificationTypedData.ts";
import { renewalTypedData } from "../../sdk/encode/renewalTypedData.ts";
import { revocationTypedData } from "../../sdk/encode/revocationTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";
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
  const second = await new KycPass__factory(w.deployer).deploy(authority, 2, 60, 200);
  for (const { address } of w.officers) await second.addOfficer(address);
  return { ...w, second };
}

/** What a verb of KycPass needs to be signed and sent for a wallet. */
interface Verb {
  data(): TypedData<object>;
  send(attestations: Attestation[]): Promise<unknown>;
}

type VerbName = "grant" | "renewal" | "reclassification" | "revocation";
const VERBS: readonly VerbName[] = ["grant", "renewal", "reclassification", "revocation"];

/** Every signed verb for one wallet, with the same wallet, number, deadline and, where it has them, claims. */
async function verbsFor(w: World, wallet: { address: string }): Promise<Record<VerbName, Verb>> {
  const { chainId, pass } = w;
  const at = w.platform.pass;
  const bound = {
    wallet: wallet.address,
    seq: Number(await pass.seqOf(wallet.address)),
    deadline: (await w.now()) + DAY,
  };
  const { expiry, screenedUntil } = GENERAL;
  const grant = { ...bound, claims: GENERAL, classes: [] };
  const renewal = { ...bound, expiry, screenedUntil };
  const reclassification = { ...bound, claims: GENERAL };
  const { deadline } = bound;
  const validFrom = Number(await pass.validFromOf(wallet.address));
  const revocation = { wallet: wallet.address, validFrom, reason: ZeroHash, deadline };
  const verb = (data: Verb["data"], send: Verb["send"]): Verb => ({ data, send });
  return {
    grant: verb(
      () => grantTypedData(chainId, at, grant),
      (by) => pass.grant(grant, by),
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
  };
}

describe("Attack: officers' signatures for one verb sent to another", () => {
  for (const signed of VERBS) {
    for (const sent of VERBS) {
      if (signed === sent) continue;
      it(`refuses a ${signed} sent as a ${sent}`, async () => {
        const w = await load(twoPasses);
        const verbs = await verbsFor(w, sent === "grant" ? w.c : w.a);
        const attestations = await w.attested(verbs[signed].data());
        await expect(verbs[sent].send(attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(1, w.officers[0]!.address);
      });
    }

    it(`takes a ${signed} sent as what it is`, async () => {
      const w = await load(twoPasses);
      const { [signed]: verb } = await verbsFor(w, signed === "grant" ? w.c : w.a);
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
    const asGrant = (seq: number) =>
      w.pass.grant({ wallet: w.a.address, claims, classes: [], seq, deadline }, attestations);
    await expect(asGrant(1))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 2, 1);
    await expect(asGrant(2))
      .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
      .withArgs(1, w.officers[0]!.address);
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
    await expect(w.second.grant(grant, attestations))
      .to.be.revertedWithCustomError(w.second, "AttestationInvalid")
      .withArgs(1, w.officers[0]!.address);
    const own = grantTypedData(w.chainId, await w.second.getAddress(), grant);
    await w.second.grant(grant, await w.attested(own));
    await w.pass.grant(grant, attestations);
  });

  it("refuses them on another chain, where everything has the same address", async () => {
    const here = await load(twoPasses);
    const there = await load(otherChain);
    expect(there.platform).to.deep.equal({ ...here.platform, chainId: 31_338n });
    const { grant, attestations } = await there.signedGrant(there.c.address);
    await expect(here.pass.grant(grant, attestations))
      .to.be.revertedWithCustomError(here.pass, "AttestationInvalid")
      .withArgs(1, here.officers[0]!.address);
    await there.pass.grant(grant, attestations);
  });
});

describe("Attack: an officer's signature bent into another form", () => {
  it("refuses the other parity, and a high s in either reading of ERC-2098", async () => {
    const w = await load(world);
    const { grant, attestations } = await w.signedGrant(w.a.address);
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
      await expect(w.pass.grant(grant, [{ ...first!, vs: toBeHex(bent, 32) }, second!]), form)
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address);
    }
    for (const r of [ZeroHash, toBeHex(ORDER, 32)]) {
      await expect(w.pass.grant(grant, [{ ...first!, r }, second!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address);
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
      .withArgs(2, w.officers[1]!.address);
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
