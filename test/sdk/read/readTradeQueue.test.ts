import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { readTradeQueue } from "../../../sdk/read/readTradeQueue.ts";
import { solveQueue } from "../../../sdk/settlement/solveQueue.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY, world } from "../../support/world.ts";

async function queued() {
  const w = await world();
  const { bond, yen, dvp, desk, a, b, net } = w;
  await w.granted([a, b], {}, [1, 0]);
  await desk.issue(bond, a.address, 100n, `0x${"11".repeat(32)}`);
  await w.minted(b, 1_000_000n);
  await bond.connect(a).approve(net, MaxUint256);
  await yen.connect(b).approve(net, 600_000n);
  const made = [];
  for (let count = 0; count < 3; count += 1) {
    const signed = await w.signedTrade(a, b, bond);
    await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
    made.push(signed.trade);
  }
  return { ...w, made };
}

const load = fixture(queued);

describe("readTradeQueue", () => {
  it("finds what was matched, oldest first, with what its parties have free and allowed", async () => {
    const w = await load();
    const { queue, balances } = await readTradeQueue(
      w.ethers.provider,
      w.platform.dvp,
      w.platform.net,
    );
    expect(queue.map(({ trade }) => trade)).to.deep.equal(w.made);
    const free = (party: string, asset: string) =>
      balances.find((each) => each.party === party && each.asset === asset)?.free;
    expect(free(w.a.address, w.made[0]!.security)).to.equal(100n);
    expect(free(w.b.address, w.platform.yen)).to.equal(600_000n);
    expect(solveQueue(queue, balances).settled).to.not.be.empty;
  });

  it("leaves out what settled, ended, is too late or needs a sign-off", async () => {
    const w = await load();
    const [settled, cancelled, kept] = w.made as [
      (typeof w.made)[0],
      (typeof w.made)[0],
      (typeof w.made)[0],
    ];
    await w.bond.connect(w.a).approve(w.dvp, MaxUint256);
    await w.yen.connect(w.b).approve(w.dvp, MaxUint256);
    await w.dvp.settleMatched(settled);
    await w.dvp.connect(w.a).agreeToCancel(cancelled, 0);
    await w.dvp.connect(w.b).agreeToCancel(cancelled, 1);
    const read = () => readTradeQueue(w.ethers.provider, w.platform.dvp, w.platform.dvp);
    expect((await read()).queue.map(({ trade }) => trade)).to.deep.equal([kept]);
    await w.networkHelpers.time.increaseTo(kept.settleBy + DAY);
    expect((await read()).queue).to.deep.equal([]);
  });

  it("counts what is left of a trade settled in part", async () => {
    const w = await load();
    const { trade, sellerSignature, buyerSignature } = await w.signedTrade(w.a, w.b, w.bond, {
      partialAllowed: true,
      units: 4n,
      amount: 400n,
    });
    await w.dvp.matchSigned(trade, sellerSignature, buyerSignature);
    await w.bond.connect(w.a).approve(w.dvp, MaxUint256);
    await w.yen.connect(w.b).approve(w.dvp, MaxUint256);
    await w.dvp.connect(w.a).settlePart(trade, 1n);
    const { queue } = await readTradeQueue(w.ethers.provider, w.platform.dvp, w.platform.dvp);
    const left = queue.at(-1);
    expect([left?.units, left?.amount]).to.deep.equal([3n, 300n]);
  });
});
