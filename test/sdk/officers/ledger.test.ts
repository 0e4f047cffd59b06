import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { compareLedger } from "../../../sdk/officers/compareLedger.ts";
import {
  appendLedger,
  LedgerBroken,
  type LedgerEntry,
  ledgerEntries,
  readLedger,
} from "../../../sdk/officers/ledger.ts";
import type { PassAct } from "../../../sdk/read/readAttestations.ts";

const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const entry = (number: number): LedgerEntry => ({
  format: 1,
  minedAt: 1_800_000_000 + number,
  verb: "grant",
  reference: `C-${number}`,
  wallet: WALLET,
  officers: [1, 2],
  request: "ab".repeat(32),
  transaction: `0x${String(number).padStart(64, "0")}`,
});

describe("The officers' ledger", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-ledger-"));
    path = join(folder, "ledger.jsonl");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is appended to, and takes nothing twice", async () => {
    expect(await appendLedger(path, [entry(1)])).to.equal(1);
    const before = await readFile(path, "utf8");
    expect(await appendLedger(path, [entry(1), entry(2)])).to.equal(1);
    expect((await readFile(path, "utf8")).startsWith(before)).to.equal(true);
    expect(await readLedger(path)).to.deep.equal([entry(1), entry(2)]);
  });

  it("takes back the half line that a killed run left", async () => {
    await appendLedger(path, [entry(1)]);
    await appendFile(path, '{"format":1,"minedAt":18');
    expect(await readLedger(path)).to.deep.equal([entry(1)]);
    await appendLedger(path, [entry(2)]);
    expect(await readLedger(path)).to.deep.equal([entry(1), entry(2)]);
  });

  it("names a whole line that is broken, and appends nothing to it", async () => {
    await appendLedger(path, [entry(1)]);
    await appendFile(path, '{"format":1}\n');
    for (const run of [() => readLedger(path), () => appendLedger(path, [entry(2)])]) {
      let error: unknown;
      await run().catch((thrown: unknown) => {
        error = thrown;
      });
      expect(error).to.be.instanceOf(LedgerBroken);
      expect((error as Error).message).to.contain("ledger.jsonl:2:");
    }
  });

  it("has an entry for what was done and attested, and for nothing else", () => {
    const row = { reference: "C-1", wallet: WALLET, line: 2 };
    const mined = { transactionHash: entry(1).transaction, minedAt: 5, worksFrom: 5 };
    const none = { transactionHash: undefined, minedAt: undefined, worksFrom: undefined };
    const results = [
      { row, outcome: "done", officers: [1], reason: undefined, ...mined },
      { row, outcome: "done-before", officers: [], reason: undefined, ...mined },
      { row, outcome: "refused", officers: [1], reason: undefined, ...none },
    ] as const;
    expect(ledgerEntries("ab".repeat(32), "suspend", results)).to.have.lengthOf(1);
  });

  const act = ({ verb, wallet, officers, transaction }: LedgerEntry): PassAct => ({
    ...{ verb, wallet, officers, by: undefined, seq: 0, validFrom: 0, worksFrom: 0 },
    ...{ reason: undefined, claims: {}, successor: undefined, minedAt: 0, block: 0 },
    transactionHash: transaction,
  });

  it("is held against the chain both ways", () => {
    const guardians = { ...act(entry(9)), officers: [], by: WALLET };
    const { onlyInLedger, onlyOnChain } = compareLedger(
      [entry(1), entry(2)],
      [act(entry(2)), act(entry(3)), guardians],
    );
    expect(onlyInLedger).to.deep.equal([entry(1)]);
    expect(onlyOnChain).to.deep.equal([act(entry(3))]);
  });

  it("tells on what of others a pass stands now", () => {
    const [granted, own] = [entry(1), { ...entry(2), verb: "reclassify" as const }];
    const change = { ...act({ ...own, transaction: entry(3).transaction }), worksFrom: 20 };
    const veto = { ...act(entry(4)), verb: "veto" as const, officers: [] };
    const standsOn = (...acts: PassAct[]) =>
      compareLedger([granted, own], acts).foreign.get(WALLET)?.transactionHash;
    expect(standsOn(act(granted), act(own))).to.equal(undefined);
    expect(standsOn(act(granted), act(entry(5))), "granted anew").to.equal(entry(5).transaction);
    expect(standsOn(act(entry(5)), act(granted))).to.equal(undefined);
    expect(standsOn(act(entry(5)), act(own)), "changed only").to.equal(entry(5).transaction);
    expect(standsOn(act(granted), change)).to.equal(change.transactionHash);
    expect(standsOn(act(granted), change, act(own)), "replaced").to.equal(undefined);
    expect(standsOn(act(granted), change, { ...veto, minedAt: 19 })).to.equal(undefined);
    expect(standsOn(act(granted), change, { ...veto, minedAt: 20 }), "too late").to.equal(
      change.transactionHash,
    );
  });
});
