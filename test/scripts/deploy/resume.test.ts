import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Rpc } from "../../../scripts/deploy/rpc.ts";
import {
  CLASS,
  type Deployments,
  deployments,
  PLATFORM,
  refusal,
  Stopped,
  stopping,
  transactionsOf,
} from "../../support/deployments.ts";

const START = "2027-04-01T01:00:00Z";
const STEPS = 38;

describe("a deployment that was stopped", function () {
  // As many runs as it has steps, each of which reads all lines before.
  this.timeout(120_000);
  const made: Deployments[] = [];
  let whole: Deployments;

  before(async () => {
    whole = await fresh();
    await whole.deploy("platform", PLATFORM);
    await whole.deploy("class", CLASS);
  });
  after(async () => {
    for (const { remove } of made) await remove();
  });

  async function fresh(): Promise<Deployments> {
    const one = await deployments({ initialDate: START });
    made.push(one);
    return one;
  }

  /** Runs the command again and again, each run on what `rpcOf` gives for the number of stops. */
  async function untilDone(
    one: Deployments,
    rpcOf: (stop: number) => Rpc,
    stops: () => Promise<void>,
  ) {
    const said: string[] = [];
    let [runs, stopped] = [0, 0];
    for (const [kind, path] of [["platform", PLATFORM] as const, ["class", CLASS] as const]) {
      for (;;) {
        const rpc = rpcOf(stopped);
        runs++;
        try {
          said.push(...(await one.deploy(kind, path, { rpc })));
          break;
        } catch (error) {
          if (!(error instanceof Stopped)) throw error;
          stopped++;
          await stops();
        }
      }
    }
    return { said, runs };
  }

  async function expectSame(one: Deployments) {
    expect(await transactionsOf(one.connection.provider)).to.deep.equal(
      await transactionsOf(whole.connection.provider),
    );
    expect(await one.bytes()).to.equal(await whole.bytes());
  }

  it("before and after every transaction reached the chain, goes on and sends nothing twice", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    const { runs } = await untilDone(
      one,
      (stop) => stopping(provider, stop % 2 === 0 ? "before" : "after"),
      async () => {},
    );
    // Every step stops twice; the two runs that find everything done send nothing and do not stop.
    expect(runs).to.equal(2 * STEPS + 2);
    await expectSame(one);
  });

  it("while it wrote a line of its journal, takes the half line back and goes on", async () => {
    const one = await fresh();
    const folder = (name: string) => join(one.folder, `chain-31337-${name}`, "journal.jsonl");
    let name = "platform";
    await untilDone(
      one,
      () => stopping(one.connection.provider, "after"),
      async () => {
        const journal = folder(name);
        const last = (await readFile(journal, "utf8")).split("\n").at(-1)!;
        expect(JSON.parse(last).type).to.equal("TRANSACTION_PREPARE_SEND");
        await appendFile(journal, `\n{"futureId":"Platform#x","networkInter`);
        if ((await transactionsOf(one.connection.provider)).length >= STEPS - 1) name = "SBI-ST-1";
      },
    );
    await expectSame(one);
  });

  it("after any line of its journal, goes on and sends nothing twice", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    const journal = join(one.folder, "chain-31337-platform", "journal.jsonl");
    const stopBefore = stopping(provider, "before");
    for (let step = 1; step < STEPS; step++) {
      // From where it stops, before this step is sent, back to what follows the sending of the one before.
      for (const back of step % 2 === 0 ? [] : [step % 6, (step + 3) % 6]) {
        await refusal(one.deploy("platform", PLATFORM, { rpc: stopBefore }));
        const lines = (await readFile(journal, "utf8")).split("\n");
        const sent = lines.findLastIndex((line) => line.includes('"TRANSACTION_SEND"'));
        const kept = Math.max(lines.length - back, sent + 1, 1);
        await writeFile(journal, lines.slice(0, kept).join("\n"));
      }
      let sends = 0;
      const oneStep: Rpc = {
        request: async (call) =>
          call.method.startsWith("eth_send") && ++sends > 1
            ? await stopBefore.request(call)
            : await provider.request(call),
      };
      await one.deploy("platform", PLATFORM, { rpc: oneStep }).catch((error) => {
        if (!(error instanceof Stopped)) throw error;
      });
    }
    await one.deploy("platform", PLATFORM);
    await one.deploy("class", CLASS);
    await expectSame(one);
  });

  it("says how many steps were already done, and that it found the last one", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    let sends = 0;
    const third: Rpc = {
      async request(call) {
        if (!call.method.startsWith("eth_send") || ++sends < 3) return await provider.request(call);
        return await stopping(provider, "after").request(call);
      },
    };
    expect(await refusal(one.deploy("platform", PLATFORM, { rpc: third }))).to.be.instanceOf(
      Stopped,
    );
    const said = (await one.deploy("platform", PLATFORM)).join("\n");
    expect(said).to.match(/Found on the chain what the earlier run had sent last: 0x/);
    expect(said).to.include("Resumed: 2 of 37 steps were already done.");
    expect(said).to.match(/ 3\/37 +[\d,]+ {2}the register/);
  });

  it("given its transaction replaced by the same one for a higher fee, takes that for its own", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    // The hash written down is of a transaction that never reached the chain; another one did.
    let isLost = false;
    const replaced: Rpc = {
      async request(call) {
        if (!call.method.startsWith("eth_send")) {
          if (isLost) throw new Stopped("stopped after the hash was written down");
          return await provider.request(call);
        }
        await provider.request(call);
        isLost = true;
        return `0x${"ab".repeat(32)}`;
      },
    };
    expect(await refusal(one.deploy("platform", PLATFORM, { rpc: replaced }))).to.be.instanceOf(
      Stopped,
    );
    await one.deploy("platform", PLATFORM);
    await one.deploy("class", CLASS);
    await expectSame(one);
  });

  it("given a transaction that was not mined in time, waits for it again and does not send it twice", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    let isSent = false;
    const silent: Rpc = {
      async request(call) {
        if (isSent) throw new Stopped("stopped after the hash was written down");
        isSent = call.method.startsWith("eth_send");
        return await provider.request(call);
      },
    };
    const stopped = await refusal(one.deploy("platform", PLATFORM, { rpc: silent }));
    expect(stopped).to.be.instanceOf(Stopped);
    const late = { futureId: "Platform#authority", networkInteractionId: 1 };
    await appendFile(
      join(one.folder, "chain-31337-platform", "journal.jsonl"),
      `\n${JSON.stringify({ ...late, type: "ONCHAIN_INTERACTION_TIMEOUT" })}`,
    );
    await one.deploy("platform", PLATFORM);
    await one.deploy("class", CLASS);
    await expectSame(one);
  });

  it("given a transaction that was mined as failed, says which step, and does that step anew", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    let sends = 0;
    const starved: Rpc = {
      async request(call) {
        if (!call.method.startsWith("eth_send") || ++sends !== 3)
          return await provider.request(call);
        const [transaction] = call.params as [object];
        const params = [{ ...transaction, gas: "0x7a120" }];
        // This chain answers with an error, though it has mined it; others answer with the hash.
        await refusal(provider.request({ ...call, params }));
        const latest = { method: "eth_getBlockByNumber", params: ["latest", false] };
        return ((await provider.request(latest)) as { transactions: string[] }).transactions[0];
      },
    };
    const error = await refusal(one.deploy("platform", PLATFORM, { rpc: starved }));
    expect(error.name, error.message).to.equal("StepFailed");
    expect(error.message).to.include("the register of KYC passes");
    await one.deploy("platform", PLATFORM);
    const sent = await transactionsOf(provider);
    expect(sent).to.have.length(STEPS);
    expect(new Set(sent.map(({ input }) => input)).size).to.equal(STEPS - 1);
  });

  it("given a stranger's transaction under its nonce, sends its own under the next", async () => {
    const one = await fresh();
    const { provider, ethers } = one.connection;
    const [deployer, other] = await ethers.getSigners();
    const before = stopping(provider, "before");
    expect(await refusal(one.deploy("platform", PLATFORM, { rpc: before }))).to.be.instanceOf(
      Stopped,
    );
    await deployer!.sendTransaction({ to: other!.address, value: 1n });
    await one.deploy("platform", PLATFORM);
    const sent = await transactionsOf(provider);
    expect(sent).to.have.length(STEPS);
    expect(sent.map(({ input }) => input).slice(1)).to.have.length(
      new Set(sent.slice(1).map(({ input }) => input)).size,
    );
  });

  it("given a node that forgot earlier transactions, sends nothing and says to wait", async () => {
    const one = await fresh();
    const { provider } = one.connection;
    let sends = 0;
    const second: Rpc = {
      async request(call) {
        if (!call.method.startsWith("eth_send") || ++sends < 2) return await provider.request(call);
        throw new Stopped("stopped");
      },
    };
    await refusal(one.deploy("platform", PLATFORM, { rpc: second }));
    const behind: Rpc = {
      request: async (call) =>
        call.method === "eth_getTransactionCount" ? "0x0" : await provider.request(call),
    };
    const error = await refusal(one.deploy("platform", PLATFORM, { rpc: behind }));
    expect(error.name).to.equal("StillWaiting");
    expect(await transactionsOf(provider)).to.have.length(1);
  });
});
