import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { type IPassGatedToken, IPassGatedToken__factory } from "../../../types/index.js";
import { expectTotals } from "../totals.ts";
import type { World } from "../world.ts";

/** A token and who is there. The holder has 100 steps, the receiver may hold but has nothing. */
export interface TokenCase {
  readonly world: World;
  readonly networkHelpers: World["networkHelpers"];
  readonly token: IPassGatedToken;
  readonly holder: HardhatEthersSigner;
  readonly receiver: HardhatEthersSigner;
  /** Has no pass and needs none. */
  readonly spender: HardhatEthersSigner;
  /** The smallest amount that moves. */
  readonly step: bigint;
  /** Every wallet that can have some. */
  readonly everyone: readonly string[];
}

/** ERC-20 exactly, errors as in ERC-6093, for any pass-gated token. */
export function behavesAsErc20(load: () => Promise<TokenCase>): void {
  describe("transfer", () => {
    describe("given a holder of 100 steps", () => {
      it("when the amount exceeds the balance, refuses it with both", async () => {
        const { token, holder, receiver, step } = await load();
        for (const amount of [101n * step, step << 64n]) {
          await expect(token.connect(holder).transfer(receiver, amount))
            .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
            .withArgs(holder, 100n * step, amount);
        }
      });

      it("when the receiver is the zero address, refuses it, and a zero amount too", async () => {
        const { token, holder, step } = await load();
        for (const amount of [step, 0n]) {
          await expect(token.connect(holder).transfer(ZeroAddress, amount))
            .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
            .withArgs(ZeroAddress);
        }
      });

      it("when there is a part to move, moves it, says so in one event and answers true", async () => {
        const { world, token, holder, receiver, step, everyone } = await load();
        expect(await token.connect(holder).transfer.staticCall(receiver, step)).to.equal(true);
        const sent = token.connect(holder).transfer(receiver, step);
        await expect(sent).to.emit(token, "Transfer").withArgs(holder, receiver, step);
        await expect(sent).to.changeTokenBalances(
          world.ethers,
          token,
          [holder, receiver],
          [-step, step],
        );
        expect((await (await sent).wait())!.logs).to.have.length(1);
        await expectTotals(token, everyone);
      });

      it("when all of it moves, leaves nothing with the holder", async () => {
        const { token, holder, receiver, step, everyone } = await load();
        await expect(token.connect(holder).transfer(receiver, 100n * step))
          .to.emit(token, "Transfer")
          .withArgs(holder, receiver, 100n * step);
        expect(await token.balanceOf(holder)).to.equal(0n);
        expect(await token.balanceOf(receiver)).to.equal(100n * step);
        await expectTotals(token, everyone);
      });

      it("when the amount is zero, says so in an event and changes nothing", async () => {
        const { token, holder, receiver, everyone } = await load();
        const before = await stateOf(token, [holder, receiver]);
        expect(await token.connect(holder).transfer.staticCall(receiver, 0n)).to.equal(true);
        await expect(token.connect(holder).transfer(receiver, 0n))
          .to.emit(token, "Transfer")
          .withArgs(holder, receiver, 0n);
        expect(await stateOf(token, [holder, receiver])).to.deep.equal(before);
        await expectTotals(token, everyone);
      });

      it("when the holder sends to itself, changes nothing but says so in an event", async () => {
        const { token, holder, step, everyone } = await load();
        for (const amount of [0n, step, 100n * step]) {
          const before = await stateOf(token, [holder]);
          await expect(token.connect(holder).transfer(holder, amount))
            .to.emit(token, "Transfer")
            .withArgs(holder, holder, amount);
          expect(await stateOf(token, [holder])).to.deep.equal(before);
        }
        await expectTotals(token, everyone);
      });

      it("when the holder sends itself more than it has, refuses it", async () => {
        const { token, holder, step } = await load();
        await expect(token.connect(holder).transfer(holder, 101n * step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
          .withArgs(holder, 100n * step, 101n * step);
      });
    });

    describe("given a wallet with a pass and nothing else", () => {
      it("when it sends something, refuses it; when it sends nothing, says so in an event", async () => {
        const { token, holder, receiver, step } = await load();
        await expect(token.connect(receiver).transfer(holder, step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
          .withArgs(receiver, 0n, step);
        await expect(token.connect(receiver).transfer(holder, 0n))
          .to.emit(token, "Transfer")
          .withArgs(receiver, holder, 0n);
      });
    });
  });

  describe("approve", () => {
    it("when the spender is the zero address, refuses it", async () => {
      const { token, holder, step } = await load();
      await expect(token.connect(holder).approve(ZeroAddress, step))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ZeroAddress);
    });

    it("when an allowance is given, replaced or taken back, sets it, says so in an event and answers true", async () => {
      const { token, holder, spender, step } = await load();
      for (const amount of [101n * step, step, MaxUint256, 0n]) {
        expect(await token.connect(holder).approve.staticCall(spender, amount)).to.equal(true);
        await expect(token.connect(holder).approve(spender, amount))
          .to.emit(token, "Approval")
          .withArgs(holder, spender, amount);
        expect(await token.allowance(holder, spender)).to.equal(amount);
        expect(await token.allowance(spender, holder)).to.equal(0n);
      }
    });

    it("when the owner has neither pass nor units, gives an allowance all the same", async () => {
      const { token, receiver, spender, step } = await load();
      await expect(token.connect(spender).approve(receiver, step))
        .to.emit(token, "Approval")
        .withArgs(spender, receiver, step);
    });
  });

  describe("batchTransfer", () => {
    it("when there are more receivers than amounts, or fewer, refuses it", async () => {
      const { token, holder, receiver, step } = await load();
      const whole = IPassGatedToken__factory.connect(await token.getAddress(), holder);
      for (const amounts of [[], [step, step]]) {
        await expect(whole.batchTransfer([receiver], amounts))
          .to.be.revertedWithCustomError(whole, "ListsDiffer")
          .withArgs(1, amounts.length);
      }
      expect(await token.balanceOf(holder)).to.equal(100n * step);
    });
  });

  describe("transferFrom", () => {
    describe("given no allowance", () => {
      it("when there is something to move, refuses it", async () => {
        const { token, holder, receiver, spender, step } = await load();
        await expect(token.connect(spender).transferFrom(holder, receiver, step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
          .withArgs(spender, 0n, step);
      });

      it("when the holder itself asks, refuses it too", async () => {
        const { token, holder, receiver, step } = await load();
        await expect(token.connect(holder).transferFrom(holder, receiver, step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
          .withArgs(holder, 0n, step);
      });

      it("when the amount is zero, says so in an event and changes nothing", async () => {
        const { token, holder, receiver, spender, everyone } = await load();
        const before = await stateOf(token, [holder, receiver]);
        await expect(token.connect(spender).transferFrom(holder, receiver, 0n))
          .to.emit(token, "Transfer")
          .withArgs(holder, receiver, 0n);
        expect(await stateOf(token, [holder, receiver])).to.deep.equal(before);
        await expectTotals(token, everyone);
      });

      it("when nothing is taken from the zero address, refuses it: it has no pass", async () => {
        const { token, receiver, spender } = await load();
        await expect(token.connect(spender).transferFrom(ZeroAddress, receiver, 0n))
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(ZeroAddress, 0n);
      });
    });

    describe("given an allowance of 10 steps", () => {
      const allowed = async () => {
        const made = await load();
        await made.token.connect(made.holder).approve(made.spender, 10n * made.step);
        return made;
      };

      it("when the amount exceeds it, refuses it with both", async () => {
        const { token, holder, receiver, spender, step } = await allowed();
        await expect(token.connect(spender).transferFrom(holder, receiver, 11n * step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
          .withArgs(spender, 10n * step, 11n * step);
      });

      it("when the receiver is the zero address, refuses it", async () => {
        const { token, holder, spender, step } = await allowed();
        await expect(token.connect(spender).transferFrom(holder, ZeroAddress, step))
          .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
          .withArgs(ZeroAddress);
        expect(await token.allowance(holder, spender)).to.equal(10n * step);
      });

      it("when somebody else uses it, refuses that", async () => {
        const { token, holder, receiver, step } = await allowed();
        await expect(token.connect(receiver).transferFrom(holder, receiver, step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
          .withArgs(receiver, 0n, step);
      });

      it("when it is spent, moves the units, lowers it, and emits no Approval", async () => {
        const { token, holder, receiver, spender, step, everyone } = await allowed();
        for (const [amount, left] of [
          [4n * step, 6n * step],
          [6n * step, 0n],
        ] as const) {
          expect(
            await token.connect(spender).transferFrom.staticCall(holder, receiver, amount),
          ).to.equal(true);
          const sent = token.connect(spender).transferFrom(holder, receiver, amount);
          await expect(sent).to.emit(token, "Transfer").withArgs(holder, receiver, amount);
          expect((await (await sent).wait())!.logs).to.have.length(1);
          expect(await token.allowance(holder, spender)).to.equal(left);
        }
        expect(await token.balanceOf(receiver)).to.equal(10n * step);
        await expectTotals(token, everyone);
      });

      it("when the holder sends to itself through it, lowers it all the same", async () => {
        const { token, holder, spender, step, everyone } = await allowed();
        await expect(token.connect(spender).transferFrom(holder, holder, step))
          .to.emit(token, "Transfer")
          .withArgs(holder, holder, step);
        expect(await token.balanceOf(holder)).to.equal(100n * step);
        expect(await token.allowance(holder, spender)).to.equal(9n * step);
        await expectTotals(token, everyone);
      });
    });

    describe("given an allowance above the balance", () => {
      it("when the amount exceeds the balance, refuses it and keeps the allowance", async () => {
        const { token, holder, receiver, spender, step } = await load();
        await token.connect(holder).approve(spender, 200n * step);
        await expect(token.connect(spender).transferFrom(holder, receiver, 101n * step))
          .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
          .withArgs(holder, 100n * step, 101n * step);
        expect(await token.allowance(holder, spender)).to.equal(200n * step);
      });
    });

    describe("given an infinite allowance", () => {
      it("when it is used, is not lowered", async () => {
        const { token, holder, receiver, spender, step, everyone } = await load();
        await token.connect(holder).approve(spender, MaxUint256);
        await expect(token.connect(spender).transferFrom(holder, receiver, 100n * step))
          .to.emit(token, "Transfer")
          .withArgs(holder, receiver, 100n * step);
        expect(await token.allowance(holder, spender)).to.equal(MaxUint256);
        await expectTotals(token, everyone);
      });

      it("when it is one short of infinite, is lowered", async () => {
        const { token, holder, receiver, spender, step } = await load();
        await token.connect(holder).approve(spender, MaxUint256 - 1n);
        await token.connect(spender).transferFrom(holder, receiver, step);
        expect(await token.allowance(holder, spender)).to.equal(MaxUint256 - 1n - step);
      });
    });
  });

  describe("what it says of itself", () => {
    it("has no decimals, a name, a symbol, and a supply of what its holders have", async () => {
      const { token, step } = await load();
      expect(await token.decimals()).to.equal(0n);
      expect(await token.name()).to.match(/\S/);
      expect(await token.symbol()).to.match(/\S/);
      expect(await token.totalSupply()).to.equal(100n * step);
    });
  });
}

/** All that a token stores of some wallets and of itself. */
async function stateOf(token: TokenCase["token"], wallets: readonly HardhatEthersSigner[]) {
  return await Promise.all([
    token.classWord(),
    token.totalSupply(),
    ...wallets.flatMap((wallet) => [token.balanceOf(wallet), token.wordOf(wallet)]),
  ]);
}
