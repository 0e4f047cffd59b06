import { expect } from "chai";
import { encodeBytes32String, Wallet } from "ethers";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { collectSignatures } from "../../../sdk/officers/collectSignatures.ts";
import { compareLedger } from "../../../sdk/officers/compareLedger.ts";
import { type LedgerEntry, ledgerEntries } from "../../../sdk/officers/ledger.ts";
import type { VerbRows } from "../../../sdk/officers/parseRows.ts";
import { NothingToPrepare, prepareRequest } from "../../../sdk/officers/prepareRequest.ts";
import { type RowResult, relayBundle } from "../../../sdk/officers/relayBundle.ts";
import { resultCsv } from "../../../sdk/officers/resultCsv.ts";
import { signRequest } from "../../../sdk/officers/signRequest.ts";
import type { Verb } from "../../../sdk/officers/verbs.ts";
import { readAttestations } from "../../../sdk/read/readAttestations.ts";
import { readOfficers } from "../../../sdk/read/readOfficers.ts";
import { readPassStatus } from "../../../sdk/read/readPassStatus.ts";
import { WrongChain } from "../../../sdk/read/requireChain.ts";
import { load } from "../../support/load.ts";
import { anyClass } from "../../support/mockClasses.ts";
import { KEYS, walletOf } from "../../support/officers.ts";
import { byAdmin, windowPasses } from "../../support/passes.ts";
import { GENERAL, type World, world } from "../../support/world.ts";

const REASON = encodeBytes32String("TEST-1");
const grantRows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    reference: `C-${from + index}`,
    wallet: walletOf(from + index),
    line: index + 2,
    claims: GENERAL,
    classes: [] as number[],
  }));

async function prepared<V extends Verb>(w: World, verb: V, rows: readonly VerbRows[V][]) {
  const parameters = { pass: w.platform.pass, verb, rows, fileName: "x.csv" };
  return await prepareRequest(w.ethers.provider, parameters);
}

async function bundleOf<V extends Verb>(
  w: World,
  verb: V,
  rows: readonly VerbRows[V][],
  signers: readonly number[] = [1, 2],
) {
  const { provider } = w.ethers;
  const { request } = await prepared(w, verb, rows);
  const files = await Promise.all(
    signers.map(async (number) => ({
      fileName: `${number}`,
      signatures: await signRequest(new Wallet(KEYS.officers[number - 1]!), request),
    })),
  );
  const officers = await readOfficers(provider, w.platform.pass);
  return collectSignatures({ request, files, officers, now: await w.now() }).bundle;
}

async function relayed(w: World, bundle: Awaited<ReturnType<typeof bundleOf>>, batch = 50) {
  const relayer = new Wallet(KEYS.relayer, w.ethers.provider);
  const results: RowResult[] = [];
  for await (const some of relayBundle({ relayer, bundle, batch })) results.push(...some);
  return results;
}

const outcomes = (results: readonly RowResult[]) => results.map(({ outcome }) => outcome);
const actsOf = (w: World) => readAttestations(w.ethers.provider, w.platform.pass);
const statusOf = (w: World, wallet: string) =>
  readPassStatus(w.ethers.provider, w.platform.pass, wallet);

async function refusal(run: Promise<unknown>): Promise<Error> {
  try {
    await run;
  } catch (error) {
    return error as Error;
  }
  throw new Error("was not refused");
}

describe("prepareRequest", () => {
  it("refuses every row that the chain would refuse, each at its line", async () => {
    const w = await load(world);
    await relayed(w, await bundleOf(w, "grant", grantRows(2)));
    const error = await refusal(prepared(w, "grant", grantRows(3)));
    expect(error).to.be.instanceOf(FileRefused);
    expect(error.message).to.match(
      /x\.csv:2:1: .* has a pass already: it is still in its veto window.* \(until 2027-04-02 .*JST\)/,
    );
    expect((error as FileRefused).findings.map(({ line }) => line)).to.deep.equal([2, 3]);
    const row = { reference: "C-9", wallet: walletOf(9), line: 2 };
    const dates = { expiry: GENERAL.expiry, screenedUntil: GENERAL.screenedUntil };
    const cases: [Promise<unknown>, string][] = [
      [prepared(w, "renew", [{ ...row, ...dates }]), "has no pass to renew: none was ever granted"],
      [prepared(w, "revoke", [{ ...row, reason: REASON }]), "has no pass: none was ever granted"],
      [
        prepared(w, "recover", [{ ...row, reason: REASON, successor: walletOf(0) }]),
        "never had a pass",
      ],
      [
        prepared(w, "recover", [
          { ...row, wallet: walletOf(0), reason: REASON, successor: walletOf(1) },
        ]),
        "is no other wallet of the same investor",
      ],
      [
        prepared(w, "link", [{ ...row, claims: GENERAL, classes: [], older: walletOf(8) }]),
        "has no pass to link to",
      ],
    ];
    for (const [run, message] of cases) expect((await refusal(run)).message).to.contain(message);
  });

  it("leaves out of a list what has nothing to be done, and says so when nothing is left", async () => {
    const w = await load(world);
    await relayed(w, await bundleOf(w, "grant", grantRows(1)));
    const hits = [0, 9].map((number) => ({
      ...{ reference: `#${number}`, wallet: walletOf(number), line: number + 2, reason: REASON },
    }));
    const { request, notes } = await prepared(w, "suspend", hits);
    expect(request.items[0]!.rows).to.have.lengthOf(1);
    expect(notes.map(({ line, message }) => [line, message.slice(0, 9)])).to.deep.equal([
      [11, "left out:"],
    ]);
    expect(await refusal(prepared(w, "suspend", hits.slice(1)))).to.be.instanceOf(NothingToPrepare);
  });

  it("makes pages of 100 wallets, by reason", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "setSettings", [2, 86_400, 200, 2_000]);
    await relayed(w, await bundleOf(w, "grant", grantRows(130)));
    const other = encodeBytes32String("TEST-2");
    const rows = grantRows(130).map(({ reference, wallet, line }, index) => {
      return { reference, wallet, line, reason: index < 120 ? REASON : other };
    });
    const { request } = await prepared(w, "suspend", rows);
    expect(request.items.map((item) => item.rows.length)).to.deep.equal([100, 20, 10]);
    const results = await relayed(w, await bundleOf(w, "suspend", rows, [3]));
    expect(new Set(outcomes(results))).to.deep.equal(new Set(["done"]));
    expect(await statusOf(w, walletOf(129))).to.equal("suspended");
  }).timeout(60_000);
});

describe("relayBundle", () => {
  it("refuses another chain before anything is sent", async () => {
    const w = await load(world);
    const bundle = await bundleOf(w, "grant", grantRows(1));
    const other = { ...bundle, request: { ...bundle.request, chainId: 1n } };
    expect(await refusal(relayed(w, other))).to.be.instanceOf(WrongChain);
  });

  it("says of each grant why the chain refused it, where others of the same transaction went through", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "setSettings", [2, 86_400, 3, 2_000]);
    const bundle = await bundleOf(w, "grant", grantRows(5));
    const results = await relayed(w, bundle);
    expect(outcomes(results)).to.deep.equal(["done", "done", "done", "refused", "refused"]);
    expect(results[4]!.reason!.en).to.contain("Officer 1 has attested 3 grants today");
    expect(results[4]!.reason!.ja).to.contain("上限 3 件");
    expect(results[4]!.transactionHash).to.equal(results[0]!.transactionHash);
    expect(resultCsv(bundle.request, results, "ja").split("\r\n")[5]).to.contain(
      `,拒否,KYC担当者 1 は本日の上限`,
    );

    await w.networkHelpers.time.increase(86_400);
    const next = await relayed(w, bundle);
    expect(outcomes(next)).to.deep.equal([
      ...["done-before", "done-before", "done-before"],
      ...["done", "done"],
    ]);
  });

  it("sends nothing for a request that another one overtook", async () => {
    const w = await load(world);
    const late = await bundleOf(w, "grant", [
      { ...grantRows(1)[0]!, claims: { ...GENERAL, taxClass: 3 } },
    ]);
    await relayed(w, await bundleOf(w, "grant", grantRows(1)));
    const nonce = await new Wallet(KEYS.relayer, w.ethers.provider).getNonce();
    const [result] = await relayed(w, late);
    expect(result).to.include({ outcome: "refused" });
    expect(result!.reason!.en).to.match(/has a pass already.*veto window until .* for 23 h|24 h/);
    expect(await new Wallet(KEYS.relayer, w.ethers.provider).getNonce()).to.equal(nonce);
  });

  it("has gas to spare for a full batch with two classes and three signatures each", async () => {
    const w = await load(world);
    const rows = grantRows(50).map((row) => ({ ...row, classes: [0, 1] }));
    const results = await relayed(w, await bundleOf(w, "grant", rows, [1, 2, 3]));
    expect(new Set(outcomes(results))).to.deep.equal(new Set(["done"]));
    const hashes = new Set(results.map(({ transactionHash }) => transactionHash!));
    for (const hash of hashes) {
      const receipt = (await w.ethers.provider.getTransactionReceipt(hash))!;
      const sent = (await w.ethers.provider.getTransaction(hash))!;
      expect(
        receipt.gasUsed * 10n < sent.gasLimit * 8n,
        `${receipt.gasUsed} of ${sent.gasLimit}`,
      ).to.equal(true);
    }
  });

  it("does every other verb once, and knows again what it did", async () => {
    const w = await load(world);
    const [first] = grantRows(1);
    const { reference, wallet, line } = first!;
    const row = { reference, wallet, line };
    const [expiry, screenedUntil] = [parseJstDate("2033-03-31"), parseJstDate("2029-03-31")];
    const { expiry: _, screenedUntil: __, ...rest } = GENERAL;
    const second = { ...grantRows(1, 1)[0]!, older: wallet };
    const bundles: Awaited<ReturnType<typeof bundleOf>>[] = [];
    const entries: LedgerEntry[] = [];
    const through = async <V extends Verb>(verb: V, rows: VerbRows[V], signers?: number[]) => {
      const bundle = await bundleOf(w, verb, [rows], signers);
      const results = await relayed(w, bundle);
      expect(new Set(outcomes(results)), `${verb}: ${results[0]?.reason?.en}`).to.deep.equal(
        new Set(["done"]),
      );
      bundles.push(bundle);
      entries.push(...ledgerEntries(bundle.sha256, verb, results));
      return results;
    };
    await through("grant", first!);
    await windowPasses(w);
    await through("renew", { ...row, expiry, screenedUntil });
    await through("link", second);
    await through("suspend", { ...row, reason: REASON }, [3]);
    await through("reinstate", { ...row, reason: REASON }, [1, 3]);
    await through("reattest", row, [2]);
    await windowPasses(w);
    const [changed] = await through("reclassify", { ...row, claims: { ...rest, taxClass: 2 } });
    expect(changed!.worksFrom).to.equal(changed!.minedAt! + 86_400);
    await windowPasses(w);
    await through("recover", { ...row, successor: second.wallet, reason: REASON });
    await through("revoke", { ...row, wallet: second.wallet, reason: REASON });
    expect(await statusOf(w, wallet)).to.equal("recovered");

    const nonce = await new Wallet(KEYS.relayer, w.ethers.provider).getNonce();
    for (const bundle of bundles) {
      const again = outcomes(await relayed(w, bundle));
      expect(new Set(again), bundle.request.verb).to.deep.equal(new Set(["done-before"]));
    }
    expect(await new Wallet(KEYS.relayer, w.ethers.provider).getNonce()).to.equal(nonce);

    const acts = await actsOf(w);
    expect(acts.map(({ verb, officers }) => [verb, officers.join(" ")])).to.deep.equal([
      ["grant", "1 2"],
      ["renew", "1 2"],
      ["link", "1 2"],
      ["suspend", "3"],
      ["reinstate", "1 3"],
      ["reattest", "2"],
      ["reclassify", "1 2"],
      ["recover", "1 2"],
      ["revoke", "1 2"],
    ]);
    expect(compareLedger(entries, acts)).to.deep.equal({
      onlyInLedger: [],
      onlyOnChain: [],
      foreign: new Map(),
    });
    // What the events say of the numbers is what the chain says.
    const last = acts.findLast((act) => act.wallet === wallet)!;
    expect(last.seq + 1).to.equal(Number(await w.pass.seqOf(wallet)));
  });

  it("says where a class did not take the news, and goes on past one that refuses a grant", async () => {
    const w = await load(anyClass);
    const { number, contract } = await w.reverting();
    const { contract: mute } = await w.loud(0, true);
    await relayed(w, await bundleOf(w, "grant", grantRows(1)));
    await contract.enrol(walletOf(0), number);
    const row = { reference: "#2", wallet: walletOf(0), line: 2, reason: REASON };
    const [suspended] = await relayed(w, await bundleOf(w, "suspend", [row], [1]));
    expect(suspended).to.include({ outcome: "done" });
    expect(suspended!.reason!.en).to.contain(`Classes ${number} did not take the news`);

    const [first, second] = grantRows(2, 5);
    const of = { ...first!, classes: [Number(await w.pass.classCount())] };
    expect(await w.pass.classAt(of.classes[0]!)).to.equal(await mute.getAddress());
    const results = await relayed(w, await bundleOf(w, "grant", [of, second!]));
    expect(outcomes(results)).to.deep.equal(["refused", "done"]);
    expect(results[0]!.reason!.en).to.contain("no reason that is known here");
  });

  it("tells a guardian's suspension from an officer's", async () => {
    const w = await load(world);
    await relayed(w, await bundleOf(w, "grant", grantRows(1)));
    const row = { reference: "#2", wallet: walletOf(0), line: 2, reason: REASON };
    const bundle = await bundleOf(w, "suspend", [row], [1]);
    await w.pass.connect(w.guardian).suspend(walletOf(0), REASON);
    const [result] = await relayed(w, bundle);
    expect(result).to.deep.include({ outcome: "done-before", officers: [] });
    expect((await actsOf(w)).at(-1)).to.include({ verb: "suspend", by: w.guardian.address });
  });
});
