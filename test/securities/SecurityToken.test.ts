import { expect } from "chai";
import {
  FunctionFragment,
  type Interface,
  type InterfaceAbi,
  MaxUint256,
  ZeroAddress,
} from "ethers";
import { artifacts } from "hardhat";
import { SecurityAnnex__factory, SecurityToken__factory } from "../../sdk/contracts.ts";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { cloneOf } from "../support/cloneOf.ts";
import { emptyValues } from "../support/emptyValues.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { holderFields } from "../support/holderWord.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { expectTotals } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf } from "../support/words.ts";
import { JAPAN, world } from "../support/world.ts";

const SALT = `0x${"a1".repeat(32)}`;
const DOCUMENT = `0x${"33".repeat(32)}`;
const SPECIFIED = { specifiedUntil: parseJstDate("2039-03-31") };
const NO_CODE_LIMITS = process.env.KESSAI_COVERAGE === "1";

/** The bond class (number 1, cap 1,000). A is specified and has 100 units, B is general and has 10. */
const load = fixture(async () => {
  const w = await world();
  const deskSigner = await impersonated(w, w.platform.desk);
  const asDesk = w.bond.connect(deskSigner);
  await w.granted([w.a, w.c], SPECIFIED);
  await w.granted([w.b]);
  await asDesk.mint(w.a, 100n);
  await asDesk.mint(w.b, 10n);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, deskSigner, asDesk, everyone };
});

/** What a wallet, the pass, the token itself or anybody may send; everything else is the desk's. */
const NOT_THE_DESKS = [
  ...["transfer", "transferFrom", "batchTransfer", "approve", "permit", "enrol", "initialize"],
  ...["transferWithAuthorization", "receiveWithAuthorization", "cancelAuthorization"],
  ...[
    "hold",
    "executeHold",
    "releaseHold",
    "transferNet",
    "transferWithConsent",
    "recount",
    "roll",
    "moveFor",
  ],
  ...["onPassWorsened", "onPassGranted", "onPassesDoubted", "onWalletLinked"],
];

describe("The primitives and switches", () => {
  it("POWER-1: given anybody but the desk, are refused, whoever it is", async () => {
    const w = await load();
    const writes = w.bond.interface.fragments
      .filter((fragment) => FunctionFragment.isFragment(fragment))
      .filter(({ stateMutability }) => !["view", "pure"].includes(stateMutability))
      .filter(({ name }) => !NOT_THE_DESKS.includes(name));
    expect(writes.map(({ name }) => name)).to.have.members([
      ...["forcedTransfer", "encumber", "release", "mint", "burn", "recover"],
      ...["setFrozenTokens", "setFrozen", "setPaused", "setPolicy", "close"],
      ...["setRules", "setVenue", "setConsent", "setPayee", "setContractURI"],
      ...["declareRecordDate", "withdrawRecordDate", "beginAction", "rescale"],
      ...["endPromises", "endAction"],
    ]);
    for (const write of writes) {
      for (const caller of [w.thief, w.registrar, w.admin, w.pauser, w.a]) {
        const data = (w.bond.interface as Interface).encodeFunctionData(write, emptyValues(write));
        await expect(caller.sendTransaction({ to: w.bond.target as string, data }))
          .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
          .withArgs(caller.address);
      }
    }
  });

  describe("mint", () => {
    it("when it would pass the cap, refuses it with the cap and the supply it would make", async () => {
      const w = await load();
      await expect(w.asDesk.mint(w.a, 891n))
        .to.be.revertedWithCustomError(w.bond, "CapExceeded")
        .withArgs(1_000n, 1_001n);
      await w.asDesk.mint(w.a, 890n);
      expect(await w.bond.totalSupply()).to.equal(1_000n);
      await expect(w.asDesk.mint(w.a, 1n))
        .to.be.revertedWithCustomError(w.bond, "CapExceeded")
        .withArgs(1_000n, 1_001n);
      await expectTotals(w.bond, w.everyone);
    });

    it("when it is burned and minted again, counts what is out, not what ever was", async () => {
      const w = await load();
      await w.asDesk.mint(w.a, 890n);
      await w.asDesk.burn(w.a, 500n);
      await w.asDesk.mint(w.b, 500n);
      expect(await w.bond.totalSupply()).to.equal(1_000n);
      await expectTotals(w.bond, w.everyone);
    });

    it("when the units exceed what a word can say, refuses them", async () => {
      const w = await load();
      const token = await w.openClass({ cap: 2n ** 64n - 1n });
      const asDesk = token.connect(w.deskSigner);
      await asDesk.mint(w.a, 2n ** 64n - 1n);
      for (const units of [1n, 2n ** 64n, MaxUint256]) {
        await expect(asDesk.mint(w.a, units))
          .to.be.revertedWithCustomError(
            SecurityToken__factory.connect(token.target as string),
            "SupplyOverflow",
          )
          .withArgs(2n ** 64n - 1n, units);
      }
      await expectTotals(token, w.everyone);
    });

    it("when it goes to the zero address, refuses it", async () => {
      const w = await load();
      for (const units of [1n, 0n]) {
        await expect(w.asDesk.mint(ZeroAddress, units))
          .to.be.revertedWithCustomError(w.bond, "ERC20InvalidReceiver")
          .withArgs(ZeroAddress);
      }
    });

    it("when it is sound, makes units out of nothing and says so in an event", async () => {
      const w = await load();
      await expect(w.asDesk.mint(w.b, 7n))
        .to.emit(w.bond, "Transfer")
        .withArgs(ZeroAddress, w.b, 7n);
      expect(await w.bond.balanceOf(w.b)).to.equal(17n);
      await expectTotals(w.bond, w.everyone);
    });
  });

  describe("burn", () => {
    it("when it is from the zero address or above the balance, refuses it", async () => {
      const w = await load();
      for (const units of [1n, 0n]) {
        await expect(w.asDesk.burn(ZeroAddress, units))
          .to.be.revertedWithCustomError(w.bond, "ERC20InvalidSender")
          .withArgs(ZeroAddress);
      }
      for (const units of [11n, MaxUint256]) {
        await expect(w.asDesk.burn(w.b, units))
          .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientBalance")
          .withArgs(w.b, 10n, units);
      }
    });

    it("when it is sound, ends units and says so in an event", async () => {
      const w = await load();
      await expect(w.asDesk.burn(w.b, 10n))
        .to.emit(w.bond, "Transfer")
        .withArgs(w.b, ZeroAddress, 10n);
      expect(await w.bond.holderCount()).to.equal(1n);
      await expectTotals(w.bond, w.everyone);
    });
  });

  describe("forcedTransfer", () => {
    it("when a side is the zero address, refuses it", async () => {
      const w = await load();
      await expect(w.asDesk.forcedTransfer(ZeroAddress, w.a, 1n))
        .to.be.revertedWithCustomError(w.bond, "ERC20InvalidSender")
        .withArgs(ZeroAddress);
      await expect(w.asDesk.forcedTransfer(w.a, ZeroAddress, 1n))
        .to.be.revertedWithCustomError(w.bond, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
    });

    it("when it exceeds the balance, refuses it; else moves it without the holder's will", async () => {
      const w = await load();
      await expect(w.asDesk.forcedTransfer(w.a, w.b, 101n))
        .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientBalance")
        .withArgs(w.a, 100n, 101n);
      const sent = w.asDesk.forcedTransfer(w.a, w.b, 100n);
      await expect(sent).to.emit(w.bond, "Transfer").withArgs(w.a, w.b, 100n);
      await expect(sent).to.emit(w.bond, "ForcedTransfer").withArgs(w.a, w.b, 100n);
      expect(await eventsOf(w.bond, sent)).to.deep.equal(["ForcedTransfer", "Transfer"]);
      await expectTotals(w.bond, w.everyone);
    });
  });

  it("when a freeze or a switch is set, say so in an event of the token", async () => {
    const w = await load();
    await expect(w.asDesk.setFrozenTokens(w.a, 5n)).to.emit(w.bond, "Frozen").withArgs(w.a, 5n);
    await expect(w.asDesk.setFrozen(w.a, true))
      .to.emit(w.bond, "WalletFrozenChanged")
      .withArgs(w.a, true);
    await expect(w.asDesk.setPaused(true)).to.emit(w.bond, "PauseChanged").withArgs(true);
    expect(await w.bond.isPaused()).to.equal(true);
    await expect(w.asDesk.setPaused(false)).to.emit(w.bond, "PauseChanged").withArgs(false);
    expect(await w.bond.isPaused()).to.equal(false);
  });
});

describe("A lot of 10", () => {
  const lots = async () => {
    const w = await load();
    const token = await w.openClass({ lot: 10n });
    const asDesk = token.connect(w.deskSigner);
    await asDesk.mint(w.a, 100n);
    await token.connect(w.a).approve(w.thief, MaxUint256);
    return { ...w, token, asDesk };
  };

  it("when units are no whole lots, refuses every path", async () => {
    const w = await lots();
    const paths = (units: bigint) => [
      () => w.token.connect(w.a).transfer(w.b, units),
      () => w.token.connect(w.a).transfer(w.a, units),
      () => w.token.connect(w.thief).transferFrom(w.a, w.b, units),
      () => w.asDesk.forcedTransfer(w.a, w.b, units),
      () => w.asDesk.burn(w.a, units),
    ];
    for (const units of [1n, 9n, 15n, 99n]) {
      for (const go of [...paths(units), () => w.asDesk.mint(w.b, units)]) {
        await expect(go())
          .to.be.revertedWithCustomError(w.token, "NotWholeLots")
          .withArgs(units, 10n);
      }
    }
    const beyond = 2n ** 64n + 1n;
    await expect(w.asDesk.mint(w.b, beyond))
      .to.be.revertedWithCustomError(w.token, "NotWholeLots")
      .withArgs(beyond, 10n);
    // What nobody has is no question of lots.
    for (const units of [101n, beyond]) {
      for (const go of paths(units)) {
        await expect(go())
          .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
          .withArgs(w.a, 100n, units);
      }
    }
    await expectTotals(w.token, w.everyone);
  });

  it("when units are whole lots or none, lets every path go", async () => {
    const w = await lots();
    await w.token.connect(w.a).transfer(w.b, 0n);
    await w.token.connect(w.a).transfer(w.b, 20n);
    await w.token.connect(w.thief).transferFrom(w.a, w.b, 10n);
    await w.asDesk.mint(w.b, 30n);
    await w.asDesk.forcedTransfer(w.a, w.b, 10n);
    await w.asDesk.burn(w.a, 60n);
    expect(await w.token.balanceOf(w.b)).to.equal(70n);
    await expectTotals(w.token, w.everyone);
  });
});

/** Until the end of this day in Japan. */
const LAST_DAY = parseJstDate("2027-04-20");
/** 23:59:59 in Japan. */
const LAST_SECOND = Date.UTC(2027, 3, 20, 14, 59, 59) / 1_000;

describe("A lock-up", () => {
  /** A has 100 units and yen, B none of either; both let the settlement take from them. */
  const locked = async () => {
    const w = await load();
    const token = await w.openClass({ lockUp: LAST_DAY });
    const asDesk = token.connect(w.deskSigner);
    await asDesk.mint(w.a, 100n);
    await token.connect(w.a).approve(w.thief, MaxUint256);
    await token.connect(w.a).approve(w.dvp, MaxUint256);
    await w.minted(w.b, 1_000n);
    await w.yen.connect(w.b).approve(w.dvp, MaxUint256);
    const signed = await w.signedTrade(w.a, w.b, token, {
      ...{ units: 10n, amount: 1_000n, settleBy: LAST_SECOND + 86_400 },
    });
    const settle = () => w.dvp.settle(signed.trade, signed.sellerSignature, signed.buyerSignature);
    const { time } = w.networkHelpers;
    /** Makes the next transaction happen in this second. */
    const at = async (second: number) => await time.setNextBlockTimestamp(second);
    return { ...w, token, asDesk, settle, at };
  };
  type Locked = Awaited<ReturnType<typeof locked>>;

  /** What a holder's key would do, a transfer of nothing and to oneself too. */
  const BY_KEY: Record<string, (w: Locked) => Promise<unknown>> = {
    transfer: (w) => w.token.connect(w.a).transfer(w.b, 1n),
    "transfer of all": (w) => w.token.connect(w.a).transfer(w.b, 100n),
    "transfer of nothing": (w) => w.token.connect(w.a).transfer(w.b, 0n),
    "transfer to oneself": (w) => w.token.connect(w.a).transfer(w.a, 1n),
    "transfer of nothing to oneself": (w) => w.token.connect(w.a).transfer(w.a, 0n),
    transferFrom: (w) => w.token.connect(w.thief).transferFrom(w.a, w.b, 1n),
    "transferFrom of nothing": (w) => w.token.connect(w.thief).transferFrom(w.a, w.b, 0n),
    "signed DvP": (w) => w.settle(),
  };

  for (const [path, go] of Object.entries(BY_KEY)) {
    it(`given ${path}, refuses it until the day is over in Japan, with the date, and lets it go in the next second`, async () => {
      const w = await locked();
      await expect(go(w)).to.be.revertedWithCustomError(w.token, "LockedUp").withArgs(LAST_DAY);
      await w.at(LAST_SECOND);
      await expect(go(w)).to.be.revertedWithCustomError(w.token, "LockedUp").withArgs(LAST_DAY);
      expect(await w.token.balanceOf(w.a)).to.equal(100n);
      expect(await w.yen.balanceOf(w.b), "DVP-1").to.equal(1_000n);
      await w.at(LAST_SECOND + 1);
      await go(w);
      await expectTotals(w.token, w.everyone);
      await expectTotals(w.yen, w.everyone);
    });
  }

  it("when it runs, what is not by the holder's key goes on: issue, hold, freeze, forced transfer, burn", async () => {
    const w = await locked();
    await w.asDesk.mint(w.b, 30n);
    const order = holdOrder(w.a, 20n, SALT);
    await w.asDesk.encumber(order);
    await w.asDesk.release(holdId(w.token, order), 20n);
    await w.asDesk.setFrozenTokens(w.a, 5n);
    await w.asDesk.setFrozenTokens(w.a, 0n);
    await expect(w.asDesk.forcedTransfer(w.a, w.b, 40n))
      .to.emit(w.token, "Transfer")
      .withArgs(w.a, w.b, 40n);
    await w.asDesk.burn(w.a, 10n);
    await w.token.connect(w.c).enrol(w.c, 0, "0x");
    expect(await w.token.balanceOf(w.a)).to.equal(50n);
    expect(await w.token.balanceOf(w.b)).to.equal(70n);
    await expectTotals(w.token, w.everyone);
  });

  it("ELIG-1: when it runs, a receiver without a pass gains nothing by the desk either", async () => {
    const w = await locked();
    for (const go of [
      () => w.asDesk.mint(w.thief, 1n),
      () => w.asDesk.forcedTransfer(w.a, w.thief, 1n),
    ]) {
      await expect(go())
        .to.be.revertedWithCustomError(w.token, "PassNotWorking")
        .withArgs(w.thief, 0n);
    }
  });

  it("given a lot too, asks for both, and for the lot alone once it is over", async () => {
    const w = await locked();
    const token = await w.openClass({ lockUp: LAST_DAY, lot: 10n });
    await token.connect(w.deskSigner).mint(w.a, 100n);
    await expect(token.connect(w.a).transfer(w.b, 10n))
      .to.be.revertedWithCustomError(token, "LockedUp")
      .withArgs(LAST_DAY);
    await expect(token.connect(w.deskSigner).forcedTransfer(w.a, w.b, 5n))
      .to.be.revertedWithCustomError(token, "NotWholeLots")
      .withArgs(5n, 10n);
    await w.at(LAST_SECOND + 1);
    await token.connect(w.a).transfer(w.b, 10n);
    await expect(token.connect(w.a).transfer(w.b, 5n))
      .to.be.revertedWithCustomError(token, "NotWholeLots")
      .withArgs(5n, 10n);
    await expectTotals(token, w.everyone);
  });

  it("given a last day that is over when the class opens, stops nothing", async () => {
    const w = await locked();
    const token = await w.openClass({ lockUp: parseJstDate("2027-03-31") });
    await token.connect(w.deskSigner).mint(w.a, 100n);
    await token.connect(w.a).transfer(w.b, 10n);
    await expectTotals(token, w.everyone);
  });

  it("given none, stops nothing, and the class word announces none", async () => {
    const w = await locked();
    expect(fieldsOf(CLASS_WORD, await w.bond.classWord()).lockUp).to.equal(0n);
    expect(fieldsOf(CLASS_WORD, await w.token.classWord()).lockUp).to.equal(1n);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await expectTotals(w.bond, w.everyone);
  });
});

describe("setPolicy", () => {
  it("when it changes, says so, and raises the pass epoch", async () => {
    const w = await load();
    const policy = policyWord(["qii"], [410, JAPAN]);
    const sent = w.asDesk.setPolicy(policy);
    await expect(sent).to.emit(w.bond, "PolicyChanged").withArgs(policy);
    expect(fieldsOf(CLASS_WORD, await w.bond.classWord()).epoch, "epoch").to.equal(2n);
    expect(await w.bond.policy()).to.equal(policy);
    expect((await w.bond.terms()).policy).to.equal(
      policyWord(w.classFile.holders.categories, [JAPAN]),
    );
  });

  it("ELIG-1: given a word cached under the old policy, stops its gaining at once, and lets it sell", async () => {
    const w = await load();
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await w.asDesk.setPolicy(policyWord(["specified"], [JAPAN]));
    for (const gain of [
      () => w.bond.connect(w.a).transfer(w.b, 1n),
      () => w.asDesk.mint(w.b, 1n),
      () => w.asDesk.forcedTransfer(w.a, w.b, 1n),
    ]) {
      await expect(gain())
        .to.be.revertedWithCustomError(w.bond, "MayNotGain")
        .withArgs(w.b, 0n, JAPAN);
    }
    await w.bond.connect(w.b).transfer(w.a, 11n);
    expect(holderFields(await w.bond.wordOf(w.b))).to.include({ epoch: 2, mayGain: false });
    await w.bond.connect(w.a).transfer(w.c, 1n);
    await expectTotals(w.bond, w.everyone);
  });

  it("given a word that could not gain, lets it gain once the policy admits it", async () => {
    const w = await load();
    await w.asDesk.setPolicy(policyWord(["specified"], [JAPAN]));
    await w.bond.connect(w.b).transfer(w.a, 1n);
    await w.asDesk.setPolicy(policyWord(["general", "specified"], []));
    await w.bond.connect(w.a).transfer(w.b, 1n);
    expect(holderFields(await w.bond.wordOf(w.b))).to.include({ epoch: 3, mayGain: true });
    await expectTotals(w.bond, w.everyone);
  });
});

describe("close", () => {
  it("when it is done, raises the terms epoch and says so", async () => {
    const w = await load();
    expect(await w.bond.termsEpoch()).to.equal(0n);
    await expect(w.asDesk.close()).to.emit(w.bond, "ClassEnded").withArgs(1n);
    expect(await w.bond.termsEpoch()).to.equal(1n);
    expect(await w.bond.isClosed()).to.equal(true);
  });

  it("when it is done twice, refuses the second and leaves the terms epoch", async () => {
    const w = await load();
    await w.asDesk.close();
    await expect(w.asDesk.close()).to.be.revertedWithCustomError(w.bond, "ClassClosed").withArgs();
    expect(await w.bond.termsEpoch()).to.equal(1n);
  });

  it("given a terms epoch at its maximum, refuses it, so that no old trade is ever good again", async () => {
    const w = await load();
    const atMaximum = (await w.bond.classWord()) | (0xffffn << 144n);
    await w.networkHelpers.setStorageAt(w.bond.target as string, 0, atMaximum);
    expect(await w.bond.termsEpoch()).to.equal(0xffffn);
    await expect(w.asDesk.close())
      .to.be.revertedWithCustomError(
        SecurityAnnex__factory.connect(w.bond.target as string),
        "TermsEpochAtMaximum",
      )
      .withArgs();
  });

  it("given a closed class, nothing moves by key and nothing is issued, none too", async () => {
    const w = await load();
    await w.bond.connect(w.a).approve(w.thief, MaxUint256);
    await w.asDesk.close();
    for (const units of [1n, 0n]) {
      for (const go of [
        () => w.bond.connect(w.a).transfer(w.b, units),
        () => w.bond.connect(w.a).transfer(w.a, units),
        () => w.bond.connect(w.thief).transferFrom(w.a, w.b, units),
        () => w.asDesk.mint(w.b, units),
      ]) {
        await expect(go()).to.be.revertedWithCustomError(w.bond, "ClassClosed").withArgs();
      }
    }
    await expectTotals(w.bond, w.everyone);
  });

  it("given a closed class, redemption, release and legal events still work, to the last unit", async () => {
    const w = await load();
    const order = holdOrder(w.a, 40n, SALT);
    await w.asDesk.encumber(order);
    await w.asDesk.close();
    await w.asDesk.forcedTransfer(w.a, w.b, 60n);
    await w.asDesk.release(holdId(w.bond, order), 40n);
    await w.asDesk.burn(w.a, 40n);
    await w.asDesk.burn(w.b, 70n);
    expect(await w.bond.totalSupply()).to.equal(0n);
    expect(await w.bond.holderCount()).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });
});

describe("initialize", () => {
  it("given a class, is refused, whoever asks", async () => {
    const w = await load();
    for (const caller of [w.thief, w.registrar, w.deskSigner]) {
      await expect(w.bond.connect(caller).initialize(1, false))
        .to.be.revertedWithCustomError(w.bond, "AlreadyOpened")
        .withArgs();
    }
  });
});

describe("The excluded legal kind", () => {
  const CONSENT = rulesWord({ consent: true });
  const LAWFUL = policyWord(["qii", "special-business-eligible"], [JAPAN]);
  /** Terms that the law of the kind does not allow. */
  const UNLAWFUL: Record<string, { readonly policy: bigint; readonly rules: bigint }> = {
    "without the issuer's consent": { policy: LAWFUL, rules: 0n },
    "with every other rule in the place of consent": {
      policy: LAWFUL,
      rules: rulesWord({ venueOnly: true, blockOnly: true, maxUnits: 1n, maturity: 65_535 }),
    },
    ...Object.fromEntries(
      (["specified", "broker-dealer", "general"] as const).map((category) => [
        `for ${category} investors too`,
        { policy: policyWord(["qii", category], [JAPAN]), rules: CONSENT },
      ]),
    ),
    "for everybody": {
      policy: policyWord(
        ["specified", "qii", "special-business-eligible", "broker-dealer", "general"],
        [],
      ),
      rules: CONSENT,
    },
  };

  for (const [named, changes] of Object.entries(UNLAWFUL)) {
    it(`given terms ${named}, is refused where the class is made, by the factory and by anybody`, async () => {
      const w = await load();
      const terms = { ...classTerms(w.platformFile, w.classFile), legalKind: 2, ...changes };
      await expect(w.openClass({ legalKind: 2, ...changes }))
        .to.be.revertedWithCustomError(w.bond, "LegalKindNotKept")
        .withArgs(2n);
      const address = await cloneOf(w.thief, w.platform.implementation, terms);
      const clone = w.bond.attach(address) as typeof w.bond;
      await expect(clone.initialize(1, false))
        .to.be.revertedWithCustomError(w.bond, "LegalKindNotKept")
        .withArgs(2n);
      expect(await clone.classWord(), "nothing is written").to.equal(0n);
    });

    it(`given terms ${named}, binds no class of another kind`, async () => {
      const w = await load();
      for (const legalKind of [0, 1]) {
        const token = await w.openClass({ legalKind, ...changes });
        expect((await token.terms()).legalKind).to.equal(BigInt(legalKind));
      }
    });
  }

  for (const [named, categories] of [
    ["QIIs", ["qii"]],
    ["special-business-eligible investors", ["special-business-eligible"]],
    ["both", ["qii", "special-business-eligible"]],
  ] as const) {
    it(`given consent, and ${named} alone, opens`, async () => {
      const w = await load();
      const policy = policyWord(categories, [JAPAN]);
      const token = await w.openClass({ legalKind: 2, policy, rules: CONSENT });
      expect(await token.policy()).to.equal(policy);
      expect(fieldsOf(CLASS_WORD, await token.classWord())).to.include({ opened: 1n, consent: 1n });
    });
  }

  it("given an open class of it, is left by no change of policy or rules, and allows the others", async () => {
    const w = await load();
    const token = await w.openClass({ legalKind: 2, policy: LAWFUL, rules: CONSENT });
    const asDesk = token.connect(w.deskSigner);
    const lot = rulesWord({ lot: 1n });
    for (const { policy, rules } of Object.values(UNLAWFUL)) {
      const change = policy === LAWFUL ? asDesk.setRules(rules | lot, 5) : asDesk.setPolicy(policy);
      await expect(change).to.be.revertedWithCustomError(token, "LegalKindNotKept").withArgs(2n);
    }
    expect(await token.policy()).to.equal(LAWFUL);
    expect(await token.rules()).to.equal(CONSENT | lot);
    const qii = policyWord(["qii"], []);
    await expect(asDesk.setPolicy(qii)).to.emit(token, "PolicyChanged").withArgs(qii);
    const rules = rulesWord({ consent: true, venueOnly: true, lot: 10n });
    await expect(asDesk.setRules(rules, 5)).to.emit(token, "RulesChanged").withArgs(rules, 5);
    expect(await token.rules()).to.equal(rules);
  });
});

describe("The implementation itself", () => {
  const bare = async () => {
    const w = await load();
    const token = w.bond.attach(w.platform.implementation) as typeof w.bond;
    return { ...w, token };
  };

  it("can neither be opened nor enrol anybody", async () => {
    const { token, pass, a } = await bare();
    await expect(token.initialize(1, false))
      .to.be.revertedWithCustomError(token, "AlreadyOpened")
      .withArgs();
    await expect(token.connect(a).enrol(a, 0, "0x")).to.be.revertedWithCustomError(
      pass,
      "NotAClass",
    );
    expect(await token.isClosed()).to.equal(true);
  });

  it("issues nothing, even to the desk's own order, and moves nothing", async () => {
    const { ethers, token, deskSigner, a, b } = await bare();
    await expect(token.connect(deskSigner).mint(a, 1n)).to.revert(ethers);
    await expect(token.connect(deskSigner).mint(a, 0n)).to.revert(ethers);
    await expect(token.connect(a).transfer(b, 0n)).to.revert(ethers);
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("is no class of the platform for the desk", async () => {
    const { desk, token, a } = await bare();
    await expect(desk.issue(token, a, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(desk, "NotAClassOfThePlatform")
      .withArgs(token);
  });
});

describe("A stranger's clone of the implementation", () => {
  /** Bears the bond's number and terms that name its registrar. */
  const rogue = async () => {
    const w = await load();
    const terms = classTerms(w.platformFile, w.classFile);
    const address = await cloneOf(w.thief, w.platform.implementation, terms);
    const token = w.bond.attach(address) as typeof w.bond;
    await token.initialize(1, false);
    return { ...w, token };
  };

  it("says of itself what it likes", async () => {
    const { token, bond } = await rogue();
    expect(await token.terms()).to.deep.equal(await bond.terms());
  });

  it("is no class of the platform for the desk", async () => {
    const { desk, token, a } = await rogue();
    await expect(desk.issue(token, a, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(desk, "NotAClassOfThePlatform")
      .withArgs(token);
  });

  it("ELIG-1: can enrol nobody, so that nobody gains a unit of it", async () => {
    const { token, pass, deskSigner, a } = await rogue();
    await expect(token.connect(a).enrol(a, 0, "0x"))
      .to.be.revertedWithCustomError(pass, "NotAClass")
      .withArgs(token, 1n);
    await expect(token.connect(deskSigner).mint(a, 1n))
      .to.be.revertedWithCustomError(pass, "NotAClass")
      .withArgs(token, 1n);
  });
});

describe("Code size", () => {
  it("of SecurityToken stays within 22,000 bytes, and of every contract within 24,576", async function () {
    if (NO_CODE_LIMITS) this.skip();
    const names = await artifacts.getAllFullyQualifiedNames();
    const sizes: Record<string, number> = {};
    for (const name of names) {
      if (!name.startsWith("contracts/")) continue;
      const artifact: { deployedBytecode: string; abi: InterfaceAbi } =
        await artifacts.readArtifact(name);
      sizes[name.split(":")[1]!] = (artifact.deployedBytecode.length - 2) / 2;
    }
    expect(sizes.SecurityToken).to.be.within(1, 22_000);
    for (const [name, size] of Object.entries(sizes)) expect(size, name).to.be.at.most(24_576);
  });
});
