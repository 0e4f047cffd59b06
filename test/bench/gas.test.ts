import { MaxUint256 } from "ethers";
import { world } from "../support/world.ts";

describe("gas", () => {
  it("measures", async () => {
    const w = await world();
    const { bond, yen, pass, desk, dvp, issuer, a, b, c, guardian, relayer } = w;
    const gas = async (tx: Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>) =>
      Number((await (await tx).wait())!.gasUsed);
    const out: Record<string, number> = {};
    const g1 = await w.signedGrant(issuer.address);
    await gas(pass.grant(g1.grant, g1.attestations));
    const g2 = await w.signedGrant(a.address, { specifiedUntil: 23000 });
    out.passGrant = await gas(pass.grant(g2.grant, g2.attestations));
    const g3 = await w.signedGrant(b.address, {}, [1]);
    out.passGrantWithWord = await gas(pass.grant(g3.grant, g3.attestations));
    await w.granted([c]);
    await desk.issue(bond, issuer.address, 500n, "0x".padEnd(66, "1"));
    out.firstReceipt = await gas(bond.connect(issuer).transfer(a.address, 100n));
    out.newHolderEnrolled = await gas(bond.connect(issuer).transfer(b.address, 100n));
    out.transfer = await gas(bond.connect(a).transfer(b.address, 10n));
    await bond.connect(a).approve(relayer.address, MaxUint256);
    out.transferFrom = await gas(bond.connect(relayer).transferFrom(a.address, b.address, 1n));
    await w.minted(a, 1_000_000_000n);
    await w.minted(b, 1_000_000_000n);
    out.yenTransfer = await gas(yen.connect(a).transfer(b.address, 5n));
    await bond.connect(a).approve(dvp, MaxUint256);
    await yen.connect(b).approve(dvp, MaxUint256);
    for (let i = 0; i < 2; i++) {
      const t = await w.signedTrade(a, b, bond);
      out.dvp = await gas(dvp.settle(t.trade, t.sellerSignature, t.buyerSignature));
    }
    for (let i = 0; i < 4; i++) {
      const t = await w.openClass();
      await desk.issue(t, b.address, 5n, "0x".padEnd(66, "1"));
    }
    out.revoke5plusYen = await gas(pass.connect(guardian).revoke(b.address, "0x".padEnd(66, "1")));
    const f = w.factory;
    const { classTerms } = await import("../../sdk/deploy/classTerms.ts");
    out.newClass = await gas(f.open(classTerms(w.platformFile, w.classFile, Number(await f.nextNumber()))));
    console.table(out);
  });
});
