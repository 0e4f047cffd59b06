import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { expectRefused, expectSettled } from "../settlement/support/books.ts";
import { fixture } from "../support/fixture.ts";
import { grantedSystem, reinstated, signedSystemGrant, suspended } from "../support/lists.ts";
import { REASON, revoked, STATUS, standingOf, type Wallet } from "../support/passes.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import type { World } from "../support/world.ts";
import {
  AMOUNT,
  DEPOSITED,
  DOCUMENT,
  ISSUE,
  ISSUED,
  PAYOUT,
  type Token,
  UNITS,
} from "./support/market.ts";
import { endow, type WithSafe, withSafe } from "./support/withSafe.ts";
import { expectSwapRefused, type RefusedLeg, type WithSwap, withSwap } from "./support/withSwap.ts";
import { type WithVault, withVault } from "./support/withVault.ts";

// Contracts of others, as npm has them, that know nothing of this suite.

// ------------------------------------------------------------------ Safe

const loadSafe = fixture(withSafe);

/** ERC-2612's permit, with a signature in one piece. */
const PERMIT = "permit(address,address,uint256,uint256,bytes)";

describe("A Safe without a pass", () => {
  it("ELIG-1: gains nothing by any path, be it no unit or a unit of its own asking", async () => {
    const w = await loadSafe();
    const { bond, yen, safe } = w;
    for (const spender of [safe.address, w.platform.dvp]) {
      await bond.connect(w.a).approve(spender, MaxUint256);
    }
    const { trade, sellerSignature, buyerSignature } = await w.trade("buyer", [w.first, w.second]);
    const before = await w.books();
    const enrolment = await w.enrolment(bond, [w.first, w.second]);
    const attempts: [Token, () => Promise<unknown>][] = [
      [bond, () => bond.connect(w.a).transfer(safe.address, 1n)],
      [bond, () => bond.connect(w.a).transfer(safe.address, 0n)],
      [bond, () => w.bySafe(bond, "transferFrom", [w.a.address, safe.address, 1n])],
      [bond, () => w.desk.issue(bond, safe.address, 1n, ISSUE)],
      [bond, () => w.bySafe(bond, "enrol", [safe.address, 0n, "0x"])],
      [bond, () => bond.enrol(...enrolment)],
      [bond, () => w.dvp.settle(trade, sellerSignature, buyerSignature)],
      [yen, () => yen.connect(w.b).transfer(safe.address, 1n)],
      [yen, () => w.minted(safe, 1n)],
    ];
    for (const [token, attempt] of attempts) {
      await expect(attempt())
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(safe.address, STATUS.none);
    }
    expect(await w.books()).to.deep.equal(before);
  });

  it("ELIG-1: gains nothing while its pass waits for a veto, and does after", async () => {
    const w = await loadSafe();
    const { bond, safe } = w;
    const before = await w.books();
    const { grant, attestations } = await w.signedGrant(safe.address);
    await w.pass.grant(grant, attestations);
    await expect(bond.connect(w.a).transfer(safe.address, 1n))
      .to.be.revertedWithCustomError(bond, "PassNotWorking")
      .withArgs(safe.address, STATUS.inVetoWindow);
    expect(await w.books()).to.deep.equal(before);
    await w.networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
    await bond.connect(w.a).transfer(safe.address, 1n);
    expect(await bond.balanceOf(safe.address)).to.equal(1n);
    await expectTotals(
      bond,
      w.wallets.map(({ address }) => address),
    );
  });
});

for (const { kind, give, isSystem } of [
  {
    kind: "an ordinary pass, as an investor's wallet",
    give: (w: World, safe: Wallet) => w.granted([safe]),
    isSystem: false,
  },
  { kind: "a system pass, as a pooled account", give: grantedSystem, isSystem: true },
]) {
  const load = async () => {
    const w = await loadSafe();
    await endow(w, give);
    return w;
  };
  const expectSafeTotals = async ({ bond, yen, safe, wallets }: WithSafe) => {
    const addresses = wallets.map(({ address }) => address);
    for (const token of [bond, yen]) {
      await expectTotals(token, addresses, [], isSystem ? [safe.address] : []);
    }
  };

  describe(`A Safe with ${kind}`, () => {
    it("receives units and yen, and sends them on by execTransaction", async () => {
      const w = await load();
      const { bond, yen, safe, a, b } = w;
      await expect(bond.connect(a).transfer(safe.address, 5n))
        .to.emit(bond, "Transfer")
        .withArgs(a.address, safe.address, 5n);
      expect(holdersOf(await bond.classWord())).to.equal(isSystem ? 1 : 2);
      const sent = await w.bySafe(bond, "transfer", [b.address, 45n]);
      expect(sent.to).to.equal(safe.address);
      await expect(sent).to.emit(bond, "Transfer").withArgs(safe.address, b.address, 45n);
      await expect(w.bySafe(yen, "transfer", [a.address, AMOUNT]))
        .to.emit(yen, "Transfer")
        .withArgs(safe.address, a.address, AMOUNT);
      expect(await w.books()).to.deep.equal({
        units: { balances: [55n, 45n, 0n], held: [0n, 0n, 0n], supply: ISSUED, holders: 2 },
        yen: {
          balances: [AMOUNT, DEPOSITED - AMOUNT, 0n],
          held: [0n, 0n, 0n],
          supply: DEPOSITED,
          holders: 2,
        },
      });
      await expectSafeTotals(w);
    });

    it("approves, and what it approved and no more is taken", async () => {
      const w = await load();
      const { bond, safe, b, c } = w;
      await expect(w.bySafe(bond, "approve", [c.address, UNITS]))
        .to.emit(bond, "Approval")
        .withArgs(safe.address, c.address, UNITS);
      await expect(bond.connect(c).transferFrom(safe.address, b.address, UNITS + 1n))
        .to.be.revertedWithCustomError(bond, "ERC20InsufficientAllowance")
        .withArgs(c.address, UNITS, UNITS + 1n);
      await expect(bond.connect(c).transferFrom(safe.address, b.address, UNITS))
        .to.emit(bond, "Transfer")
        .withArgs(safe.address, b.address, UNITS);
      expect(await bond.balanceOf(safe.address)).to.equal(30n);
      await expectSafeTotals(w);
    });

    it("signs a permit by two of its keys and not by one", async () => {
      const w = await load();
      const { bond, safe, first, second, b, c } = w;
      const before = await w.books();
      for (const key of [first, second]) {
        await expect(bond[PERMIT](...(await w.permit([key]))))
          .to.be.revertedWithCustomError(bond, "PermitInvalid")
          .withArgs(safe.address);
      }
      expect(await bond.allowance(safe.address, c)).to.equal(0n);
      await expect(bond[PERMIT](...(await w.permit([first, second]))))
        .to.emit(bond, "Approval")
        .withArgs(safe.address, c.address, UNITS);
      expect(await w.books()).to.deep.equal(before);
      await expect(bond.connect(c).transferFrom(safe.address, b.address, UNITS))
        .to.emit(bond, "Transfer")
        .withArgs(safe.address, b.address, UNITS);
      await expectSafeTotals(w);
    });

    it("signs its enrolment by two of its keys and not by one; anybody sends it", async () => {
      const w = await load();
      const { safe, first, second } = w;
      const other = await w.openClass();
      const number = await other.classNumber();
      await expect(other.enrol(...(await w.enrolment(other, [first]))))
        .to.be.revertedWithCustomError(other, "EnrolmentInvalid")
        .withArgs(safe.address);
      expect(await w.pass.isEnrolled(safe.address, number)).to.equal(false);
      await other.connect(w.thief).enrol(...(await w.enrolment(other, [first, second])));
      expect(await w.pass.isEnrolled(safe.address, number)).to.equal(true);
      expect(await other.balanceOf(safe.address)).to.equal(0n);
    });

    it("DVP-1: sells by a trade that two of its keys signed, and not by one", async () => {
      const w = await load();
      const { bond, yen, dvp, safe, first, second, b } = w;
      await w.bySafe(bond, "approve", [w.platform.dvp, UNITS]);
      await yen.connect(b).approve(dvp, AMOUNT);
      const half = await w.trade("seller", [second]);
      const args = [safe.address, await dvp.idOf(half.trade)];
      await expectRefused(w, half, { by: dvp, error: "SignatureInvalid", args });
      const signed = await w.trade("seller", [first, second]);
      await expect(expectSettled(w, signed))
        .to.emit(dvp, "TradeSettled")
        .withArgs(
          ...[await dvp.idOf(signed.trade), safe.address, b.address],
          ...[await bond.getAddress(), UNITS, await yen.getAddress(), AMOUNT],
        );
      await expectSafeTotals(w);
    });

    it("ELIG-2: once its pass is suspended, neither sends nor gains, whoever signs", async () => {
      const w = await load();
      const { bond, yen, dvp, safe, a, b, c, first, second, third } = w;
      await w.bySafe(bond, "approve", [c.address, MaxUint256]);
      await w.bySafe(bond, "approve", [w.platform.dvp, MaxUint256]);
      await yen.connect(b).approve(dvp, AMOUNT);
      const { trade, sellerSignature, buyerSignature } = await w.trade("seller", [
        first,
        second,
        third,
      ]);
      await suspended(w, safe);
      const before = await w.books();
      const attempts: [Token, () => Promise<unknown>][] = [
        [bond, () => w.bySafe(bond, "transfer", [b.address, 1n])],
        [bond, () => w.bySafe(bond, "transfer", [b.address, 0n])],
        [bond, () => bond.connect(c).transferFrom(safe.address, b.address, 1n)],
        [bond, () => dvp.settle(trade, sellerSignature, buyerSignature)],
        [bond, () => bond.connect(a).transfer(safe.address, 1n)],
        [bond, () => w.desk.issue(bond, safe.address, 1n, ISSUE)],
        [yen, () => w.bySafe(yen, "transfer", [a.address, 1n])],
        [yen, () => w.bySafe(yen, "redeem", [1n, PAYOUT])],
        [yen, () => yen.connect(b).transfer(safe.address, 1n)],
      ];
      for (const [token, attempt] of attempts) {
        await expect(attempt())
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(safe.address, STATUS.suspended);
      }
      expect(await w.books()).to.deep.equal(before);
      await reinstated(w, [safe]);
      await expectSettled(w, { trade, sellerSignature, buyerSignature });
      await expectSafeTotals(w);
    });
  });
}

// ------------------------------------------------------------------ AirSwap

const loadSwap = fixture(withSwap);

/** What each has before: A units, B yen of which some are held. */
const BEFORE = {
  units: {
    balances: [ISSUED, 0n, 0n, 0n, 0n],
    held: [0n, 0n, 0n, 0n, 0n],
    supply: ISSUED,
    holders: 1,
  },
  yen: {
    balances: [0n, DEPOSITED, 0n, 0n, 0n],
    held: [0n, AMOUNT, 0n, 0n, 0n],
    supply: DEPOSITED,
    holders: 1,
  },
};

/** What refuses A's order, taken by B unless another is named, for B unless another is named. */
type Hindrance = (
  w: WithSwap,
) => Promise<RefusedLeg & { readonly taker?: World["b"]; readonly recipient?: Wallet }>;

const HINDRANCES: Record<string, Hindrance> = {
  "a taker who never had a pass": async ({ a, thief, yen, swap }) => {
    await yen.connect(thief).approve(swap.address, AMOUNT);
    return {
      ...{ token: yen, leg: [thief, a, AMOUNT], taker: thief },
      ...{ error: "PassNotWorking", args: [thief.address, STATUS.none] },
    };
  },
  "a taker whose pass was suspended since": async (w) => {
    await suspended(w, w.b);
    return {
      ...{ token: w.yen, leg: [w.b, w.a, AMOUNT] },
      ...{ error: "PassNotWorking", args: [w.b.address, STATUS.suspended] },
    };
  },
  "a taker whose pass was revoked since": async (w) => {
    await revoked(w, w.b);
    return {
      ...{ token: w.yen, leg: [w.b, w.a, AMOUNT] },
      ...{ error: "PassNotWorking", args: [w.b.address, STATUS.revoked] },
    };
  },
  "a taker whose yen wait to be paid out": async ({ a, b, yen }) => {
    await yen.connect(b).redeem(DEPOSITED - AMOUNT - 1n, PAYOUT);
    return {
      ...{ token: yen, leg: [b, a, AMOUNT] },
      ...{ error: "UnitsNotFree", args: [b.address, 1n, AMOUNT] },
    };
  },
  "a taker who wants the units for somebody without a pass": async ({ a, thief, bond }) => ({
    ...{ token: bond, leg: [a, thief, UNITS], recipient: thief },
    ...{ error: "PassNotWorking", args: [thief.address, STATUS.none] },
  }),
  "a taker who wants them for somebody whom the class does not admit": async (w) => {
    await w.granted([w.thief], { residence: 840 });
    return {
      ...{ token: w.bond, leg: [w.a, w.thief, UNITS], recipient: w.thief },
      ...{ error: "MayNotGain", args: [w.thief.address, 0, 840] },
    };
  },
  "a maker whose pass was suspended since": async (w) => {
    await suspended(w, w.a);
    return {
      ...{ token: w.yen, leg: [w.b, w.a, AMOUNT] },
      ...{ error: "PassNotWorking", args: [w.a.address, STATUS.suspended] },
    };
  },
  "a maker of whose units too many are frozen": async ({ desk, a, b, bond }) => {
    await desk.freezeUnits(bond, a, ISSUED - UNITS + 1n, REASON, DOCUMENT);
    return {
      ...{ token: bond, leg: [a, b, UNITS] },
      ...{ error: "UnitsNotFree", args: [a.address, UNITS - 1n, UNITS] },
    };
  },
  "a maker whose wallet is frozen in the class": async ({ desk, a, b, bond }) => {
    await desk.freezeWallet(bond, a, REASON, DOCUMENT);
    return {
      ...{ token: bond, leg: [a, b, UNITS] },
      ...{ error: "WalletFrozen", args: [a.address] },
    };
  },
  "a class that is paused": async ({ desk, pauser, a, b, bond }) => {
    await desk.connect(pauser).pause(bond);
    return { token: bond, leg: [a, b, UNITS], error: "TokenPaused", args: [] };
  },
};

describe("AirSwap", () => {
  it("swaps units against yen by a signed order, has no pass and owns nothing after", async () => {
    const w = await loadSwap();
    const { swap, a, b, bond, yen } = w;
    expect((await standingOf(w, swap)).status).to.equal(STATUS.none);
    expect(await w.books()).to.deep.equal(BEFORE);
    const { order, signature } = await w.offered();
    const sent = await swap.swap(b, order, signature);
    await expect(sent).to.emit(swap.contract, "SwapERC20").withArgs(order.nonce, a.address);
    await expect(sent).to.emit(bond, "Transfer").withArgs(a.address, b.address, UNITS);
    await expect(sent).to.emit(yen, "Transfer").withArgs(b.address, a.address, AMOUNT);
    const { units, yen: cash } = BEFORE;
    expect(await w.books()).to.deep.equal({
      units: { ...units, balances: [ISSUED - UNITS, UNITS, 0n, 0n, 0n], holders: 2 },
      yen: { ...cash, balances: [AMOUNT, DEPOSITED - AMOUNT, 0n, 0n, 0n], holders: 2 },
    });
    const addresses = w.wallets.map(({ address }) => address);
    for (const token of [bond, yen]) await expectTotals(token, addresses);
  });

  for (const [given, hinder] of Object.entries(HINDRANCES)) {
    it(`given ${given}, moves neither leg`, async () => {
      const w = await loadSwap();
      const { taker = w.b, recipient = taker, ...refused } = await hinder(w);
      const offer = await w.offered({ senderWallet: taker.address });
      const { order, signature } = offer;
      const sent = () => w.swap.swap(taker, order, signature, recipient.address);
      await expectSwapRefused(w, offer, refused, sent);
    });
  }

  it("given a fee for a wallet without a pass, moves nothing; with one, pays it", async () => {
    const w = await loadSwap();
    const { swap, a, b, c, bond, yen } = w;
    await swap.contract.getFunction("setProtocolFee")(30);
    const fee = (AMOUNT * 30n) / 10_000n;
    const order = {
      ...{ protocolFee: 30, senderWallet: a.address },
      ...{ signerToken: await yen.getAddress(), signerAmount: AMOUNT },
      ...{ senderToken: await bond.getAddress(), senderAmount: UNITS },
    };
    const offer = await w.offered(order, b);
    const sent = () => swap.swap(a, offer.order, offer.signature);
    const args = [c.address, STATUS.none];
    const refused = { token: yen, leg: [b, c, fee], error: "PassNotWorking", args } as const;
    await expectSwapRefused(w, offer, refused, sent);
    await w.granted([c]);
    const again = await w.offered(order, b);
    await expect(swap.swap(a, again.order, again.signature))
      .to.emit(yen, "Transfer")
      .withArgs(b.address, c.address, fee);
    const { units, yen: cash } = BEFORE;
    expect(await w.books()).to.deep.equal({
      units: { ...units, balances: [ISSUED - UNITS, UNITS, 0n, 0n, 0n], holders: 2 },
      yen: { ...cash, balances: [AMOUNT, DEPOSITED - AMOUNT - fee, fee, 0n, 0n], holders: 3 },
    });
  });

  it("by its cheaper verb, asks a pass of the fee's wallet also for a fee of nothing", async () => {
    const w = await loadSwap();
    const { swap, a, b, c, bond } = w;
    const offer = await w.offered();
    const sent = () => swap.swapLight(b, offer.order, offer.signature);
    const args = [c.address, STATUS.none];
    const refused = { token: bond, leg: [a, c, 0n], error: "PassNotWorking", args } as const;
    await expectSwapRefused(w, offer, refused, sent);
    await w.granted([c]);
    const { order, signature } = await w.offered();
    await expect(swap.swapLight(b, order, signature))
      .to.emit(swap.contract, "SwapERC20")
      .withArgs(order.nonce, a.address);
    const { units, yen: cash } = BEFORE;
    expect(await w.books()).to.deep.equal({
      units: { ...units, balances: [ISSUED - UNITS, UNITS, 0n, 0n, 0n], holders: 2 },
      yen: { ...cash, balances: [AMOUNT, DEPOSITED - AMOUNT, 0n, 0n, 0n], holders: 2 },
    });
  });
});

// ------------------------------------------------------------------ ERC-4626

const loadUnitVault = fixture(() => withVault("units"));
const loadYenVault = fixture(() => withVault("yen"));

async function withPass(load: () => Promise<WithVault>) {
  const w = await load();
  await grantedSystem(w, w.vault);
  return w;
}

async function expectVaultTotals({ token, wallets, vault }: WithVault) {
  const addresses = wallets.map(({ address }) => address);
  await expectTotals(token, addresses, [], [vault.address]);
}

/** The books before anything was deposited. */
const UNTOUCHED = {
  balances: [60n, 40n, 0n, 0n, 0n],
  held: [0n, 0n, 0n, 0n, 0n],
  supply: 100n,
  holders: 2,
  shares: [0n, 0n, 0n, 0n, 0n],
};

for (const [asset, load] of [
  ["units", loadUnitVault],
  ["yen", loadYenVault],
] as const) {
  describe(`An ERC-4626 vault for ${asset}`, () => {
    it("ELIG-1: without a pass, or while that waits for a veto, takes no deposit", async () => {
      const w = await load();
      const { token, contract, vault, a } = w;
      const expectNoDeposit = async (status: bigint) => {
        for (const attempt of [
          () => contract.connect(a).deposit(10n, a),
          () => contract.connect(a).mint(10n, a),
          () => token.connect(a).transfer(vault.address, 10n),
        ]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(token, "PassNotWorking")
            .withArgs(vault.address, status);
        }
        expect(await w.books()).to.deep.equal(UNTOUCHED);
      };
      await expectNoDeposit(STATUS.none);
      const { systemGrant, attestations } = await signedSystemGrant(w, vault);
      await w.pass.grantSystem(systemGrant, attestations);
      await expectNoDeposit(STATUS.inVetoWindow);
    });

    it("takes deposits for shares, is no investor, and gives back what it took", async () => {
      const w = await withPass(load);
      const { token, contract, vault, a, b } = w;
      const all = await contract.connect(a).deposit(60n, a);
      await expect(all).to.emit(token, "Transfer").withArgs(a.address, vault.address, 60n);
      await expect(all).to.emit(contract, "Deposit").withArgs(a.address, a.address, 60n, 60n);
      await contract.connect(b).deposit(10n, b);
      expect(await w.books(), "A is in the vault, and the vault is nobody").to.deep.equal({
        ...{ ...UNTOUCHED, balances: [0n, 30n, 0n, 0n, 70n], holders: 1 },
        shares: [60n, 10n, 0n, 0n, 0n],
      });
      await expectVaultTotals(w);
      const part = await contract.connect(a).redeem(25n, a, a);
      await expect(part).to.emit(token, "Transfer").withArgs(vault.address, a.address, 25n);
      await expect(part)
        .to.emit(contract, "Withdraw")
        .withArgs(a.address, a.address, a.address, 25n, 25n);
      expect(await w.books()).to.deep.equal({
        ...{ ...UNTOUCHED, balances: [25n, 30n, 0n, 0n, 45n] },
        shares: [35n, 10n, 0n, 0n, 0n],
      });
      await expectVaultTotals(w);
      await contract.connect(a).withdraw(35n, a, a);
      await contract.connect(b).redeem(10n, b, b);
      expect(await w.books()).to.deep.equal(UNTOUCHED);
      await expectVaultTotals(w);
    });

    it("ELIG-2: gives nothing to a depositor whose pass was revoked, whoever asks", async () => {
      const w = await withPass(load);
      const { token, contract, a, b } = w;
      await contract.connect(a).deposit(20n, a);
      await contract.connect(a).approve(b, 20n);
      await revoked(w, a);
      const before = await w.books();
      for (const attempt of [
        () => contract.connect(a).redeem(20n, a, a),
        () => contract.connect(a).withdraw(1n, a, a),
        () => contract.connect(b).redeem(20n, a, a),
        () => contract.connect(a).deposit(1n, a),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(a.address, STATUS.revoked);
      }
      expect(await w.books()).to.deep.equal(before);
      await expectVaultTotals(w);
    });

    it("is all that the gate sees: its shares go to anybody, and pay no stranger", async () => {
      const w = await withPass(load);
      const { token, contract, vault, a, b, thief } = w;
      await contract.connect(a).deposit(20n, a);
      await contract.connect(a).transfer(thief, 5n);
      await expect(contract.connect(thief).redeem(5n, thief, thief))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(thief.address, STATUS.none);
      await revoked(w, a);
      for (const holder of [thief, a]) {
        await expect(contract.connect(holder).redeem(5n, b, holder))
          .to.emit(token, "Transfer")
          .withArgs(vault.address, b.address, 5n);
      }
      expect(await w.books()).to.deep.equal({
        ...{ ...UNTOUCHED, balances: [40n, 50n, 0n, 0n, 10n] },
        shares: [10n, 0n, 0n, 0n, 0n],
      });
      await expectVaultTotals(w);
    });

    it("ELIG-2: neither takes nor gives once its own pass is suspended", async () => {
      const w = await withPass(load);
      const { token, contract, vault, a, b } = w;
      await contract.connect(a).deposit(20n, a);
      await suspended(w, vault);
      const before = await w.books();
      for (const attempt of [
        () => contract.connect(a).redeem(20n, a, a),
        () => contract.connect(a).redeem(20n, b, a),
        () => contract.connect(b).deposit(1n, b),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(vault.address, STATUS.suspended);
      }
      expect(await w.books()).to.deep.equal(before);
      await reinstated(w, [vault]);
      await contract.connect(a).redeem(20n, a, a);
      expect(await w.books()).to.deep.equal(UNTOUCHED);
      await expectVaultTotals(w);
    });
  });
}

describe("An ERC-4626 vault in a class for two investors", () => {
  it("would be a third with an ordinary pass, and is refused", async () => {
    const w = await loadUnitVault();
    const { token, contract, vault, a } = w;
    await w.granted([vault]);
    await expect(contract.connect(a).deposit(10n, a))
      .to.be.revertedWithCustomError(token, "TooManyInvestors")
      .withArgs(2);
    expect(await w.books()).to.deep.equal(UNTOUCHED);
  });

  it("keeps no place for its depositor: after his last unit, the class may be full", async () => {
    const w = await withPass(loadUnitVault);
    const { token, contract, a, b, c } = w;
    await contract.connect(a).deposit(60n, a);
    await token.connect(b).transfer(c, 15n);
    const before = await w.books();
    await expect(contract.connect(a).redeem(60n, a, a))
      .to.be.revertedWithCustomError(token, "TooManyInvestors")
      .withArgs(2);
    expect(await w.books()).to.deep.equal(before);
    await token.connect(c).transfer(b, 15n);
    await contract.connect(a).redeem(60n, a, a);
    expect(await w.books()).to.deep.equal(UNTOUCHED);
    await expectVaultTotals(w);
  });

  it("takes nothing from a depositor whom the registrar froze, and gives him nothing", async () => {
    const w = await withPass(loadUnitVault);
    const { token, contract, a } = w;
    await contract.connect(a).deposit(20n, a);
    await w.desk.freezeWallet(w.bond, a, REASON, DOCUMENT);
    const before = await w.books();
    for (const attempt of [
      () => contract.connect(a).deposit(1n, a),
      () => contract.connect(a).redeem(20n, a, a),
    ]) {
      await expect(attempt())
        .to.be.revertedWithCustomError(token, "WalletFrozen")
        .withArgs(a.address);
    }
    expect(await w.books()).to.deep.equal(before);
    await expectVaultTotals(w);
  });
});
