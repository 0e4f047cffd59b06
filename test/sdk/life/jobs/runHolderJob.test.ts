import { expect } from "chai";
import { Wallet } from "ethers";
import {
  HoldersLeft,
  NodeUnreachable,
  payJob,
  readDistribution,
  runHolderJob,
} from "../../../../sdk/index.ts";
import { ISSUE, life, ONE_YEN } from "../../../securities/actions/support/life.ts";
import { fixture } from "../../../support/fixture.ts";
import { flaky, lost } from "./support/flaky.ts";

const HOLDERS = 24;

/** A distribution of 1,000 yen a unit to many investors, funded. */
async function many() {
  const w = await life();
  const wallets = Array.from({ length: HOLDERS }, () => Wallet.createRandom());
  await w.granted(wallets);
  for (const [index, wallet] of wallets.entries()) {
    await w.desk.issue(w.bond, wallet, BigInt(index + 1), ISSUE);
  }
  const { terms, id } = await w.funded(await w.recorded());
  return { ...w, terms, id, holders: HOLDERS + 3 };
}

const load = fixture(many);

type Many = Awaited<ReturnType<typeof many>>;

/** The job as one process runs it. */
async function job(w: Many, fault?: Parameters<typeof flaky>[2]) {
  const { provider, signer } = await flaky(w, w.relayer, fault);
  return { job: payJob(provider, w.platform, w.terms), signer, provider };
}

async function faultOf(running: Promise<unknown>): Promise<Error> {
  return await running.then(
    () => new Error("It went through."),
    (error: Error) => error,
  );
}

function feeOf(params: unknown): bigint {
  const [{ maxFeePerGas }] = params as [{ maxFeePerGas: string }];
  return BigInt(maxFeePerGas);
}

async function expectPaid(w: Many) {
  const { provider } = await flaky(w, w.relayer);
  const { phase, payments, funded, returned } = await readDistribution(
    provider,
    w.platform,
    w.terms,
  );
  expect(phase).to.equal("complete");
  expect(payments).to.have.lengthOf(w.holders);
  expect(new Set(payments.map(({ investor }) => investor)).size).to.equal(w.holders);
  const gross = payments.reduce((sum, each) => sum + each.gross, 0n);
  expect(gross + returned, "PAY-1").to.equal(funded);
  for (const { units, gross } of payments)
    expect(gross).to.equal((units * 1_000n * ONE_YEN) / ONE_YEN);
}

describe("runHolderJob", () => {
  it("does all holders in chunks, and says what it did", async () => {
    const w = await load();
    const { job: pay, signer } = await job(w);
    const chunks: number[] = [];
    const report = await runHolderJob(pay, signer, {
      most: 10,
      onChunk: ({ holders }) => chunks.push(holders),
    });
    expect(chunks).to.deep.equal([10, 10, 7]);
    expect(report).to.include({ transactions: 3, holders: w.holders });
    await expectPaid(w);
    expect(await runHolderJob(pay, signer), "again").to.include({ transactions: 0 });
  });

  it("given less gas than a chunk takes, sends smaller ones", async () => {
    const w = await load();
    const { job: pay, signer } = await job(w);
    const report = await runHolderJob(pay, signer, { most: 27, gasCap: 1_200_000n });
    expect(report.transactions).to.be.greaterThan(2);
    await expectPaid(w);
  });

  it("killed twice, is finished by whoever runs it again", async () => {
    const w = await load();
    for (let kill = 0; kill < 2; kill++) {
      const { job: pay, signer } = await job(w);
      const killed = new Error("killed");
      const running = runHolderJob(pay, signer, {
        most: 5,
        onChunk: () => {
          throw killed;
        },
      });
      expect(await faultOf(running)).to.equal(killed);
    }
    const { job: pay, signer } = await job(w);
    expect(await runHolderJob(pay, signer)).to.include({ holders: w.holders - 10 });
    await expectPaid(w);
  });

  it("run twice at once, pays nobody twice", async () => {
    const w = await load();
    const one = await job(w);
    const other = await flaky(w, w.thief);
    await Promise.all([
      runHolderJob(one.job, one.signer, { most: 4 }),
      runHolderJob(payJob(other.provider, w.platform, w.terms), other.signer, { most: 7 }),
    ]);
    await expectPaid(w);
  });

  it("given a node that is silent now and then, asks again", async () => {
    const w = await load();
    let asked = 0;
    const { job: pay, signer } = await job(w, () => (++asked % 9 === 0 ? lost() : undefined));
    await runHolderJob(pay, signer, { most: 10 });
    await expectPaid(w);
  });

  it("given an answer that got lost after the transaction arrived, sends it no second time", async () => {
    const w = await load();
    let sent = 0;
    const { job: pay, signer } = await job(w, ({ method }, ask) => {
      if (method !== "eth_sendTransaction") return undefined;
      sent += 1;
      return sent === 1 ? ask().then(lost) : undefined;
    });
    await runHolderJob(pay, signer, { most: 10 });
    expect(sent).to.equal(3);
    await expectPaid(w);
  });

  it("given a node that is gone, says that what was done stays done", async () => {
    const w = await load();
    let gone = false;
    const { job: pay, signer } = await job(w, () => (gone ? lost() : undefined));
    const running = runHolderJob(pay, signer, {
      most: 10,
      patience: 1,
      onChunk: () => {
        gone = true;
      },
    });
    const fault = await faultOf(running);
    expect(fault).to.be.instanceOf(NodeUnreachable);
    expect(fault.message).to.contain("What was done stays done");
    const again = await job(w);
    expect(await runHolderJob(again.job, again.signer)).to.include({ holders: w.holders - 10 });
    await expectPaid(w);
  });

  it("given a key whose later transactions wait for a missing number, fills the gap", async () => {
    const w = await load();
    const { job: pay, signer, provider } = await job(w);
    const nonce = await provider.getTransactionCount(w.relayer.address);
    await w.connection.provider.request({ method: "evm_setAutomine", params: [false] });
    await w.relayer.sendTransaction({ to: w.relayer, nonce: nonce + 2 });
    const mining = setInterval(() => void w.networkHelpers.mine(), 50);
    try {
      await runHolderJob(pay, signer, { most: 14 });
    } finally {
      clearInterval(mining);
      await w.connection.provider.request({ method: "evm_setAutomine", params: [true] });
    }
    await expectPaid(w);
    expect(await provider.getTransactionCount(w.relayer.address)).to.equal(nonce + 3);
  });

  it("given a transaction that nobody mines, sends it anew for a higher fee", async () => {
    const w = await load();
    const fees: bigint[] = [];
    const { job: pay, signer } = await job(w, ({ method, params }) => {
      if (method === "eth_sendTransaction") fees.push(feeOf(params));
      return undefined;
    });
    await w.connection.provider.request({ method: "evm_setAutomine", params: [false] });
    const running = runHolderJob(pay, signer, { minedWithin: 1 });
    for (let tries = 0; fees.length < 2 && tries < 400; tries++) {
      await new Promise((resume) => setTimeout(resume, 50));
    }
    await w.connection.provider.request({ method: "evm_setAutomine", params: [true] });
    await w.networkHelpers.mine();
    await running;
    const [first = 0n, second = 0n] = fees;
    expect(second > first).to.equal(true);
    await expectPaid(w);
  });

  it("given blocks that are undone, does again who is no longer done", async () => {
    const w = await load();
    const { job: pay, signer } = await job(w);
    let undone = false;
    const { restore } = await w.networkHelpers.takeSnapshot();
    await runHolderJob(pay, signer, {
      most: 10,
      onChunk: ({ left }) => {
        if (left > 10 || undone) return;
        undone = true;
        // The chain forgets all of it before the job looks again.
        void restore();
      },
    });
    expect(undone).to.equal(true);
    await expectPaid(w);
  });

  it("names holders who cannot be done, and does the others", async () => {
    const w = await load();
    const { job: pay, signer } = await job(w);
    const leaving = {
      ...pay,
      // A list without the holds that are on C's wallet.
      left: async (asked: Parameters<typeof pay.left>[0]) =>
        (await pay.left(asked)).map(({ wallet }) => ({ wallet, holds: [] })),
    };
    await w.desk.pledgeUnits(w.bond, w.c, 5n, w.a, ISSUE, ISSUE);
    const running = runHolderJob(leaving, signer);
    const fault = await faultOf(running);
    expect(fault).to.be.instanceOf(HoldersLeft);
    expect(fault.message).to.contain(w.c.address);
    await runHolderJob(pay, signer);
    await expectPaid(w);
  });
});
