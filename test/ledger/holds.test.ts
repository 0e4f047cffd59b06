import { expect } from "chai";
import { id, MaxUint256, type Result, ZeroAddress, ZeroHash } from "ethers";
import { IPassGatedToken__factory } from "../../types/index.js";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { linked, recovered } from "../support/lists.ts";
import { REASON, revoked, STATUS } from "../support/passes.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, type World, world } from "../support/world.ts";

const SALT = id("salt");

/** A holds 100; B may hold; C has a pass and nothing; the relayer stands for a settlement contract. */
async function caseOf(w: World, address: string) {
  const token = IPassGatedToken__factory.connect(address, w.relayer);
  const everyone = (await w.ethers.getSigners()).map((signer) => signer.address);
  const until = (await w.now()) + DAY;
  const executor = w.relayer;
  /** The id that the token gives a hold of A's for the executor. */
  const idOf = (holder: string, by: string) =>
    holdId(address, holdOrder(holder, 1n, SALT, { purpose: PURPOSE.trade, executor: by }));
  return {
    ...w,
    w,
    token,
    everyone,
    until,
    executor,
    idOf,
    held: idOf(w.a.address, executor.address),
  };
}

const yenCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  await w.minted(w.a, 100n);
  return await caseOf(w, w.platform.yen);
});

const bondCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  await w.desk.issue(w.bond, w.a, 100n, ZeroHash);
  return await caseOf(w, await w.bond.getAddress());
});

for (const [name, load] of [
  ["The yen token", yenCase],
  ["A bond class", bondCase],
] as const) {
  describe(`${name}: a hold that its holder places`, () => {
    it("HOLD-1: leaves the units on his account, out of reach of his key, and says so", async () => {
      const { token, a, b, executor, until, held, everyone } = await load();
      const sent = token.connect(a).hold(a, 60n, executor, until, SALT);
      await expect(sent)
        .to.emit(token, "HoldPlaced")
        .withArgs(held, a, 60n, PURPOSE.trade, executor, ZeroAddress, until);
      expect([...(await token.holdOf(held))]).to.deep.equal([a.address, 60n]);
      expect(await token.balanceOf(a)).to.equal(100n);
      await expect(token.connect(a).transfer(b, 41n))
        .to.be.revertedWithCustomError(token, "UnitsNotFree")
        .withArgs(a, 40n, 41n);
      await token.connect(a).transfer(b, 40n);
      await expectTotals(token, everyone);
    });

    it("is refused for nothing, for more than is free, a second time, and after its time", async () => {
      const { token, a, executor, until, held, idOf, now } = await load();
      await expect(token.connect(a).hold(a, 0n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "HoldOfNothing")
        .withArgs(held);
      await expect(token.connect(a).hold(a, 101n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(a, 100n, 101n);
      await expect(token.connect(a).hold(a, 1n, executor, 1, SALT))
        .to.be.revertedWithCustomError(token, "HoldEnded")
        .withArgs(held, 1);
      const latest = (await now()) + 366 * DAY;
      await expect(
        token.connect(a).hold(a, 1n, executor, latest + 10, SALT),
      ).to.be.revertedWithCustomError(token, "HoldTooLong");
      await expect(token.connect(a).hold(a, 1n, ZeroAddress, until, SALT))
        .to.be.revertedWithCustomError(token, "NotTheExecutor")
        .withArgs(idOf(a.address, ZeroAddress), ZeroAddress);
      await token.connect(a).hold(a, 50n, executor, until, SALT);
      await expect(token.connect(a).hold(a, 50n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "HoldAlreadyPlaced")
        .withArgs(held);
      await expect(token.connect(a).hold(a, 51n, executor, until, id("other")))
        .to.be.revertedWithCustomError(token, "UnitsNotFree")
        .withArgs(a, 50n, 51n);
    });

    it("ELIG-2: is refused to a wallet whose pass does not work", async () => {
      const { w, token, a, executor, until } = await load();
      await revoked(w, a);
      await expect(token.connect(a).hold(a, 1n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(a, STATUS.revoked);
    });

    it("cannot be placed on another's account, whose id nobody can take before him", async () => {
      const { token, a, executor, until, thief, idOf } = await load();
      await expect(token.connect(thief).hold(a, 1n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "NotTheHolder")
        .withArgs(thief, a);
      await expect(token.connect(executor).hold(a, 1n, executor, until, SALT))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(executor, 0n, 1n);
      // The squatter's hold of the same salt has another id.
      expect(idOf(thief.address, executor.address)).to.not.equal(idOf(a.address, executor.address));
    });

    it("can be placed by its executor out of the holder's allowance, which it spends", async () => {
      const { token, a, executor, until, held, everyone } = await load();
      await token.connect(a).approve(executor, 70n);
      await token.connect(executor).hold(a, 60n, executor, until, SALT);
      expect(await token.allowance(a, executor)).to.equal(10n);
      expect([...(await token.holdOf(held))]).to.deep.equal([a.address, 60n]);
      await expect(token.connect(executor).hold(a, 11n, executor, until, id("next")))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(executor, 10n, 11n);
      await token.connect(a).approve(executor, MaxUint256);
      await token.connect(executor).hold(a, 11n, executor, until, id("next"));
      expect(await token.allowance(a, executor)).to.equal(MaxUint256);
      await expectTotals(token, everyone);
    });

    it("keeps whole what it is, as a record", async () => {
      const { token, a, executor, until, held } = await load();
      await token.connect(a).hold(a, 60n, executor, until, SALT);
      const record = (await token.holdRecord(held)) as unknown as Result;
      expect({ ...record.toObject() }).to.deep.equal({
        ...{ holder: a.address, units: 60n, since: 0n, executor: executor.address },
        ...{ until: BigInt(until), purpose: PURPOSE.trade, payee: ZeroAddress },
      });
    });
  });

  describe(`${name}: executing a hold`, () => {
    /** A has promised 60 of 100 to the executor. */
    const promised = async () => {
      const made = await load();
      const { token, a, executor, until } = made;
      await token.connect(a).hold(a, 60n, executor, until, SALT);
      return made;
    };

    it("moves held units as their holder's transfer would, in parts, to its last second", async () => {
      const { token, a, b, executor, until, held, everyone, networkHelpers } = await promised();
      const part = token.connect(executor).executeHold(held, b, 20n);
      await expect(part).to.emit(token, "HoldReleased").withArgs(held, a, 20n);
      await expect(part).to.emit(token, "Transfer").withArgs(a, b, 20n);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await token.connect(executor).executeHold(held, b, 40n);
      expect([...(await token.holdOf(held))]).to.deep.equal([ZeroAddress, 0n]);
      expect(await token.balanceOf(b)).to.equal(60n);
      await expectTotals(token, everyone);
    });

    it("is its executor's alone, within what is held, and not a second after its time", async () => {
      const { token, a, b, thief, executor, until, held, networkHelpers } = await promised();
      for (const other of [a, b, thief]) {
        await expect(token.connect(other).executeHold(held, other, 1n))
          .to.be.revertedWithCustomError(token, "NotTheExecutor")
          .withArgs(held, executor);
      }
      await expect(token.connect(executor).executeHold(held, b, 61n))
        .to.be.revertedWithCustomError(token, "HoldTooSmall")
        .withArgs(held, 60n, 61n);
      await networkHelpers.time.setNextBlockTimestamp(until + 1);
      await expect(token.connect(executor).executeHold(held, b, 1n))
        .to.be.revertedWithCustomError(token, "HoldEnded")
        .withArgs(held, until);
    });

    it("ELIG-1: meets every rule of a transfer: a receiver without a pass gets nothing", async () => {
      const { token, thief, executor, held, a, everyone } = await promised();
      await expect(token.connect(executor).executeHold(held, thief, 60n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(thief, STATUS.none);
      await expect(token.connect(executor).executeHold(held, ZeroAddress, 60n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
      expect([...(await token.holdOf(held))]).to.deep.equal([a.address, 60n]);
      await expectTotals(token, everyone);
    });

    it("ELIG-2: moves nothing of a wallet whose pass was revoked meanwhile", async () => {
      const { w, token, a, b, executor, held } = await promised();
      await revoked(w, a);
      await expect(token.connect(executor).executeHold(held, b, 60n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(a, STATUS.revoked);
    });
  });

  describe(`${name}: releasing a hold`, () => {
    const promised = async () => {
      const made = await load();
      const { token, a, executor, until } = made;
      await token.connect(a).hold(a, 60n, executor, until, SALT);
      return made;
    };

    it("before its end is its executor's alone: neither holder nor stranger", async () => {
      const { token, a, thief, executor, held, everyone } = await promised();
      for (const other of [a, thief]) {
        await expect(token.connect(other).releaseHold(held, 60n))
          .to.be.revertedWithCustomError(token, "NotTheExecutor")
          .withArgs(held, executor);
      }
      await expect(token.connect(executor).releaseHold(held, 60n))
        .to.emit(token, "HoldReleased")
        .withArgs(held, a, 60n);
      expect(await token.freeOf(a)).to.equal(100n);
      await expectTotals(token, everyone);
    });

    it("EXIT-1: after its end is anyone's call, also for an owner whose pass was revoked", async () => {
      const { w, token, a, thief, executor, until, held, everyone, networkHelpers } =
        await promised();
      await revoked(w, a);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await expect(token.connect(thief).releaseHold(held, 60n))
        .to.be.revertedWithCustomError(token, "NotTheExecutor")
        .withArgs(held, executor);
      await networkHelpers.time.setNextBlockTimestamp(until + 1);
      await expect(token.connect(thief).releaseHold(held, 60n))
        .to.emit(token, "HoldReleased")
        .withArgs(held, a, 60n);
      expect(await token.heldOf(a)).to.equal(0n);
      await expectTotals(token, everyone);
    });

    it("of one that is not there is refused", async () => {
      const { token, executor } = await load();
      await expect(token.connect(executor).releaseHold(REASON, 1n))
        .to.be.revertedWithCustomError(token, "NotTheExecutor")
        .withArgs(REASON, ZeroAddress);
    });
  });
}

describe("A promise whose wallet was lost and recovered", () => {
  /** A thief has A's key for a moment and promises all of it to himself; C takes A's place. */
  const stolen = async () => {
    const w = await bondCase();
    const { token, a, thief, issuer, desk, secondRegistrar, bond, until } = w;
    await linked(w.w, a, [issuer]);
    const promise = [a, 100n, thief, until + 30 * DAY, SALT] as const;
    const held = await token.connect(a).hold.staticCall(...promise);
    await token.connect(a).hold(...promise);
    await recovered(w.w, a, issuer);
    const act = {
      ...{ token: bond.target as string, verb: 3, wallet: a.address, to: issuer.address },
      ...{ units: 0n, holds: [], reason: REASON, document: REASON, number: 1n },
    };
    await desk.propose(act);
    await desk.connect(secondRegistrar).approve(act);
    return { ...w, held };
  };

  it("ELIG-2: delivers nothing any more: a promise ends with the key that made it", async () => {
    const { token, b, thief, issuer, held, everyone } = await stolen();
    await expect(token.connect(thief).executeHold(held, b, 100n))
      .to.be.revertedWithCustomError(token, "HoldOfALostWallet")
      .withArgs(held, issuer);
    expect([...(await token.holdOf(held))]).to.deep.equal([issuer.address, 100n]);
    await expectTotals(token, everyone);
  });

  it("EXIT-1: is released by the successor at once, and by no stranger", async () => {
    const { token, a, c, thief, issuer, held, everyone } = await stolen();
    for (const other of [a, c]) {
      await expect(token.connect(other).releaseHold(held, 100n))
        .to.be.revertedWithCustomError(token, "NotTheExecutor")
        .withArgs(held, thief);
    }
    await token.connect(issuer).releaseHold(held, 100n);
    expect(await token.freeOf(issuer)).to.equal(100n);
    await expectTotals(token, everyone);
  });
});

describe("A class: a hold that its holder places", () => {
  it("is refused while the class is paused, and its release is not", async () => {
    const w = await bondCase();
    const { token, a, executor, until, held, desk, pauser, bond } = w;
    await token.connect(a).hold(a, 60n, executor, until, SALT);
    await desk.connect(pauser).pause(bond);
    await expect(
      token.connect(a).hold(a, 1n, executor, until, id("next")),
    ).to.be.revertedWithCustomError(token, "TokenPaused");
    await token.connect(executor).releaseHold(held, 60n);
    expect(await token.heldOf(a)).to.equal(0n);
  });

  it("yields to a freeze: the executor moves no more than is not frozen", async () => {
    const w = await bondCase();
    const { token, a, b, executor, until, held, desk, bond, everyone } = w;
    await token.connect(a).hold(a, 60n, executor, until, SALT);
    await desk.freezeUnits(bond, a, 70n, REASON, REASON);
    await expect(token.connect(executor).executeHold(held, b, 31n))
      .to.be.revertedWithCustomError(token, "UnitsNotFree")
      .withArgs(a, 1n, 31n);
    await expectTotals(token, everyone);
  });
});
