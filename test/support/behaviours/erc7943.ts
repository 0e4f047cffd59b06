import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { IPassGatedToken__factory } from "../../../types/index.js";
import { suspended } from "../lists.ts";
import { revoked } from "../passes.ts";
import { expectTruth } from "../truth.ts";
import type { TokenCase } from "./erc20.ts";

/** Interfaces that every pass-gated token says it has, by their ERC-165 ids. */
const INTERFACES = {
  "ERC-165": "0x01ffc9a7",
  "ERC-20": "0x36372b07",
  "ERC-20 metadata": "0xa219a025",
  "ERC-2612": "0x9d8ff7da",
  "ERC-5267": "0x84b0196e",
  "ERC-7572": "0xe8a3d485",
  "ERC-7943": "0x3edbb4c4",
} as const;

/** ERC-7943 and ERC-165, for any pass-gated token. What its office orders is tested with the office. */
export function behavesAsErc7943(load: () => Promise<TokenCase>): void {
  const opened = async () => {
    const made = await load();
    const token = IPassGatedToken__factory.connect(await made.token.getAddress(), made.receiver);
    return { ...made, token };
  };

  it("says which standards it has, and that it has no other", async () => {
    const { token } = await opened();
    for (const [name, interfaceId] of Object.entries(INTERFACES)) {
      expect(await token.supportsInterface(interfaceId), name).to.equal(true);
    }
    for (const interfaceId of ["0xffffffff", "0x00000000", "0x80ac58cd"]) {
      expect(await token.supportsInterface(interfaceId)).to.equal(false);
    }
  });

  it("TRUTH-1: answers whether a transfer would succeed, by the transfer itself", async () => {
    const { world, token, holder, receiver, spender, step } = await opened();
    const all = 100n * step;
    for (const [from, to, amount, expected] of [
      [holder, receiver, step, true],
      [holder, receiver, 0n, true],
      [holder, holder, step, true],
      [holder, receiver, all, true],
      [holder, receiver, all + step, false],
      [holder, spender, step, false],
      [holder, ZeroAddress, step, false],
      [receiver, holder, step, false],
      [spender, holder, 0n, false],
    ] as const) {
      expect(await expectTruth(world, token as never, from, to, amount)).to.equal(expected);
    }
  });

  it("answers who may send and receive at all, without reverting", async () => {
    const { world, token, holder, receiver, spender } = await opened();
    expect([await token.canSend(holder), await token.canReceive(receiver)]).to.deep.equal([
      true,
      true,
    ]);
    for (const stranger of [spender.address, ZeroAddress]) {
      expect(await token.canSend(stranger)).to.equal(false);
      expect(await token.canReceive(stranger)).to.equal(false);
    }
    await revoked(world, holder);
    await suspended(world, receiver);
    for (const { address } of [holder, receiver]) {
      expect(await token.canSend(address)).to.equal(false);
      expect(await token.canReceive(address)).to.equal(false);
    }
  });

  it("leaves its two orders to the office alone", async () => {
    const { token, holder, receiver, spender, step } = await opened();
    for (const caller of [holder, receiver, spender]) {
      const strange = token.connect(caller);
      await expect(strange.forcedTransfer(holder, receiver, step)).to.be.revert(
        (await load()).world.ethers,
      );
      await expect(strange.setFrozenTokens(holder, step)).to.be.revert((await load()).world.ethers);
    }
    expect(await token.getFrozenTokens(holder)).to.equal(0n);
  });
}
