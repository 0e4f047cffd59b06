import { expect } from "chai";
import { MaxUint256, Signature, TypedDataEncoder, ZeroAddress, ZeroHash } from "ethers";
import { type Permit, permitTypedData } from "../../../sdk/encode/permitTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import { ContractWallet__factory } from "../../../types/index.js";
import { expectTotals } from "../totals.ts";
import { DAY } from "../world.ts";
import type { TokenCase } from "./erc20.ts";

const ONE_PIECE = "permit(address,address,uint256,uint256,bytes)";

/** ERC-2612's own permit, of the two that there are. */
function permitOf(token: TokenCase["token"]) {
  return token["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"];
}

/** ERC-2612 and ERC-5267, for any pass-gated token. */
export function behavesAsErc2612(load: () => Promise<TokenCase>): void {
  /** The holder's permit for the spender over 10 steps, with changes, not yet sent. */
  async function permitted(
    { world, token, holder, spender, step }: TokenCase,
    changes: Partial<Permit> = {},
    {
      signer = holder,
      chainId = world.chainId,
      address,
    }: { signer?: TokenCase["holder"]; chainId?: bigint; address?: string } = {},
  ) {
    const permit: Permit = {
      owner: holder.address,
      spender: spender.address,
      value: 10n * step,
      nonce: await token.nonces(changes.owner ?? holder),
      deadline: BigInt((await world.now()) + DAY),
      ...changes,
    };
    const data = permitTypedData(
      chainId,
      address ?? (await token.getAddress()),
      await token.name(),
      permit,
    );
    const { v, r, s } = Signature.from(await signTypedData(signer, data));
    const { owner, spender: to, value, deadline } = permit;
    return { permit, sent: [owner, to, value, deadline, v, r, s] as const };
  }

  describe("permit", () => {
    it("when its deadline has passed, refuses it; in its last second, accepts it", async () => {
      const made = await load();
      const { world, token, holder, spender, step } = made;
      const deadline = (await world.now()) + 100;
      const { sent } = await permitted(made, { deadline: BigInt(deadline) });
      const { time } = world.networkHelpers;
      const before = await world.networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(deadline + 1);
      await expect(permitOf(token)(...sent))
        .to.be.revertedWithCustomError(token, "PermitExpired")
        .withArgs(deadline);
      await before.restore();
      await time.setNextBlockTimestamp(deadline);
      await expect(permitOf(token)(...sent))
        .to.emit(token, "Approval")
        .withArgs(holder, spender, 10n * step);
    });

    it("when another key signed it, refuses it", async () => {
      const made = await load();
      const { token, holder, receiver, spender } = made;
      for (const signer of [receiver, spender]) {
        const { sent } = await permitted(made, {}, { signer });
        await expect(permitOf(token)(...sent))
          .to.be.revertedWithCustomError(token, "PermitInvalid")
          .withArgs(holder);
      }
    });

    it("when anything in it was changed after signing, refuses it", async () => {
      const made = await load();
      const { token, holder, receiver } = made;
      const { sent } = await permitted(made);
      const [owner, spender, value, deadline, v, r, s] = sent;
      for (const changed of [
        [owner, receiver.address, value, deadline, v, r, s],
        [owner, spender, value + 1n, deadline, v, r, s],
        [owner, spender, value, deadline + 1n, v, r, s],
      ] as const) {
        await expect(permitOf(token)(...changed))
          .to.be.revertedWithCustomError(token, "PermitInvalid")
          .withArgs(holder);
      }
    });

    it("when it was signed for another nonce, chain or contract, refuses it", async () => {
      const made = await load();
      const { world, token, holder } = made;
      const nonce = await token.nonces(holder);
      for (const { sent } of [
        await permitted(made, { nonce: nonce + 1n }),
        await permitted(made, {}, { chainId: world.chainId + 1n }),
        await permitted(made, {}, { address: world.platform.dvp }),
      ]) {
        await expect(permitOf(token)(...sent))
          .to.be.revertedWithCustomError(token, "PermitInvalid")
          .withArgs(holder);
      }
      expect(await token.nonces(holder)).to.equal(nonce);
    });

    it("when its signature is the malleable twin, refuses it", async () => {
      const made = await load();
      const { token, holder } = made;
      const { sent } = await permitted(made);
      const [owner, spender, value, deadline, v, r, s] = sent;
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const twin = `0x${(order - BigInt(s)).toString(16).padStart(64, "0")}`;
      await expect(permitOf(token)(owner, spender, value, deadline, v === 27 ? 28 : 27, r, twin))
        .to.be.revertedWithCustomError(token, "PermitInvalid")
        .withArgs(holder);
    });

    it("when the owner is the zero address, refuses it, whatever the signature", async () => {
      const { token, spender } = await load();
      await expect(permitOf(token)(ZeroAddress, spender, 1n, MaxUint256, 27, ZeroHash, ZeroHash))
        .to.be.revertedWithCustomError(token, "PermitInvalid")
        .withArgs(ZeroAddress);
    });

    it("when the spender is the zero address, refuses it", async () => {
      const made = await load();
      const { token } = made;
      const { sent } = await permitted(made, { spender: ZeroAddress });
      await expect(permitOf(token)(...sent))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ZeroAddress);
    });

    it("when anybody sends it, gives the allowance, raises the nonce, and the spender can use it", async () => {
      const made = await load();
      const { token, holder, receiver, spender, step, everyone } = made;
      const { permit, sent } = await permitted(made);
      await expect(permitOf(token.connect(receiver))(...sent))
        .to.emit(token, "Approval")
        .withArgs(holder, spender, 10n * step);
      expect(await token.allowance(holder, spender)).to.equal(10n * step);
      expect(await token.nonces(holder)).to.equal(permit.nonce + 1n);
      await expect(token.connect(spender).transferFrom(holder, receiver, 10n * step))
        .to.emit(token, "Transfer")
        .withArgs(holder, receiver, 10n * step);
      await expectTotals(token, everyone);
    });

    it("when it is sent again, refuses it", async () => {
      const made = await load();
      const { token, holder } = made;
      const { sent } = await permitted(made);
      await permitOf(token)(...sent);
      await expect(permitOf(token)(...sent))
        .to.be.revertedWithCustomError(token, "PermitInvalid")
        .withArgs(holder);
    });

    it("when somebody runs ahead with it, the spender's own sending fails and the allowance is there", async () => {
      const made = await load();
      const { token, holder, receiver, spender, step, everyone } = made;
      const { sent } = await permitted(made);
      await permitOf(token.connect(receiver))(...sent);
      await expect(permitOf(token.connect(spender))(...sent)).to.be.revertedWithCustomError(
        token,
        "PermitInvalid",
      );
      await token.connect(spender).transferFrom(holder, receiver, 10n * step);
      expect(await token.balanceOf(receiver)).to.equal(10n * step);
      await expectTotals(token, everyone);
    });
  });

  describe("permit with a signature in one piece", () => {
    const inOnePiece = async () => {
      const made = await load();
      const { permit, sent } = await permitted(made);
      const [owner, spender, value, deadline, v, r, s] = sent;
      const signature = Signature.from({ v, r, s }).serialized;
      return { made, permit, sent, pieces: [owner, spender, value, deadline, signature] as const };
    };

    it("when the owner's key signed, gives the allowance and raises the nonce, once by either form", async () => {
      const { made, permit, sent, pieces } = await inOnePiece();
      const { token, holder, receiver, spender, step } = made;
      await expect(token.connect(receiver)[ONE_PIECE](...pieces))
        .to.emit(token, "Approval")
        .withArgs(holder, spender, 10n * step);
      expect(await token.allowance(holder, spender)).to.equal(10n * step);
      expect(await token.nonces(holder)).to.equal(permit.nonce + 1n);
      for (const again of [token[ONE_PIECE](...pieces), permitOf(token)(...sent)]) {
        await expect(again).to.be.revertedWithCustomError(token, "PermitInvalid").withArgs(holder);
      }
    });

    it("when another key signed, its deadline has passed, or it is no signature, refuses it", async () => {
      const { made, pieces } = await inOnePiece();
      const { world, token, holder, spender } = made;
      const [owner, to, value, deadline, signature] = pieces;
      const { sent } = await permitted(made, {}, { signer: spender });
      const byOther = Signature.from({ v: sent[4], r: sent[5], s: sent[6] }).serialized;
      for (const wrong of [byOther, "0x", signature.slice(0, -2)]) {
        await expect(token[ONE_PIECE](owner, to, value, sent[3], wrong))
          .to.be.revertedWithCustomError(token, "PermitInvalid")
          .withArgs(holder);
      }
      await world.networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
      await expect(token[ONE_PIECE](...pieces))
        .to.be.revertedWithCustomError(token, "PermitExpired")
        .withArgs(deadline);
      expect(await token.nonces(holder)).to.equal(0n);
    });

    it("when the owner is a contract wallet, takes its ERC-1271 signature of any length", async () => {
      const { made } = await inOnePiece();
      const { token, receiver, spender, step } = made;
      const wallet = await new ContractWallet__factory(made.spender).deploy(receiver);
      const owner = await wallet.getAddress();
      const { sent } = await permitted(made, { owner }, { signer: receiver });
      const [, to, value, deadline, v, r, s] = sent;
      const signature = Signature.from({ v, r, s }).serialized;
      await expect(token[ONE_PIECE](owner, to, value, deadline, signature))
        .to.emit(token, "Approval")
        .withArgs(owner, spender, 10n * step);
    });
  });

  describe("permit, given an owner that is a contract wallet", () => {
    const walletOwner = async () => {
      const made = await load();
      const wallet = await new ContractWallet__factory(made.spender).deploy(made.receiver);
      return { made, owner: await wallet.getAddress() };
    };

    it("when its key signed, gives the allowance by ERC-1271", async () => {
      const { made, owner } = await walletOwner();
      const { token, receiver, spender, step } = made;
      const { sent } = await permitted(made, { owner }, { signer: receiver });
      await expect(permitOf(token)(...sent))
        .to.emit(token, "Approval")
        .withArgs(owner, spender, 10n * step);
      expect(await token.nonces(owner)).to.equal(1n);
    });

    it("when another key signed, refuses it", async () => {
      const { made, owner } = await walletOwner();
      const { token, holder } = made;
      const { sent } = await permitted(made, { owner }, { signer: holder });
      await expect(permitOf(token)(...sent))
        .to.be.revertedWithCustomError(token, "PermitInvalid")
        .withArgs(owner);
    });

    it("when the owner is a contract that answers no signature, refuses it", async () => {
      const made = await load();
      const { world, token, holder } = made;
      const owner = world.platform.desk;
      const { sent } = await permitted(made, { owner }, { signer: holder });
      await expect(permitOf(token)(...sent))
        .to.be.revertedWithCustomError(token, "PermitInvalid")
        .withArgs(owner);
    });
  });

  describe("DOMAIN_SEPARATOR and eip712Domain", () => {
    it("when a wallet asks, say what ethers computes for this name, chain and contract", async () => {
      const { world, token } = await load();
      const domain = {
        name: await token.name(),
        version: "1",
        chainId: world.chainId,
        verifyingContract: await token.getAddress(),
      };
      expect(await token.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
      const told = await token.eip712Domain();
      expect([...told.slice(0, 6)]).to.deep.equal([
        "0x0f",
        ...[domain.name, domain.version, domain.chainId, domain.verifyingContract],
        ZeroHash,
      ]);
      expect([...told.extensions]).to.deep.equal([]);
    });
  });
}
