import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { load } from "../support/load.ts";
import { revoked } from "../support/passes.ts";
import { GENERAL, world } from "../support/world.ts";

/** A world where A's pass works, B's is in its veto window and C's was revoked. */
async function threePasses() {
  const w = await world();
  await w.granted([w.a, w.c]);
  await revoked(w, w.c);
  const { grant, attestations } = await w.signedGrant(w.b.address);
  await w.pass.grant(grant, attestations);
  return w;
}

describe("A pass as ERC-721, ERC-5192 and ERC-5484", () => {
  it("refuses every way to move it or to let others move it", async () => {
    const w = await load(threePasses);
    const mine = w.pass.connect(w.a);
    const [from, to, id] = [w.a.address, w.b.address, BigInt(w.a.address)] as const;
    for (const attempt of [
      () => mine.transferFrom(from, to, id),
      () => mine["safeTransferFrom(address,address,uint256)"](from, to, id),
      () => mine["safeTransferFrom(address,address,uint256,bytes)"](from, to, id, "0x1234"),
      () => mine.approve(to, id),
      () => mine.approve(ZeroAddress, id),
      () => mine.setApprovalForAll(to, true),
      () => mine.setApprovalForAll(to, false),
    ]) {
      await expect(attempt()).to.be.revertedWithCustomError(w.pass, "PassCannotMove");
    }
    expect(await w.pass.ownerOf(id)).to.equal(from);
  });

  it("has the wallet for its id, one to a wallet, in the veto window too", async () => {
    const w = await load(threePasses);
    for (const wallet of [w.a, w.b]) {
      expect(await w.pass.ownerOf(wallet.address)).to.equal(wallet.address);
      expect(await w.pass.balanceOf(wallet.address)).to.equal(1n);
      expect(await w.pass.locked(wallet.address)).to.equal(true);
      expect(await w.pass.burnAuth(wallet.address), "IssuerOnly").to.equal(0n);
      expect(await w.pass.getApproved(wallet.address)).to.equal(ZeroAddress);
      expect(await w.pass.isApprovedForAll(wallet.address, w.thief.address)).to.equal(false);
    }
  });

  it("stays its wallet's after it expired", async () => {
    const w = await load(threePasses);
    await w.networkHelpers.time.increaseTo(jstDateEnd(GENERAL.expiry));
    expect(await w.pass.ownerOf(w.a.address)).to.equal(w.a.address);
  });

  it("refuses questions about a pass that there is not", async () => {
    const w = await load(threePasses);
    for (const wallet of [w.c, w.thief]) {
      for (const question of ["ownerOf", "locked", "burnAuth", "getApproved"] as const) {
        await expect(w.pass[question](wallet.address), question)
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(wallet.address);
      }
      expect(await w.pass.balanceOf(wallet.address)).to.equal(0n);
    }
  });

  it("refuses an id wider than an address, which would name the same wallet twice", async () => {
    const w = await load(threePasses);
    const wide = (1n << 160n) | BigInt(w.a.address);
    for (const id of [wide, MaxUint256 - BigInt(w.a.address)]) {
      await expect(w.pass.ownerOf(id)).to.be.revertedWithCustomError(w.pass, "PassNotHeld");
    }
  });

  it("refuses to count the zero address's passes", async () => {
    const w = await load(threePasses);
    await expect(w.pass.balanceOf(ZeroAddress))
      .to.be.revertedWithCustomError(w.pass, "WalletZero")
      .withArgs();
  });

  it("says which interfaces it has", async () => {
    const w = await load(world);
    for (const [id, has] of [
      ["0x01ffc9a7", true], // ERC-165
      ["0x80ac58cd", true], // ERC-721
      ["0xb45a3c0e", true], // ERC-5192
      ["0x0489b56f", true], // ERC-5484
      ["0xffffffff", false],
      ["0x5b5e139f", false], // ERC-721 metadata: a pass has no document of its own
      ["0x36372b07", false], // ERC-20
    ] as const) {
      expect(await w.pass.supportsInterface(id), id).to.equal(has);
    }
    expect(await w.pass.name()).to.equal("Kessai KYC Pass");
    expect(await w.pass.symbol()).to.equal("KYC");
  });

  it("says by which domain officers sign", async () => {
    const w = await load(world);
    const domain = await w.pass.eip712Domain();
    expect([...domain]).to.deep.equal([
      "0x0f",
      "Kessai KYC Pass",
      "1",
      w.chainId,
      w.platform.pass,
      `0x${"0".repeat(64)}`,
      [],
    ]);
  });
});
