import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { encodeBytes32String, Signature, TypedDataEncoder, ZeroHash } from "ethers";
import type { Meeting } from "../../../sdk/contracts.ts";
import type { Authorization } from "../../../sdk/encode/authorization.ts";
import { ballotChoices } from "../../../sdk/encode/ballotChoices.ts";
import { ballotTypedData } from "../../../sdk/encode/ballotTypedData.ts";
import { cancelAuthorizationTypedData } from "../../../sdk/encode/cancelAuthorizationTypedData.ts";
import { consentTypedData } from "../../../sdk/encode/consentTypedData.ts";
import { enrolmentTypedData } from "../../../sdk/encode/enrolmentTypedData.ts";
import { grantTypedData } from "../../../sdk/encode/grantTypedData.ts";
import { paymentDecisionTypedData } from "../../../sdk/encode/paymentDecisionTypedData.ts";
import { paymentOutcomeTypedData } from "../../../sdk/encode/paymentOutcomeTypedData.ts";
import { permitTypedData } from "../../../sdk/encode/permitTypedData.ts";
import { proxyTypedData } from "../../../sdk/encode/proxyTypedData.ts";
import { rateReportTypedData } from "../../../sdk/encode/rateReportTypedData.ts";
import { receiveAuthorizationTypedData } from "../../../sdk/encode/receiveAuthorizationTypedData.ts";
import { reclassificationTypedData } from "../../../sdk/encode/reclassificationTypedData.ts";
import { renewalTypedData } from "../../../sdk/encode/renewalTypedData.ts";
import { revocationTypedData } from "../../../sdk/encode/revocationTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../../sdk/encode/TypedData.ts";
import { tradeTypedData } from "../../../sdk/encode/tradeTypedData.ts";
import { transferAuthorizationTypedData } from "../../../sdk/encode/transferAuthorizationTypedData.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY, GENERAL, world } from "../../support/world.ts";

const PERMIT = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)";
const TRANSFER = "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)";
const RECEIVE =
  "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
const CANCEL = "cancelAuthorization(address,bytes32,bytes)";
const REASON = encodeBytes32String("reason");
const LATER = parseJstDate("2041-03-31");
const CONTRACTS = readdirSync("contracts", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".sol"))
  .map((path) => readFileSync(join("contracts", path), "utf8"));

/** A has a pass and 100 units of the bond; B has a pass and a million yen; all standing allowances. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ZeroHash);
  await w.minted(w.b, 1_000_000n);
  await w.bond.connect(w.a).approve(w.dvp, 100n);
  await w.yen.connect(w.b).approve(w.dvp, 1_000_000n);
  return w;
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** Chain, address and name of the bond, as what is signed for it names them. */
async function tokenOf(w: Loaded) {
  return [w.chainId, await w.bond.getAddress(), await w.bond.name()] as const;
}

/** Five units from A to B, from now on for a day. */
async function authorized(w: Loaded): Promise<Authorization> {
  const now = BigInt(await w.now());
  return {
    ...{ from: w.a.address, to: w.b.address, value: 5n },
    ...{ validAfter: now - 1n, validBefore: now + BigInt(DAY), nonce: REASON },
  };
}

/** Each kind of typed data, over A or a newcomer, and a use of it that only its contract's yes allows. */
const KINDS: Record<
  string,
  (w: Loaded) => Promise<{ data: TypedData<object>; used(): Promise<unknown> }>
> = {
  Grant: async (w) => {
    const grant = {
      ...{ wallet: w.c.address, claims: { ...GENERAL, qiiUntil: LATER, taxClass: 3 } },
      ...{ classes: [0, 1], seq: 0, deadline: (await w.now()) + DAY },
    };
    const data = grantTypedData(w.chainId, w.platform.pass, grant);
    const used = async () => w.pass.grant(grant, await w.attested(data));
    return { data, used };
  },
  Renewal: async (w) => {
    const renewal = {
      ...{ wallet: w.a.address, expiry: LATER, screenedUntil: LATER - 1 },
      ...{ seq: Number(await w.pass.seqOf(w.a)), deadline: (await w.now()) + DAY },
    };
    const data = renewalTypedData(w.chainId, w.platform.pass, renewal);
    const used = async () => w.pass.renew(renewal, await w.attested(data));
    return { data, used };
  },
  Reclassification: async (w) => {
    const reclassification = {
      ...{ wallet: w.a.address, claims: { ...GENERAL, residence: 840, brokerDealerUntil: LATER } },
      ...{ seq: Number(await w.pass.seqOf(w.a)), deadline: (await w.now()) + DAY },
    };
    const data = reclassificationTypedData(w.chainId, w.platform.pass, reclassification);
    const used = async () => w.pass.reclassify(reclassification, await w.attested(data));
    return { data, used };
  },
  Revocation: async (w) => {
    const revocation = {
      ...{ wallet: w.a.address, validFrom: Number(await w.pass.validFromOf(w.a)), reason: REASON },
      ...{ deadline: (await w.now()) + DAY },
    };
    const data = revocationTypedData(w.chainId, w.platform.pass, revocation);
    const used = async () => w.pass.revokeByQuorum(revocation, await w.attested(data));
    return { data, used };
  },
  Enrolment: async (w) => {
    const enrolment = { wallet: w.b.address, deadline: BigInt((await w.now()) + DAY) };
    const name = await w.bond.name();
    const data = enrolmentTypedData(w.chainId, await w.bond.getAddress(), name, enrolment);
    const used = async () =>
      w.bond.enrol(enrolment.wallet, enrolment.deadline, await signTypedData(w.b, data));
    return { data, used };
  },
  Permit: async (w) => {
    const permit = {
      ...{ owner: w.a.address, spender: w.b.address, value: 5n, nonce: 0n },
      deadline: BigInt((await w.now()) + DAY),
    };
    const name = await w.bond.name();
    const data = permitTypedData(w.chainId, await w.bond.getAddress(), name, permit);
    const used = async () => {
      const { v, r, s } = Signature.from(await signTypedData(w.a, data));
      const { owner, spender, value, deadline } = permit;
      return w.bond[PERMIT](owner, spender, value, deadline, v, r, s);
    };
    return { data, used };
  },
  Consent: async (w) => {
    const consent = {
      ...{ token: await w.bond.getAddress(), from: w.a.address, to: w.b.address },
      ...{ units: 5n, until: (await w.now()) + DAY, number: 7n },
    };
    const data = consentTypedData(w.chainId, w.platform.desk, consent);
    expect(await w.desk.consentId(consent)).to.equal(
      TypedDataEncoder.hashStruct(data.primaryType, data.types, consent),
    );
    const used = async () =>
      w.desk
        .connect(w.relayer)
        .presentConsent(consent, w.registrar, await signTypedData(w.registrar, data));
    return { data, used };
  },
  TransferWithAuthorization: async (w) => {
    const authorization = await authorized(w);
    const data = transferAuthorizationTypedData(...(await tokenOf(w)), authorization);
    const used = async () => {
      const { from, to, value, validAfter, validBefore, nonce } = authorization;
      const signature = await signTypedData(w.a, data);
      return w.bond
        .connect(w.relayer)
        [TRANSFER](from, to, value, validAfter, validBefore, nonce, signature);
    };
    return { data, used };
  },
  ReceiveWithAuthorization: async (w) => {
    const authorization = await authorized(w);
    const data = receiveAuthorizationTypedData(...(await tokenOf(w)), authorization);
    const used = async () => {
      const { from, to, value, validAfter, validBefore, nonce } = authorization;
      const { v, r, s } = Signature.from(await signTypedData(w.a, data));
      return w.bond.connect(w.b)[RECEIVE](from, to, value, validAfter, validBefore, nonce, v, r, s);
    };
    return { data, used };
  },
  CancelAuthorization: async (w) => {
    const cancelled = { authorizer: w.a.address, nonce: REASON };
    const data = cancelAuthorizationTypedData(...(await tokenOf(w)), cancelled);
    const used = async () => {
      const sent = await w.bond
        .connect(w.relayer)
        [CANCEL](cancelled.authorizer, cancelled.nonce, await signTypedData(w.a, data));
      expect(await w.bond.authorizationState(w.a, REASON)).to.equal(true);
      return sent;
    };
    return { data, used };
  },
  Trade: async (w) => {
    const { trade, sellerSignature, buyerSignature } = await w.signedTrade(w.a, w.b, w.bond, {
      commonReference: REASON,
    });
    const data = tradeTypedData(w.chainId, w.platform.dvp, trade);
    expect(await w.dvp.idOf(trade)).to.equal(
      TypedDataEncoder.hashStruct(data.primaryType, data.types, trade),
    );
    return { data, used: () => w.dvp.settle(trade, sellerSignature, buyerSignature) };
  },
  PaymentOutcome: async (w) => {
    const { trade, id } = await instructed(w);
    const outcome = { trade: id, paid: true, bankReference: REASON };
    const data = paymentOutcomeTypedData(w.chainId, w.platform.externalCash, outcome);
    const used = async () =>
      w.externalCash.attest(trade, true, REASON, await signedBy(w, "paymentAttestor", data));
    return { data, used };
  },
  PaymentDecision: async (w) => {
    const { trade, id } = await instructed(w);
    const decision = { trade: id, deliver: false, reason: REASON };
    const data = paymentDecisionTypedData(w.chainId, w.platform.externalCash, decision);
    const used = async () => {
      const { longStop } = await w.externalCash.paymentOf(id);
      await w.networkHelpers.time.increaseTo(longStop);
      const signed = await signedBy(w, "settlementOperator", data);
      return w.externalCash.decide(trade, false, REASON, signed);
    };
    return { data, used };
  },
  Ballot: async (w) => {
    const { meetings, at, meeting } = await openMeeting(w);
    const parts = (["for", "against"] as const).map((choice) => ({
      ...{ choices: ballotChoices([choice]), units: 50n },
    }));
    const ballot = { meeting, holder: w.a.address, appointment: 0, parts, number: 7 };
    const data = ballotTypedData(w.chainId, at, ballot);
    return {
      data,
      used: async () => meetings.voteSigned(ballot, await signTypedData(w.a, data)),
    };
  },
  Appointment: async (w) => {
    const { meetings, at, meeting } = await openMeeting(w);
    const appointment = { meeting, holder: w.a.address, proxy: w.b.address, number: 7 };
    const data = proxyTypedData(w.chainId, at, appointment);
    return {
      data,
      used: async () => meetings.appointSigned(appointment, await signTypedData(w.a, data)),
    };
  },
  Report: async (w) => {
    const report = {
      ...{ index: encodeBytes32String("TONA"), date: jstDateOf(await w.now()) },
      ...{ rate: -2_500n, source: REASON },
    };
    const data = rateReportTypedData(w.chainId, w.platform.fixing, report);
    const used = async () => {
      const { index, date, rate, source } = report;
      const reporter = await w.ethers.getSigner(w.platformFile.roles.rateReporter.holders[0]!);
      const signature = await signTypedData(reporter, data);
      return w.fixing.report(index, date, rate, source, reporter, signature);
    };
    return { data, used };
  },
};

/** A meeting that is open, of a class in which A has 100 units. */
async function openMeeting(w: Loaded) {
  const deployed = await w.ethers.deployContract("Meeting", [
    w.platform.authority,
    w.platform.pass,
  ]);
  const meetings = deployed.connect(w.registrar) as unknown as Meeting;
  const recordDate = jstDateOf(await w.now());
  const opens = jstDateEnd(recordDate) + DAY;
  const share = { numerator: 1, denominator: 2, more: true };
  const terms = {
    ...{ token: w.bond.target as string, recordDate, opens, closes: opens + 20 * DAY },
    ...{ notice: REASON, noticeOverride: ZeroHash, excluded: [], number: 1 },
    ...{ splits: true, proxiesHold: false },
    agenda: [{ document: REASON, quorum: share, approval: share, ofAll: share }],
  };
  await w.desk.declareRecordDate(w.bond, recordDate, REASON);
  await meetings.convene(terms);
  await w.networkHelpers.time.increaseTo(opens);
  await meetings.fixVotes(terms, 1);
  return { meetings, at: await meetings.getAddress(), meeting: await meetings.idOf(terms) };
}

/** A trade paid elsewhere, for which the payment instruction went out. */
async function instructed(w: Loaded) {
  const { trade, sellerSignature, buyerSignature } = await w.signedTrade(w.a, w.b, w.bond, {
    cash: w.platform.externalCash,
  });
  await w.dvp.matchSigned(trade, sellerSignature, buyerSignature);
  await w.bond.connect(w.a).approve(w.externalCash, 1n);
  await w.externalCash.connect(w.a).reserve(trade, ZeroHash);
  await w.externalCash.connect(w.b).instructPayment(trade);
  return { trade, id: await w.dvp.idOf(trade) };
}

/** Two holders of a role sign, in the order of their addresses. */
async function signedBy<M extends object>(
  w: Loaded,
  role: "paymentAttestor" | "settlementOperator",
  data: TypedData<M>,
) {
  const holders = w.platformFile.roles[role].holders.slice(0, 2);
  const ascending = holders.toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
  return await Promise.all(
    ascending.map(async (signer) => ({
      signer,
      signature: await signTypedData(await w.ethers.getSigner(signer), data),
    })),
  );
}

describe("Typed data of the sdk", () => {
  for (const [kind, make] of Object.entries(KINDS)) {
    describe(kind, () => {
      it("has, word for word, the type that a contract has", async () => {
        const { data } = await make(await load());
        expect(data.primaryType).to.equal(kind);
        expect(TypedDataEncoder.getPrimaryType(data.types)).to.equal(kind);
        const encoder = TypedDataEncoder.from(data.types);
        const type = `"${encoder.encodeType(kind)}"`;
        expect(
          CONTRACTS.filter((source) => source.includes(type)),
          type,
        ).to.have.length(1);
      });

      it("has the domain that its contract tells of itself", async () => {
        const w = await load();
        const { data } = await make(w);
        const contract = w.yen.attach(data.domain.verifyingContract) as typeof w.yen;
        const [, name, version, chainId, verifyingContract] = await contract.eip712Domain();
        expect(data.domain).to.deep.equal({ name, version, chainId, verifyingContract });
      });

      it("is accepted when it is signed", async () => {
        const { used } = await make(await load());
        const sent = (await used()) as { wait(): Promise<{ status: number }> };
        expect((await sent.wait()).status).to.equal(1);
      });
    });
  }
});

describe("signTypedData", () => {
  it("signs what ethers signs, and leaves the message as it is", async () => {
    const w = await load();
    const { data } = await KINDS.Permit!(w);
    const message = Object.freeze({ ...data.message });
    const signature = await signTypedData(w.a, { ...data, message });
    expect(signature).to.equal(await w.a.signTypedData(data.domain, data.types, data.message));
  });
});
