import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { enrolmentTypedData } from "../../sdk/encode/enrolmentTypedData.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { reclassificationTypedData } from "../../sdk/encode/reclassificationTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { ContractWallet__factory } from "../../types/index.js";
import { cloneOf } from "../support/cloneOf.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { holderFields } from "../support/holderWord.ts";
import { holdId, holdOrder, placed } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { linked } from "../support/lists.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf, withFields } from "../support/words.ts";
import { DAY, GENERAL, JAPAN, world } from "../support/world.ts";

const USA = 840;
const ISSUE = `0x${"11".repeat(32)}`;
const REASON = `0x${"22".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;
const OTHER_SALT = `0x${"a2".repeat(32)}`;
const SPECIFIED = { specifiedUntil: parseJstDate("2039-03-31") };
/** The contracts' `Will`: a holder's, an office's, a succession. */
const WILLS = [0n, 1n, 2n] as const;
const STATUS = { none: 0n, inVetoWindow: 2n, expired: 3n, screeningLapsed: 4n, revoked: 5n };

/**
 * A class for specified investors and QIIs in Japan, number 2. A has 100 units, the clerk has a standing
 * allowance of A's and no pass, and the test may speak as the desk and as KycPass.
 */
const load = fixture(async () => {
  const w = await world();
  const token = await w.openClass({ policy: policyWord(["specified", "qii"], [JAPAN]) });
  await w.granted([w.a], SPECIFIED);
  await w.desk.issue(token, w.a, 100n, ISSUE);
  const clerk = w.issuer;
  await token.connect(w.a).approve(clerk, MaxUint256);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return {
    ...w,
    token,
    clerk,
    everyone,
    hold: holdId(token, holdOrder(w.a, 30n, SALT)),
    otherHold: holdId(token, holdOrder(w.a, 70n, OTHER_SALT)),
    asDesk: token.connect(await impersonated(w, w.platform.desk)),
    asPass: token.connect(await impersonated(w, w.platform.pass)),
    deskSigner: await impersonated(w, w.platform.desk),
  };
});
type Loaded = Awaited<ReturnType<typeof load>>;
type Refusal = readonly [error: string, ...values: unknown[]];

async function daysAhead({ now }: Loaded, days: number): Promise<number> {
  return jstDateOf(await now()) + days;
}

/** Each path by which a wallet can gain units. */
const GAINING: Record<
  string,
  (w: Loaded, to: HardhatEthersSigner, units: bigint) => Promise<unknown>
> = {
  transfer: ({ token, a }, to, units) => token.connect(a).transfer(to, units),
  transferFrom: ({ token, a, clerk }, to, units) => token.connect(clerk).transferFrom(a, to, units),
  mint: ({ asDesk }, to, units) => asDesk.mint(to, units),
  forcedTransfer: ({ asDesk, a }, to, units) => asDesk.forcedTransfer(a, to, units),
};

/** What a wallet may be that may not gain: how it came to that, and how it is refused. */
const NOT_TO_GAIN: Record<string, (w: Loaded, wallet: HardhatEthersSigner) => Promise<Refusal>> = {
  "has no pass": async (_, { address }) => ["PassNotWorking", address, STATUS.none],
  "has a pass in its veto window": async (w, { address }) => {
    const { grant, attestations } = await w.signedGrant(address, SPECIFIED, [2]);
    await w.pass.grant(grant, attestations);
    return ["PassNotWorking", address, STATUS.inVetoWindow];
  },
  "has units and a pass that expired since": async (w, wallet) => {
    await w.granted([wallet], { ...SPECIFIED, expiry: await daysAhead(w, 3) });
    await w.token.connect(w.a).transfer(wallet, 1n);
    await w.networkHelpers.time.increase(4 * DAY);
    return ["PassNotWorking", wallet.address, STATUS.expired];
  },
  "has units and a screening that lapsed since": async (w, wallet) => {
    await w.granted([wallet], { ...SPECIFIED, screenedUntil: await daysAhead(w, 3) });
    await w.token.connect(w.a).transfer(wallet, 1n);
    await w.networkHelpers.time.increase(4 * DAY);
    return ["PassNotWorking", wallet.address, STATUS.screeningLapsed];
  },
  "has units and a pass that was revoked since": async (w, wallet) => {
    await w.granted([wallet], SPECIFIED);
    await w.token.connect(w.a).transfer(wallet, 1n);
    await w.pass.connect(w.guardian).revoke(wallet, REASON);
    return ["PassNotWorking", wallet.address, STATUS.revoked];
  },
  "has units and, after a revocation, a new pass in its veto window": async (w, wallet) => {
    await w.granted([wallet], SPECIFIED);
    await w.token.connect(w.a).transfer(wallet, 1n);
    await w.pass.connect(w.guardian).revoke(wallet, REASON);
    const { grant, attestations } = await w.signedGrant(wallet.address, SPECIFIED, [2]);
    await w.pass.grant(grant, attestations);
    return ["PassNotWorking", wallet.address, STATUS.inVetoWindow];
  },
  "is of no admitted category": async (w, wallet) => {
    await w.granted([wallet]);
    return ["MayNotGain", wallet.address, 0n, BigInt(JAPAN)];
  },
  "is of no admitted category and enrolled": async (w, wallet) => {
    await w.granted([wallet], {}, [2]);
    return ["MayNotGain", wallet.address, 0n, BigInt(JAPAN)];
  },
  "has units and a category that lapsed since": async (w, wallet) => {
    await w.granted([wallet], { specifiedUntil: await daysAhead(w, 3) });
    await w.token.connect(w.a).transfer(wallet, 1n);
    await w.networkHelpers.time.increase(4 * DAY);
    return ["MayNotGain", wallet.address, 0n, BigInt(JAPAN)];
  },
  "lives where nobody is admitted": async (w, wallet) => {
    await w.granted([wallet], { ...SPECIFIED, residence: USA }, [2]);
    return ["MayNotGain", wallet.address, 1n, BigInt(USA)];
  },
  "is frozen": async (w, wallet) => {
    await w.granted([wallet], SPECIFIED);
    await w.asDesk.setFrozen(wallet, true);
    return ["WalletFrozen", wallet.address];
  },
};

describe("The gate on who gains", () => {
  for (const [path, gain] of Object.entries(GAINING)) {
    describe(`by ${path}`, () => {
      for (const [state, become] of Object.entries(NOT_TO_GAIN)) {
        it(`ELIG-1: given a receiver that ${state}, refuses one unit, and none too`, async () => {
          const w = await load();
          const [error, ...values] = await become(w, w.b);
          for (const units of [1n, 0n]) {
            await expect(gain(w, w.b, units))
              .to.be.revertedWithCustomError(w.token, error)
              .withArgs(...values);
          }
          await expectTotals(w.token, w.everyone);
        });
      }

      it("given a receiver that may gain and was never here, enrols it with what it gains", async () => {
        const w = await load();
        await w.granted([w.b], SPECIFIED);
        await gain(w, w.b, 5n);
        const { enrolled, mayGain, balance } = holderFields(await w.token.wordOf(w.b));
        expect({ enrolled, mayGain, balance }).to.deep.equal({
          enrolled: true,
          mayGain: true,
          balance: 5n,
        });
        expect(await w.pass.isEnrolled(w.b, 2)).to.equal(true);
        await expectTotals(w.token, w.everyone);
      });

      it("given a receiver that may gain and was never here, leaves no trace when it gains none", async () => {
        const w = await load();
        await w.granted([w.b], SPECIFIED);
        await gain(w, w.b, 0n);
        expect(await w.token.wordOf(w.b)).to.equal(0n);
        expect(await w.pass.isEnrolled(w.b, 2)).to.equal(false);
        await expectTotals(w.token, w.everyone);
      });
    });
  }

  it("ELIG-1: given a veto window, lets the wallet gain in its first second after, not before", async () => {
    const w = await load();
    const { grant, attestations } = await w.signedGrant(w.b.address, SPECIFIED, [2]);
    await w.pass.grant(grant, attestations);
    const opens = (await w.now()) + w.platformFile.passes.vetoWindow;
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(opens - 1);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.inVetoWindow);
    await time.setNextBlockTimestamp(opens);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.emit(w.token, "Transfer")
      .withArgs(w.a, w.b, 1n);
  });

  it("ELIG-1: given a pass with a last date, lets the wallet gain until 24:00 in Japan, not after", async () => {
    const w = await load();
    const last = await daysAhead(w, 3);
    await w.granted([w.b], { ...SPECIFIED, expiry: last }, [2]);
    const midnight = (last + 1) * DAY - 9 * 3_600;
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(midnight - 1);
    await expect(w.token.connect(w.a).transfer(w.b, 1n)).to.emit(w.token, "Transfer");
    await time.setNextBlockTimestamp(midnight);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.expired);
  });
});

/** Each path by which a wallet's own key, or whom it allowed, moves its units. */
const MOVING: Record<string, (w: Loaded, units: bigint) => Promise<unknown>> = {
  transfer: ({ token, b, a }, units) => token.connect(b).transfer(a, units),
  transferFrom: ({ token, b, a, clerk }, units) => token.connect(clerk).transferFrom(b, a, units),
};

/** What an office can do with a wallet's units whatever its pass. */
const ORDERS: Record<string, (w: Loaded, units: bigint) => Promise<unknown>> = {
  forcedTransfer: ({ asDesk, b, a }, units) => asDesk.forcedTransfer(b, a, units),
  burn: ({ asDesk, b }, units) => asDesk.burn(b, units),
};

/** A holder B of 10 units, which allowed the clerk everything. */
async function withHolder(claims: Partial<typeof GENERAL> = SPECIFIED): Promise<Loaded> {
  const w = await load();
  await w.granted([w.b], claims);
  await w.token.connect(w.a).transfer(w.b, 10n);
  await w.token.connect(w.b).approve(w.clerk, MaxUint256);
  return w;
}

/** What a holder may become so that its key moves nothing. */
const NOT_TO_MOVE: Record<string, () => Promise<readonly [Loaded, Refusal]>> = {
  "whose pass expired": async () => {
    const w = await load();
    const expiry = await daysAhead(w, 3);
    const held = await withHolder({ ...SPECIFIED, expiry });
    await w.networkHelpers.time.increase(4 * DAY);
    return [held, ["PassNotWorking", w.b.address, STATUS.expired]];
  },
  "whose screening lapsed": async () => {
    const w = await load();
    const screenedUntil = await daysAhead(w, 3);
    const held = await withHolder({ ...SPECIFIED, screenedUntil });
    await w.networkHelpers.time.increase(4 * DAY);
    return [held, ["PassNotWorking", w.b.address, STATUS.screeningLapsed]];
  },
  "whose pass was revoked": async () => {
    const w = await withHolder();
    await w.pass.connect(w.guardian).revoke(w.b, REASON);
    return [w, ["PassNotWorking", w.b.address, STATUS.revoked]];
  },
  "whose new pass after a revocation is in its veto window": async () => {
    const w = await withHolder();
    await w.pass.connect(w.guardian).revoke(w.b, REASON);
    const { grant, attestations } = await w.signedGrant(w.b.address, SPECIFIED, [2]);
    await w.pass.grant(grant, attestations);
    return [w, ["PassNotWorking", w.b.address, STATUS.inVetoWindow]];
  },
  "which is frozen": async () => {
    const w = await withHolder();
    await w.asDesk.setFrozen(w.b, true);
    return [w, ["WalletFrozen", w.b.address]];
  },
};

describe("The gate on who moves", () => {
  for (const [state, become] of Object.entries(NOT_TO_MOVE)) {
    for (const [path, move] of Object.entries(MOVING)) {
      it(`ELIG-2: given a holder ${state}, refuses ${path} of one unit, and of none too`, async () => {
        const [w, [error, ...values]] = await become();
        for (const units of [1n, 0n]) {
          await expect(move(w, units))
            .to.be.revertedWithCustomError(w.token, error)
            .withArgs(...values);
        }
        await expectTotals(w.token, w.everyone);
      });
    }
    for (const [order, execute] of Object.entries(ORDERS)) {
      it(`given a holder ${state}, lets the desk ${order} its units`, async () => {
        const [w] = await become();
        await execute(w, 4n);
        expect(await w.token.balanceOf(w.b)).to.equal(6n);
        await expectTotals(w.token, w.everyone);
      });
    }
  }

  it("ELIG-2: given a spender with an allowance and no pass, asks the holder's pass, not the spender's", async () => {
    const w = await withHolder();
    await expect(w.token.connect(w.clerk).transferFrom(w.b, w.a, 1n))
      .to.emit(w.token, "Transfer")
      .withArgs(w.b, w.a, 1n);
    await expectTotals(w.token, w.everyone);
  });

  it("ELIG-2: given a revocation, refuses even what the holder sends to itself", async () => {
    const w = await withHolder();
    await w.pass.connect(w.guardian).revoke(w.b, REASON);
    await expect(w.token.connect(w.b).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.revoked);
  });

  describe("given a holder whose category lapsed", () => {
    const lapsed = async () => {
      const w = await load();
      const specifiedUntil = await daysAhead(w, 3);
      const held = await withHolder({ specifiedUntil });
      await w.networkHelpers.time.increase(4 * DAY);
      return held;
    };

    it("lets it sell, by its own key and by an allowance", async () => {
      const w = await lapsed();
      await w.token.connect(w.b).transfer(w.a, 3n);
      await w.token.connect(w.clerk).transferFrom(w.b, w.a, 3n);
      expect(await w.token.balanceOf(w.b)).to.equal(4n);
      await expectTotals(w.token, w.everyone);
    });

    it("ELIG-1: lets it gain nothing, even after it sold and its yes to moving is cached", async () => {
      const w = await lapsed();
      await w.token.connect(w.b).transfer(w.a, 3n);
      const { mayGain, until } = holderFields(await w.token.wordOf(w.b));
      expect({ mayGain, cached: until > (await w.now()) }).to.deep.equal({
        mayGain: false,
        cached: true,
      });
      await expect(w.token.connect(w.a).transfer(w.b, 1n))
        .to.be.revertedWithCustomError(w.token, "MayNotGain")
        .withArgs(w.b, 0n, JAPAN);
      await expect(w.token.connect(w.b).transfer(w.b, 1n))
        .to.be.revertedWithCustomError(w.token, "MayNotGain")
        .withArgs(w.b, 0n, JAPAN);
    });
  });

  describe("given a holder reclassified abroad", () => {
    const reclassified = async () => {
      const w = await withHolder();
      const reclassification = {
        wallet: w.b.address,
        claims: { ...GENERAL, ...SPECIFIED, residence: USA },
        seq: Number(await w.pass.seqOf(w.b)),
        deadline: (await w.now()) + DAY,
      };
      const data = reclassificationTypedData(w.chainId, w.platform.pass, reclassification);
      await w.pass.reclassify(reclassification, await w.attested(data));
      return { w, at: (await w.now()) + w.platformFile.passes.vetoWindow };
    };

    it("ELIG-1: stops its gaining in the second in which the change holds, and lets it sell", async () => {
      const { w, at } = await reclassified();
      const { time } = w.networkHelpers;
      await w.token.connect(w.a).transfer(w.b, 1n);
      expect(holderFields(await w.token.wordOf(w.b)).until).to.equal(at - 1);
      await time.setNextBlockTimestamp(at - 1);
      await w.token.connect(w.a).transfer(w.b, 1n);
      await time.setNextBlockTimestamp(at);
      await expect(w.token.connect(w.a).transfer(w.b, 1n))
        .to.be.revertedWithCustomError(w.token, "MayNotGain")
        .withArgs(w.b, 1n, USA);
      await expect(w.token.connect(w.b).transfer(w.a, 12n)).to.emit(w.token, "Transfer");
      await expectTotals(w.token, w.everyone);
    });
  });
});

describe("enrol", () => {
  /** A consent of B's, with changes, ready to be sent. */
  async function consent(
    w: Loaded,
    {
      signer = w.b,
      wallet = w.b.address,
      token = w.token as Loaded["token"] | Loaded["yen"],
      deadline = undefined as bigint | undefined,
      chainId = w.chainId,
    } = {},
  ) {
    const last = deadline ?? BigInt((await w.now()) + DAY);
    const enrolment = { wallet, deadline: last };
    const data = enrolmentTypedData(
      chainId,
      await token.getAddress(),
      await token.name(),
      enrolment,
    );
    return [wallet, last, await signTypedData(signer, data)] as const;
  }

  describe("given a wallet that has a pass and no word", () => {
    const passed = async () => {
      const w = await load();
      await w.granted([w.b], SPECIFIED);
      return w;
    };

    it("when somebody sends it unsigned or with another's signature, refuses it", async () => {
      const w = await passed();
      const byThief = await consent(w, { signer: w.thief });
      for (const sent of [byThief, [w.b.address, byThief[1], "0x"] as const]) {
        await expect(w.token.connect(w.thief).enrol(...sent))
          .to.be.revertedWithCustomError(w.token, "EnrolmentInvalid")
          .withArgs(w.b);
      }
    });

    it("when the consent is for another class, chain or deadline, refuses it", async () => {
      const w = await passed();
      const [wallet, deadline, signature] = await consent(w);
      for (const sent of [
        await consent(w, { token: w.bond }),
        await consent(w, { chainId: w.chainId + 1n }),
        [wallet, deadline + 1n, signature] as const,
      ]) {
        await expect(w.token.enrol(...sent))
          .to.be.revertedWithCustomError(w.token, "EnrolmentInvalid")
          .withArgs(w.b);
      }
    });

    it("when the consent has expired, refuses it; in its last second, accepts it", async () => {
      const w = await passed();
      const deadline = (await w.now()) + 100;
      const sent = await consent(w, { deadline: BigInt(deadline) });
      const { takeSnapshot, time } = w.networkHelpers;
      const before = await takeSnapshot();
      await time.setNextBlockTimestamp(deadline + 1);
      await expect(w.token.enrol(...sent))
        .to.be.revertedWithCustomError(w.token, "EnrolmentExpired")
        .withArgs(deadline);
      await before.restore();
      await time.setNextBlockTimestamp(deadline);
      await w.token.enrol(...sent);
      expect(await w.pass.isEnrolled(w.b, 2)).to.equal(true);
    });

    it("when anybody sends its consent, makes its word and tells the pass", async () => {
      const w = await passed();
      await w.token.connect(w.thief).enrol(...(await consent(w)));
      const fields = holderFields(await w.token.wordOf(w.b));
      expect(fields).to.include({ enrolled: true, mayGain: true, balance: 0n, categories: 1 });
      expect(await w.pass.isEnrolled(w.b, 2)).to.equal(true);
      await expectTotals(w.token, w.everyone);
    });

    it("when it sends it itself, needs neither signature nor deadline", async () => {
      const w = await passed();
      await w.token.connect(w.b).enrol(w.b, 0, "0x");
      expect(holderFields(await w.token.wordOf(w.b)).enrolled).to.equal(true);
      expect(await w.pass.isEnrolled(w.b, 2)).to.equal(true);
    });

    it("when it was enrolled before, changes nothing", async () => {
      const w = await passed();
      await w.token.connect(w.a).transfer(w.b, 5n);
      const before = await w.token.wordOf(w.b);
      await w.token.connect(w.b).enrol(w.b, 0, "0x");
      await w.token.enrol(...(await consent(w)));
      expect(await w.token.wordOf(w.b)).to.equal(before);
    });

    it("ELIG-2: when it was enrolled and revoked, brings no cached yes back", async () => {
      const w = await passed();
      await w.token.connect(w.b).enrol(w.b, 0, "0x");
      await w.pass.connect(w.guardian).revoke(w.b, REASON);
      await w.token.connect(w.b).enrol(w.b, 0, "0x");
      expect(holderFields(await w.token.wordOf(w.b)).until).to.equal(0);
    });
  });

  it("given a wallet without a pass, refuses it, and leaves no trace", async () => {
    const w = await load();
    await expect(w.token.connect(w.b).enrol(w.b, 0, "0x"))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.none);
    await expect(w.token.enrol(...(await consent(w))))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.none);
    expect(await w.pass.isEnrolled(w.b, 2)).to.equal(false);
  });

  it("given a pass in its veto window, makes a word that says yes only from the window's end", async () => {
    const w = await load();
    const { grant, attestations } = await w.signedGrant(w.b.address, SPECIFIED);
    await w.pass.grant(grant, attestations);
    const opens = (await w.now()) + w.platformFile.passes.vetoWindow;
    await w.token.connect(w.b).enrol(w.b, 0, "0x");
    expect(holderFields(await w.token.wordOf(w.b)).from).to.equal(opens);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "PassNotWorking")
      .withArgs(w.b, STATUS.inVetoWindow);
  });

  it("given a wallet that the class does not admit, makes a word that does not let it gain", async () => {
    const w = await load();
    await w.granted([w.b]);
    await w.token.connect(w.b).enrol(w.b, 0, "0x");
    expect(holderFields(await w.token.wordOf(w.b))).to.include({ enrolled: true, mayGain: false });
  });

  it("given a contract wallet, takes its consent by ERC-1271", async () => {
    const w = await load();
    const contract = await new ContractWallet__factory(w.relayer).deploy(w.b);
    const wallet = await contract.getAddress();
    await w.granted([{ address: wallet }], SPECIFIED);
    await expect(w.token.enrol(...(await consent(w, { wallet, signer: w.thief }))))
      .to.be.revertedWithCustomError(w.token, "EnrolmentInvalid")
      .withArgs(wallet);
    await w.token.enrol(...(await consent(w, { wallet })));
    expect(await w.pass.isEnrolled(wallet, 2)).to.equal(true);
  });

  it("given a stranger's clone that bears a class's number, refuses it: the pass knows the class", async () => {
    const w = await load();
    await w.granted([w.b], SPECIFIED);
    const terms = classTerms(w.platformFile, w.classFile);
    const rogue = await cloneOf(w.thief, w.platform.implementation, terms);
    const clone = w.token.attach(rogue) as typeof w.token;
    await clone.initialize(2, false);
    await expect(clone.connect(w.b).enrol(w.b, 0, "0x"))
      .to.be.revertedWithCustomError(w.pass, "NotAClass")
      .withArgs(rogue, 2n);
  });
});

describe("Holds", () => {
  /** A has 100 units, 30 of them held. */
  const held = async () => {
    const w = await load();
    await w.asDesk.encumber(holdOrder(w.a, 30n, SALT));
    return w;
  };

  describe("encumber", () => {
    it("when nothing is to be held, refuses it", async () => {
      const w = await load();
      await expect(w.asDesk.encumber(holdOrder(w.a, 0n, SALT)))
        .to.be.revertedWithCustomError(w.token, "HoldOfNothing")
        .withArgs(w.hold);
    });

    it("when the units exceed the balance, refuses it, however many", async () => {
      const w = await load();
      for (const units of [101n, 2n ** 64n, 2n ** 64n + 1n, MaxUint256]) {
        await expect(w.asDesk.encumber(holdOrder(w.a, units, SALT)))
          .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
          .withArgs(w.a, 100n, units);
      }
      await expect(w.asDesk.encumber(holdOrder(ZeroAddress, 1n, SALT)))
        .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
        .withArgs(ZeroAddress, 0n, 1n);
    });

    it("HOLD-1: when the units exceed what no hold promises yet, refuses it", async () => {
      const w = await held();
      await expect(w.asDesk.encumber(holdOrder(w.a, 71n, OTHER_SALT)))
        .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
        .withArgs(w.a, 70n, 71n);
    });

    it("when the same order is there already, refuses it, whatever its units, payee and end", async () => {
      const w = await held();
      const later = (await w.now()) + DAY;
      for (const changes of [{}, { units: 1n }, { payee: w.b.address }, { until: later }]) {
        await expect(w.asDesk.encumber(holdOrder(w.a, 30n, SALT, changes)))
          .to.be.revertedWithCustomError(w.token, "HoldAlreadyPlaced")
          .withArgs(w.hold);
      }
      await expectTotals(w.token, w.everyone);
    });

    it("when its purpose, holder, executor or salt is another, makes another hold beside it", async () => {
      const w = await held();
      await w.granted([w.b], SPECIFIED);
      await w.token.connect(w.a).transfer(w.b, 5n);
      const ids = new Set([w.hold]);
      for (const order of [
        holdOrder(w.a, 1n, SALT, { purpose: PURPOSE.pledge }),
        holdOrder(w.b, 1n, SALT),
        holdOrder(w.a, 1n, SALT, { executor: w.c.address }),
        holdOrder(w.a, 1n, OTHER_SALT),
      ]) {
        const id = holdId(w.token, order, w.chainId);
        expect(await w.asDesk.encumber.staticCall(order)).to.equal(id);
        await expect(w.asDesk.encumber(order))
          .to.emit(w.token, "HoldPlaced")
          .withArgs(...placed(id, order));
        expect([...(await w.token.holdOf(id))]).to.deep.equal([order.holder, 1n]);
        ids.add(id);
      }
      expect(ids.size).to.equal(5);
      expect([...(await w.token.holdOf(w.hold))]).to.deep.equal([w.a.address, 30n]);
      expect(await w.token.heldOf(w.a)).to.equal(33n);
      await expectTotals(w.token, w.everyone);
    });

    it("when the token is another, makes another id of the same order", async () => {
      const w = await held();
      const other = await w.openClass();
      await w.desk.issue(other, w.a, 30n, ISSUE);
      const order = holdOrder(w.a, 30n, SALT);
      const id = holdId(other, order, w.chainId);
      expect(id).not.to.equal(w.hold);
      await expect(other.connect(w.deskSigner).encumber(order))
        .to.emit(other, "HoldPlaced")
        .withArgs(...placed(id, order));
      await expectTotals(other, w.everyone);
    });

    it("HOLD-1: when units are there, holds them on their owner's account and says so in an event", async () => {
      const w = await load();
      const order = holdOrder(w.a, 30n, SALT);
      await expect(w.asDesk.encumber(order))
        .to.emit(w.token, "HoldPlaced")
        .withArgs(...placed(w.hold, order));
      const later = (await w.now()) + DAY;
      const full = { purpose: PURPOSE.pledge, payee: w.c.address, until: later };
      const pledge = holdOrder(w.a, 70n, OTHER_SALT, { ...full, executor: w.b.address });
      const id = holdId(w.token, pledge);
      await expect(w.asDesk.encumber(pledge))
        .to.emit(w.token, "HoldPlaced")
        .withArgs(...placed(id, pledge));
      expect(await w.token.balanceOf(w.a)).to.equal(100n);
      expect(await w.token.heldOf(w.a)).to.equal(100n);
      expect(await w.token.freeOf(w.a)).to.equal(0n);
      expect([...(await w.token.holdOf(w.hold))]).to.deep.equal([w.a.address, 30n]);
      expect([...(await w.token.holdRecord(id))]).to.deep.equal([
        ...[w.a.address, 70n, 0n, w.b.address, BigInt(later), PURPOSE.pledge, w.c.address],
      ]);
      await expectTotals(w.token, w.everyone);
    });
  });

  describe("given 30 of 100 units held", () => {
    for (const [path, move] of Object.entries({
      transfer: (w: Loaded, units: bigint) => w.token.connect(w.a).transfer(w.b, units),
      "transfer to itself": (w: Loaded, units: bigint) => w.token.connect(w.a).transfer(w.a, units),
      transferFrom: (w: Loaded, units: bigint) =>
        w.token.connect(w.clerk).transferFrom(w.a, w.b, units),
      forcedTransfer: (w: Loaded, units: bigint) => w.asDesk.forcedTransfer(w.a, w.b, units),
      "forcedTransfer to itself": (w: Loaded, units: bigint) =>
        w.asDesk.forcedTransfer(w.a, w.a, units),
      burn: (w: Loaded, units: bigint) => w.asDesk.burn(w.a, units),
    })) {
      it(`HOLD-1: ${path} reaches the 70 others and no held unit`, async () => {
        const w = await held();
        await w.granted([w.b], SPECIFIED);
        await expect(move(w, 71n))
          .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
          .withArgs(w.a, 70n, 71n);
        await expect(move(w, 101n))
          .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
          .withArgs(w.a, 100n, 101n);
        await expect(move(w, 70n)).to.emit(w.token, "Transfer");
        expect(await w.token.heldOf(w.a)).to.equal(30n);
        await expectTotals(w.token, w.everyone);
      });
    }
  });

  describe("release", () => {
    it("when there is no such hold, or less in it, or nothing is to be released, refuses it", async () => {
      const w = await held();
      for (const [id, there, units] of [
        [w.otherHold, 0n, 1n],
        [w.hold, 30n, 31n],
        [w.hold, 30n, 2n ** 64n + 1n],
        [w.hold, 30n, 0n],
      ] as const) {
        await expect(w.asDesk.release(id, units))
          .to.be.revertedWithCustomError(w.token, "HoldTooSmall")
          .withArgs(id, there, units);
      }
    });

    it("when a part is released, keeps the rest held under the same id", async () => {
      const w = await held();
      await expect(w.asDesk.release(w.hold, 10n))
        .to.emit(w.token, "HoldReleased")
        .withArgs(w.hold, w.a, 10n);
      expect([...(await w.token.holdOf(w.hold))]).to.deep.equal([w.a.address, 20n]);
      expect(await w.token.freeOf(w.a)).to.equal(80n);
      await expect(w.asDesk.release(w.hold, 21n))
        .to.be.revertedWithCustomError(w.token, "HoldTooSmall")
        .withArgs(w.hold, 20n, 21n);
      await expectTotals(w.token, w.everyone);
    });

    it("when all of it is released, the hold is gone and its id can be used again", async () => {
      const w = await held();
      await w.asDesk.release(w.hold, 10n);
      await expect(w.asDesk.release(w.hold, 20n))
        .to.emit(w.token, "HoldReleased")
        .withArgs(w.hold, w.a, 20n);
      expect([...(await w.token.holdOf(w.hold))]).to.deep.equal([ZeroAddress, 0n]);
      expect(await w.token.freeOf(w.a)).to.equal(100n);
      await w.asDesk.encumber(holdOrder(w.a, 1n, SALT));
      await expectTotals(w.token, w.everyone);
    });

    it("when another hold of the same holder is there, leaves it as it is", async () => {
      const w = await held();
      await w.asDesk.encumber(holdOrder(w.a, 5n, OTHER_SALT));
      await w.asDesk.release(w.hold, 30n);
      expect([...(await w.token.holdOf(w.otherHold))]).to.deep.equal([w.a.address, 5n]);
      expect(await w.token.heldOf(w.a)).to.equal(5n);
    });

    it("EXIT-1: when the holder's pass is gone, frees the units all the same", async () => {
      const w = await held();
      await w.pass.connect(w.guardian).revoke(w.a, REASON);
      await w.asDesk.release(w.hold, 30n);
      expect(await w.token.heldOf(w.a)).to.equal(0n);
    });
  });
});

describe("Frozen units", () => {
  /** A has 100 units, 40 of them frozen. */
  const frozen = async () => {
    const w = await load();
    await w.granted([w.b], SPECIFIED);
    await w.asDesk.setFrozenTokens(w.a, 40n);
    return w;
  };

  it("HOLD-1: given 40 of 100 frozen, the holder's key moves 60 and no more", async () => {
    const w = await frozen();
    expect(await w.token.frozenOf(w.a)).to.equal(40n);
    expect(await w.token.freeOf(w.a)).to.equal(60n);
    for (const move of [
      (units: bigint) => w.token.connect(w.a).transfer(w.b, units),
      (units: bigint) => w.token.connect(w.a).transfer(w.a, units),
      (units: bigint) => w.token.connect(w.clerk).transferFrom(w.a, w.b, units),
    ]) {
      await expect(move(61n))
        .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
        .withArgs(w.a, 60n, 61n);
      await expect(move(101n))
        .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
        .withArgs(w.a, 100n, 101n);
    }
    await w.token.connect(w.a).transfer(w.b, 60n);
    expect(await w.token.freeOf(w.a)).to.equal(0n);
    await expectTotals(w.token, w.everyone);
  });

  it("HOLD-1: given units held besides, counts both", async () => {
    const w = await frozen();
    await w.asDesk.encumber(holdOrder(w.a, 50n, SALT));
    expect(await w.token.freeOf(w.a)).to.equal(10n);
    await expect(w.token.connect(w.a).transfer(w.b, 11n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 10n, 11n);
    await w.token.connect(w.a).transfer(w.b, 10n);
    await expectTotals(w.token, w.everyone);
  });

  it("HOLD-1: given more frozen than there is, nothing moves by key, what comes in stays, and none still moves", async () => {
    const w = await frozen();
    await w.asDesk.setFrozenTokens(w.a, 1_000n);
    expect(await w.token.freeOf(w.a)).to.equal(0n);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 0n, 1n);
    await w.asDesk.mint(w.a, 5n);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 0n, 1n);
    await expect(w.token.connect(w.a).transfer(w.b, 0n)).to.emit(w.token, "Transfer");
    expect(await w.token.balanceOf(w.a)).to.equal(105n);
    await expectTotals(w.token, w.everyone);
  });

  // The sum of held and frozen overflows: every view and movement of the wallet panics instead.
  it("HOLD-1: given as many frozen as a number can say and units held, none is spendable", async () => {
    const w = await frozen();
    await w.asDesk.encumber(holdOrder(w.a, 30n, SALT));
    await w.asDesk.setFrozenTokens(w.a, MaxUint256);
    expect(await w.token.freeOf(w.a)).to.equal(0n);
    await expect(w.token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 0n, 1n);
  });

  // The error tells what is not held, 50, and leaves the 40 frozen out.
  it("given units held and frozen, and more asked than is not held, says what is free", async () => {
    const w = await frozen();
    await w.asDesk.encumber(holdOrder(w.a, 50n, SALT));
    await expect(w.token.connect(w.a).transfer(w.b, 51n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 10n, 51n);
  });

  it("given frozen units, lets the desk move, burn and hold them", async () => {
    const w = await frozen();
    await w.asDesk.setFrozenTokens(w.a, 100n);
    await w.asDesk.encumber(holdOrder(w.a, 10n, SALT));
    await w.asDesk.forcedTransfer(w.a, w.b, 40n);
    await w.asDesk.burn(w.a, 50n);
    expect(await w.token.balanceOf(w.a)).to.equal(10n);
    expect(await w.token.frozenOf(w.a), "what was taken is unfrozen").to.equal(10n);
    await expectTotals(w.token, w.everyone);
  });

  for (const [order, execute, events] of [
    [
      "forced transfer",
      (w: Loaded, units: bigint) => w.asDesk.forcedTransfer(w.a, w.b, units),
      ["ForcedTransfer", "Frozen", "Transfer"],
    ],
    ["burn", (w: Loaded, units: bigint) => w.asDesk.burn(w.a, units), ["Frozen", "Transfer"]],
  ] as const) {
    it(`given 40 of 100 frozen, a ${order} takes what is not frozen first, and unfreezes nothing`, async () => {
      const w = await frozen();
      for (const units of [0n, 1n, 59n]) {
        expect(await eventsOf(w.token, execute(w, units))).to.deep.equal(
          events.filter((name) => name !== "Frozen"),
        );
      }
      expect(await w.token.frozenOf(w.a)).to.equal(40n);
      expect(await w.token.freeOf(w.a)).to.equal(0n);
      await expectTotals(w.token, w.everyone);
    });

    it(`given 40 of 100 frozen, a ${order} of more unfreezes exactly the part taken, and says so first`, async () => {
      const w = await frozen();
      const sent = execute(w, 61n);
      await expect(sent).to.emit(w.token, "Frozen").withArgs(w.a, 39n);
      expect(await eventsOf(w.token, sent)).to.deep.equal(events);
      expect(await w.token.frozenOf(w.a)).to.equal(39n);
      expect(await w.token.getFrozenTokens(w.a)).to.equal(39n);
      expect(await w.token.freeOf(w.a)).to.equal(0n);
      const rest = execute(w, 39n);
      await expect(rest).to.emit(w.token, "Frozen").withArgs(w.a, 0n);
      expect(holderFields(await w.token.wordOf(w.a)).hasFrozenUnits).to.equal(false);
      await expectTotals(w.token, w.everyone);
    });

    it(`given more frozen than there is, a ${order} leaves the rest of the order standing`, async () => {
      const w = await frozen();
      await w.asDesk.setFrozenTokens(w.a, 1_000n);
      await expect(execute(w, 100n)).to.emit(w.token, "Frozen").withArgs(w.a, 900n);
      expect(await w.token.balanceOf(w.a)).to.equal(0n);
      expect(await w.token.frozenOf(w.a)).to.equal(900n);
      await w.asDesk.mint(w.a, 10n);
      expect(await w.token.freeOf(w.a)).to.equal(0n);
      await expectTotals(w.token, w.everyone);
    });

    it(`given a ${order} that is refused, unfreezes nothing`, async () => {
      const w = await frozen();
      await w.asDesk.encumber(holdOrder(w.a, 30n, SALT));
      await expect(execute(w, 71n))
        .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
        .withArgs(w.a, 70n, 71n);
      expect(await w.token.frozenOf(w.a)).to.equal(40n);
      await execute(w, 70n);
      expect(await w.token.frozenOf(w.a)).to.equal(30n);
      expect(await w.token.heldOf(w.a)).to.equal(30n);
      await expectTotals(w.token, w.everyone);
    });
  }

  it("given a forced transfer to the wallet itself, unfreezes nothing", async () => {
    const w = await frozen();
    await w.asDesk.setFrozenTokens(w.a, 100n);
    expect(await eventsOf(w.token, w.asDesk.forcedTransfer(w.a, w.a, 70n))).to.deep.equal([
      ...["ForcedTransfer", "Transfer"],
    ]);
    expect(await w.token.frozenOf(w.a)).to.equal(100n);
    await expectTotals(w.token, w.everyone);
  });

  it("given a forced transfer, says so before the units move, with both wallets and the units", async () => {
    const w = await frozen();
    const sent = w.asDesk.forcedTransfer(w.a, w.b, 7n);
    await expect(sent).to.emit(w.token, "ForcedTransfer").withArgs(w.a, w.b, 7n);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(w.a, w.b, 7n);
    expect(await eventsOf(w.token, sent)).to.deep.equal(["ForcedTransfer", "Transfer"]);
    expect(await w.asDesk.forcedTransfer.staticCall(w.a, w.b, 1n)).to.equal(true);
    expect(await w.asDesk.setFrozenTokens.staticCall(w.a, 1n)).to.equal(true);
    await expectTotals(w.token, w.everyone);
  });

  it("given frozen units, lets them go again when the amount is set to zero", async () => {
    const w = await frozen();
    await w.asDesk.setFrozenTokens(w.a, 0n);
    expect(holderFields(await w.token.wordOf(w.a)).hasFrozenUnits).to.equal(false);
    await w.token.connect(w.a).transfer(w.b, 100n);
    await expectTotals(w.token, w.everyone);
  });

  it("given a wallet that was never here, freezes what it will get", async () => {
    const w = await frozen();
    await w.asDesk.setFrozenTokens(w.b, 5n);
    await w.token.connect(w.a).transfer(w.b, 8n);
    expect(await w.token.freeOf(w.b)).to.equal(3n);
    await expect(w.token.connect(w.b).transfer(w.a, 4n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.b, 3n, 4n);
    expect(holderFields(await w.token.wordOf(w.b)).enrolled).to.equal(true);
    expect(await w.pass.isEnrolled(w.b, 2)).to.equal(true);
  });
});

describe("Frozen wallets", () => {
  it("given a frozen holder, refuses its key in both directions, and lets it go when thawed", async () => {
    const w = await withHolder();
    await w.asDesk.setFrozen(w.b, true);
    expect(await w.token.isFrozen(w.b)).to.equal(true);
    expect(await w.token.isFrozen(w.a)).to.equal(false);
    for (const move of [
      () => w.token.connect(w.b).transfer(w.a, 1n),
      () => w.token.connect(w.b).transfer(w.b, 1n),
      () => w.token.connect(w.a).transfer(w.b, 1n),
      () => w.asDesk.forcedTransfer(w.a, w.b, 1n),
      () => w.asDesk.mint(w.b, 1n),
    ]) {
      await expect(move()).to.be.revertedWithCustomError(w.token, "WalletFrozen").withArgs(w.b);
    }
    await w.asDesk.setFrozen(w.b, false);
    await w.token.connect(w.b).transfer(w.a, 10n);
    await expectTotals(w.token, w.everyone);
  });

  it("given a frozen wallet, keeps the mark through a revocation and a new pass", async () => {
    const w = await withHolder();
    await w.asDesk.setFrozen(w.b, true);
    await w.pass.connect(w.guardian).revoke(w.b, REASON);
    await w.granted([w.b], SPECIFIED, [2]);
    await expect(w.token.connect(w.b).transfer(w.a, 1n))
      .to.be.revertedWithCustomError(w.token, "WalletFrozen")
      .withArgs(w.b);
  });
});

describe("Pause", () => {
  const paused = async () => {
    const w = await load();
    await w.granted([w.b], SPECIFIED);
    await w.token.connect(w.a).transfer(w.b, 10n);
    await w.asDesk.setPaused(true);
    return w;
  };

  it("given a pause, refuses what moves by key and what is issued, none too", async () => {
    const w = await paused();
    for (const units of [1n, 0n]) {
      for (const move of [
        () => w.token.connect(w.a).transfer(w.b, units),
        () => w.token.connect(w.a).transfer(w.a, units),
        () => w.token.connect(w.clerk).transferFrom(w.a, w.b, units),
        () => w.asDesk.mint(w.b, units),
      ]) {
        await expect(move()).to.be.revertedWithCustomError(w.token, "TokenPaused").withArgs();
      }
    }
  });

  it("given a pause, lets the desk move, burn, hold and release, and wallets approve and enrol", async () => {
    const w = await paused();
    await w.granted([w.c], SPECIFIED);
    await w.asDesk.forcedTransfer(w.a, w.b, 10n);
    await w.asDesk.burn(w.b, 5n);
    const order = holdOrder(w.b, 5n, SALT);
    await w.asDesk.encumber(order);
    await w.asDesk.release(holdId(w.token, order), 5n);
    await w.token.connect(w.b).approve(w.clerk, 1n);
    await w.token.connect(w.c).enrol(w.c, 0, "0x");
    await expectTotals(w.token, w.everyone);
  });

  it("given a pause that ended, moves as before", async () => {
    const w = await paused();
    await w.asDesk.setPaused(false);
    await expect(w.token.connect(w.a).transfer(w.b, 1n)).to.emit(w.token, "Transfer");
    await w.asDesk.mint(w.b, 1n);
    await expectTotals(w.token, w.everyone);
  });
});

describe("The most holders", () => {
  /** A class for two holders at most, A with 5 units and B with 3; C may hold but has none. */
  const full = async () => {
    const w = await load();
    await w.granted([w.b, w.c], SPECIFIED);
    const token = await w.openClass({ maxInvestors: 2 });
    const asDesk = token.connect(w.deskSigner);
    await asDesk.mint(w.a, 5n);
    await asDesk.mint(w.b, 3n);
    await token.connect(w.a).approve(w.clerk, MaxUint256);
    return { ...w, token, asDesk };
  };

  it("given a full class, refuses a third holder by every path", async () => {
    const w = await full();
    for (const gain of Object.values(GAINING)) {
      await expect(gain(w, w.c, 1n))
        .to.be.revertedWithCustomError(w.token, "TooManyInvestors")
        .withArgs(2n);
    }
    expect(await w.pass.isEnrolled(w.c, 3)).to.equal(false);
    await expectTotals(w.token, w.everyone);
  });

  it("given a full class, lets holders move among themselves, receive more, and send nothing to a third", async () => {
    const w = await full();
    await w.token.connect(w.a).transfer(w.b, 1n);
    await w.token.connect(w.b).transfer(w.a, 2n);
    await w.token.connect(w.a).transfer(w.a, 6n);
    await w.token.connect(w.a).transfer(w.c, 0n);
    await w.asDesk.mint(w.b, 1n);
    await w.asDesk.forcedTransfer(w.a, w.b, 1n);
    expect(holdersOf(await w.token.classWord())).to.equal(2);
    await expectTotals(w.token, w.everyone);
  });

  for (const [path, gain] of Object.entries({
    transfer: GAINING.transfer!,
    transferFrom: GAINING.transferFrom!,
    forcedTransfer: GAINING.forcedTransfer!,
  })) {
    it(`given a full class, lets a leaver's last unit make room for its buyer, by ${path}`, async () => {
      const w = await full();
      await expect(gain(w, w.c, 4n))
        .to.be.revertedWithCustomError(w.token, "TooManyInvestors")
        .withArgs(2n);
      await gain(w, w.c, 5n);
      expect(await w.token.balanceOf(w.c)).to.equal(5n);
      expect(holdersOf(await w.token.classWord())).to.equal(2);
      await expectTotals(w.token, w.everyone);
    });
  }

  it("given a full class, makes room when a holder's last unit is burned or goes to the other holder", async () => {
    const w = await full();
    await w.asDesk.burn(w.b, 2n);
    await expect(w.asDesk.mint(w.c, 1n)).to.be.revertedWithCustomError(w.token, "TooManyInvestors");
    await w.asDesk.burn(w.b, 1n);
    expect(holdersOf(await w.token.classWord())).to.equal(1);
    await w.asDesk.mint(w.c, 1n);
    await w.token.connect(w.c).transfer(w.a, 1n);
    await w.asDesk.mint(w.b, 1n);
    await expectTotals(w.token, w.everyone);
  });
});

describe("moveFor", () => {
  it("POWER-1: given anybody but the token itself, is refused, at a class and at yen", async () => {
    const w = await withHolder();
    await w.minted(w.a, 100n);
    const annexes = [w.platform.tokenAnnex, await w.yen.annex()];
    const callers = [
      ...[w.thief, w.admin, w.registrar, w.yenOperator, w.a, w.clerk, w.deskSigner],
      await impersonated(w, w.platform.pass),
      await impersonated(w, w.platform.dvp),
      await impersonated(w, w.platform.implementation),
      ...(await Promise.all(annexes.map((annex) => impersonated(w, annex)))),
    ];
    for (const token of [w.token, w.yen]) {
      for (const caller of callers) {
        for (const [from, to] of [
          [w.a.address, w.b.address],
          [ZeroAddress, w.a.address],
          [w.a.address, ZeroAddress],
        ] as const) {
          for (const will of WILLS) {
            const moved = token.connect(caller).moveFor(from, from, to, 1n, will);
            await expect(moved)
              .to.be.revertedWithCustomError(token, "NotTheTokenItself")
              .withArgs(caller.address);
          }
        }
      }
      // One token is not the other.
      const other = await impersonated(w, (token === w.yen ? w.token : w.yen).target as string);
      await expect(token.connect(other).moveFor(w.a, w.a, w.b, 1n, WILLS[0]))
        .to.be.revertedWithCustomError(token, "NotTheTokenItself")
        .withArgs(other.address);
      await expectTotals(token, w.everyone);
    }
  });

  it("given the token itself, is the same gate as a transfer's: nothing passes it that would not", async () => {
    const w = await withHolder();
    await w.minted(w.a, 100n);
    for (const token of [w.token, w.yen]) {
      const asItself = token.connect(await impersonated(w, token.target as string));
      await expect(asItself.moveFor(w.a, w.a, w.thief, 1n, WILLS[0]))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.thief, STATUS.none);
      await expect(asItself.moveFor(w.a, w.a, w.b, 1n, WILLS[0]))
        .to.emit(token, "Transfer")
        .withArgs(w.a, w.b, 1n);
      await expectTotals(token, w.everyone);
    }
  });
});

describe("What the pass tells", () => {
  it("given anybody but the pass, refuses it: stranger, admin, desk and holder alike", async () => {
    const w = await load();
    for (const caller of [w.thief, w.admin, w.deskSigner, w.a]) {
      for (const tell of [
        () => w.token.connect(caller).onPassWorsened(w.a),
        () => w.token.connect(caller).onPassGranted(w.b, 0n),
        () => w.token.connect(caller).onPassesDoubted(),
        () => w.yen.connect(caller).onPassWorsened(w.a),
        () => w.yen.connect(caller).onPassGranted(w.b, 0n),
        () => w.yen.connect(caller).onPassesDoubted(),
      ]) {
        await expect(tell())
          .to.be.revertedWithCustomError(w.token, "NotThePass")
          .withArgs(caller.address);
      }
    }
  });

  describe("onPassWorsened", () => {
    it("forgets the yes and nothing else, and repeating it does no harm", async () => {
      const w = await withHolder();
      await w.asDesk.encumber(holdOrder(w.b, 4n, SALT));
      await w.asDesk.setFrozenTokens(w.b, 2n);
      for (let i = 0; i < 2; i++) {
        await w.asPass.onPassWorsened(w.b);
        expect(holderFields(await w.token.wordOf(w.b))).to.deep.equal({
          ...{ balance: 10n, held: 4n, enrolled: true, frozen: false, hasFrozenUnits: true },
          ...{ until: 0, from: 0, epoch: 0, categories: 0, mayGain: false },
        });
      }
      await expectTotals(w.token, w.everyone);
    });

    it("given a pass that works all the same, asks it at the next use and caches its yes again", async () => {
      const w = await withHolder();
      const before = await w.token.wordOf(w.b);
      await w.asPass.onPassWorsened(w.b);
      await w.token.connect(w.b).transfer(w.a, 1n);
      expect(await w.token.wordOf(w.b)).to.equal(before - 1n);
      await expectTotals(w.token, w.everyone);
    });

    it("given a wallet that was never here, makes no word", async () => {
      const w = await load();
      await w.asPass.onPassWorsened(w.b);
      expect(await w.token.wordOf(w.b)).to.equal(0n);
    });
  });

  describe("onPassGranted", () => {
    it("given a wallet that was never here, makes its word from the standing told", async () => {
      const w = await load();
      const { grant, attestations } = await w.signedGrant(w.b.address, SPECIFIED, [2]);
      await w.pass.grant(grant, attestations);
      expect(holderFields(await w.token.wordOf(w.b))).to.include({
        ...{ enrolled: true, mayGain: true, categories: 1, balance: 0n, epoch: 1 },
        from: (await w.now()) + w.platformFile.passes.vetoWindow,
      });
    });

    it("given a wallet with a word, changes nothing", async () => {
      const w = await withHolder();
      const before = await w.token.wordOf(w.b);
      await w.asPass.onPassGranted(w.b, MaxUint256 >> 1n);
      expect(await w.token.wordOf(w.b)).to.equal(before);
    });
  });

  describe("onWalletLinked", () => {
    it("given that it was told before, counts no wallet of the investor's anew", async () => {
      const w = await withHolder();
      await linked(w, w.b, [w.c]);
      for (const wallet of [w.b, w.c]) await w.desk.issue(w.bond, wallet, 10n, ISSUE);
      const asPass = w.bond.connect(await impersonated(w, w.platform.pass));
      await asPass.onWalletLinked(w.b, await w.pass.investorIdOf(w.b));
      await w.bond.connect(w.b).transfer(w.a, 10n);
      // Its other wallet has units still: two investors, who had them before.
      expect(holdersOf(await w.bond.classWord())).to.equal(2);
      await expectTotals(w.bond, w.everyone);
    });
  });

  describe("onPassesDoubted", () => {
    it("raises the epoch, so that every pass is asked at its next use", async () => {
      const w = await withHolder();
      await w.asPass.onPassesDoubted();
      expect(fieldsOf(CLASS_WORD, await w.token.classWord()).epoch).to.equal(2n);
      await w.token.connect(w.b).transfer(w.a, 1n);
      expect(holderFields(await w.token.wordOf(w.b)).epoch).to.equal(2);
      await expectTotals(w.token, w.everyone);
    });

    it("given an epoch at its maximum, stays there, and every word counts as old for ever", async () => {
      const w = await withHolder();
      const classWord = await w.token.classWord();
      const atMaximum = (classWord & ~(0xffffn << 208n)) | (0xffffn << 208n);
      await w.networkHelpers.setStorageAt(w.token.target as string, 0, atMaximum);
      expect(await w.token.classWord()).to.equal(atMaximum);
      await w.asPass.onPassesDoubted();
      expect(await w.token.classWord()).to.equal(withFields(CLASS_WORD, atMaximum, { doubted: 1 }));
      await w.token.connect(w.b).transfer(w.a, 1n);
      expect(holderFields(await w.token.wordOf(w.b)).epoch).to.equal(0);
      await w.token.connect(w.b).transfer(w.a, 1n);
      // A word written under that epoch is no cached yes: a revocation counts even before its news.
      const word = await w.token.wordOf(w.b);
      await w.pass.connect(w.guardian).revoke(w.b, REASON);
      await setWord(w, w.b.address, word);
      await expect(w.token.connect(w.b).transfer(w.a, 1n))
        .to.be.revertedWithCustomError(w.token, "PassNotWorking")
        .withArgs(w.b, STATUS.revoked);
    });
  });
});

/** Sets a wallet's word as if the pass had not told of it: the words' mapping is in slot 1. */
async function setWord({ ethers, networkHelpers, token }: Loaded, wallet: string, word: bigint) {
  const key = ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [wallet, 1]);
  await networkHelpers.setStorageAt(await token.getAddress(), ethers.keccak256(key), word);
  expect(await token.wordOf(wallet)).to.equal(word);
}
