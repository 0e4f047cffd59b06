import { expect } from "chai";
import { crowd } from "../../support/crowd.ts";
import { life, PHASE } from "./support/life.ts";
import { expectPurse } from "./support/paying.ts";

const HOLDERS = 10_000;
/** EIP-7825: gas of one transaction. */
const MOST_GAS = 16_777_216n;
/** Named in one transaction: of new holders of yen, as many as go by that gas. */
const AT_ONCE = 280;

describe("A distribution to ten thousand investors", () => {
  it("is pushed by whoever comes along, stopped twice, and complete in the end", async () => {
    // Instrumented code takes more gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const w = await life({ blockGasLimit: 200_000_000n });
    const token = await w.openClass({ cap: 100_000_000n, maxInvestors: 2 ** 24 - 1 });
    const wallets = await crowd(w, token, HOLDERS, (place) => BigInt(1 + (place % 1_000)));
    const { terms, id } = await w.funded(await w.recorded(token), {
      token: await token.getAddress(),
      perUnit: 12n * 10n ** 13n + 1n,
    });

    let gas = 0n;
    let sent = 0;
    /** A pusher who begins at the first and stops after so many transactions. */
    async function push(by: typeof w.thief, transactions: number) {
      for (let i = 0; i < transactions && i * AT_ONCE < HOLDERS; i += 1) {
        const chunk = wallets.slice(i * AT_ONCE, (i + 1) * AT_ONCE);
        const receipt = await (
          await w.distribution.connect(by).pay(terms, chunk, [], { gasLimit: MOST_GAS })
        ).wait();
        gas += receipt!.gasUsed;
        sent += 1;
      }
    }
    await push(w.payingAgent, 12);
    const first = await w.distribution.accountOf(id);
    expect(first.phase).to.equal(PHASE.funded);
    await push(w.thief, 25);
    const second = await w.distribution.accountOf(id);
    expect(second.phase).to.equal(PHASE.funded);
    expect(second.done > first.done).to.equal(true);
    await push(w.relayer, Number.POSITIVE_INFINITY);

    const account = await w.distribution.accountOf(id);
    expect(account.phase, "COMPLETE-1").to.equal(PHASE.complete);
    expect(account.done, "COMPLETE-1").to.equal(await token.totalSupply());
    await expectPurse(w);
    await w.distribution.collect(terms);
    await expectPurse(w);
    expect(await w.yen.balanceOf(w.distribution), "PAY-1").to.equal(0n);
    console.log(
      `    ${HOLDERS.toLocaleString("en-US")} new holders of yen, from the first again twice: ` +
        `${sent} transactions, ${(gas / BigInt(HOLDERS)).toLocaleString("en-US")} gas each in all`,
    );
  }).timeout(300_000);
});
