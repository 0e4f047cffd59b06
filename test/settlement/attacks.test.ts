import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import {
  concat,
  HDNodeWallet,
  MaxUint256,
  Mnemonic,
  Signature,
  TypedDataEncoder,
  toBeHex,
} from "ethers";
import { DvpSettlement__factory } from "../../sdk/contracts.ts";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { type Trade, tradeTypedData } from "../../sdk/encode/tradeTypedData.ts";
import {
  Bundler__factory,
  HostileWallet__factory,
  LyingCash__factory,
  ReentrancyLock__factory,
  StrangeClass__factory,
} from "../../types/index.js";
import { cloneOf } from "../support/cloneOf.ts";
import { fixture } from "../support/fixture.ts";
import { deploySafe, deploySignMessageLib } from "../support/safe.ts";
import {
  books,
  expectNothingOwned,
  expectRefused,
  expectSettled,
  settle,
} from "./support/books.ts";
import {
  AMOUNT,
  BUYER_YEN,
  ISSUE,
  REASON,
  SELLER_UNITS,
  type Signed,
  type TradeAgreed,
  tradeAgreed,
  UNITS,
} from "./support/tradeAgreed.ts";

const DVP = DvpSettlement__factory.createInterface();
const SECP256K1_N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const REENTERED = ReentrancyLock__factory.createInterface().getError("Reentered")!.selector;
/** What a contract wallet gets to answer with, as contracts/types/Signatures.sol has it. */
const ERC1271_GAS = 200_000;
/** Above what a settlement costs besides. */
const SETTLEMENT_GAS = 250_000;

/** As LyingCash.Lie and HostileWallet.Answer in test/support/mocks/settlement. */
const LIES = [
  ...["None", "ReturnsFalse", "ReturnsFalseYetMoves", "ReturnsNothing", "MovesNothing"],
  ...["MovesNothingAndReturnsNothing", "TakesFee", "TakesFeeOnTop", "PaysSomebodyElse"],
  ...["PaysTooMuch", "GrowsBoth", "ShrinksBoth", "ReturnsMuch", "ReturnsTwo"],
  ...["RevertsWithMuch", "BurnsGas", "CallsFirst"],
];
const ANSWERS = [
  ...["Nothing", "Yes", "YesWithMuchBehind", "WrongMagic", "One", "MagicInFourBytes"],
  ...["MagicWithDirt", "Megabyte", "Reverts", "RevertsWithMagic", "BurnsGas", "YesIfRefused"],
];

const load = fixture(tradeAgreed);
const loadWithLyingCash = fixture(lyingCash);
const loadWithWallet = fixture(hostileWallet);
const loadWithSafes = fixture(safes);
const loadUnderPrague = fixture(() => tradeAgreed({ hardfork: "prague" }));
const loadUnderCancun = fixture(() => tradeAgreed({ hardfork: "cancun" }));
const loadOnMainnet = fixture(() => tradeAgreed({ chainId: 1 }));

async function lyingCash() {
  const scene = await tradeAgreed();
  const { buyer, dvp, deployer } = scene;
  const cash = await new LyingCash__factory(deployer).deploy(0);
  await cash.mint(buyer, BUYER_YEN);
  await cash.mint(scene.seller, BUYER_YEN);
  await cash.connect(buyer).approve(dvp, MaxUint256);
  await scene.listed(cash);
  return { ...scene, cash, cashAddress: await cash.getAddress() };
}

/** A contract wallet with a pass, units, yen and allowances, so that it can be seller or buyer. */
async function hostileWallet() {
  const scene = await tradeAgreed();
  const { bond, yen, desk, seller, buyer, deployer, platform } = scene;
  const wallet = await new HostileWallet__factory(deployer).deploy();
  const address = await wallet.getAddress();
  await scene.granted([{ address }]);
  await desk.issue(bond, address, SELLER_UNITS, ISSUE);
  await scene.minted({ address }, BUYER_YEN);
  for (const token of [bond, yen]) {
    const approve = token.interface.encodeFunctionData("approve", [platform.dvp, MaxUint256]);
    await wallet.execute(token, approve);
  }

  /** A trade in which the wallet stands in the place of `party`. */
  async function agreedBy(party: "seller" | "buyer", changes: Partial<Trade> = {}) {
    const units = { units: UNITS, amount: AMOUNT, [party]: address, ...changes };
    const signed = await scene.signedTrade(seller, buyer, bond, units);
    return { ...signed, [`${party}Signature`]: "0xc0ffee" };
  }

  return { ...scene, wallet, walletAddress: address, agreedBy };
}

/** A seller that is a Safe of three owners of whom two must sign, and a buyer that is another. */
async function safes() {
  const scene = await tradeAgreed();
  const { bond, yen, desk, dvp, platform, chainId, deployer, a, b, c, thief } = scene;
  const owners = [a, b, c] as const;
  const sellerSafe = await deploySafe(deployer, chainId, owners, 2);
  const buyerSafe = await deploySafe(deployer, chainId, [thief, b, a], 2);
  await scene.granted([sellerSafe, buyerSafe]);
  await desk.issue(bond, sellerSafe.address, SELLER_UNITS, ISSUE);
  await scene.minted(buyerSafe, BUYER_YEN);
  const approve = bond.interface.encodeFunctionData("approve", [platform.dvp, MaxUint256]);
  await sellerSafe.execute(bond, approve, [a, c]);
  await buyerSafe.execute(yen, approve, [a, thief]);

  async function agreedBySafes() {
    const { trade } = await scene.agreed({
      seller: sellerSafe.address,
      buyer: buyerSafe.address,
    });
    return { trade, data: tradeTypedData(chainId, platform.dvp, trade), id: await dvp.idOf(trade) };
  }

  return { ...scene, owners, sellerSafe, buyerSafe, agreedBySafes };
}

/** Replaces one signature or both. */
function signedWith(signed: Signed, change: (signature: string) => string): Signed[] {
  const { sellerSignature, buyerSignature } = signed;
  return [
    { ...signed, sellerSignature: change(sellerSignature) },
    { ...signed, buyerSignature: change(buyerSignature) },
    {
      ...signed,
      sellerSignature: change(sellerSignature),
      buyerSignature: change(buyerSignature),
    },
  ];
}

/** The call that settles a trade. */
function settlementOf({ trade, sellerSignature, buyerSignature }: Signed): string {
  return DVP.encodeFunctionData("settle", [trade, sellerSignature, buyerSignature]);
}

/** Settles only with all the gas that it takes; with less, neither leg moves, whatever runs out: DVP-1. */
async function expectRefusedWithLess(scene: TradeAgreed, signed: Signed): Promise<void> {
  const { dvp, networkHelpers } = scene;
  const { trade, sellerSignature, buyerSignature } = signed;
  const before = await books(scene, signed);
  const { restore } = await networkHelpers.takeSnapshot();
  await expectSettled(scene, signed);
  const gasUsed = await lastGas(scene);
  await restore();
  const step = Math.ceil((gasUsed - 40_000) / 32);
  for (let gasLimit = 40_000; gasLimit < gasUsed; gasLimit += step) {
    const sent = dvp.settle(trade, sellerSignature, buyerSignature, { gasLimit });
    const settled = await sent.then(
      () => true,
      () => false,
    );
    expect(settled, `settled with ${gasLimit} gas of ${gasUsed}`).to.equal(false);
    expect(await books(scene, signed), `DVP-1: at ${gasLimit} gas`).to.deep.equal(before);
  }
}

/** Gas of the last transaction, one that failed included. */
async function lastGas({ ethers }: Pick<TradeAgreed, "ethers">): Promise<number> {
  const block = await ethers.provider.getBlock("latest");
  const receipt = await ethers.provider.getTransactionReceipt(block!.transactions[0]!);
  return Number(receipt!.gasUsed);
}

describe("attack: a stranger's class", () => {
  it("given one that answers a genuine class's number: is not called (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, deployer } = scene;
    const number = await bond.classNumber();
    const strange = await new StrangeClass__factory(deployer).deploy(number);
    const security = await strange.getAddress();
    const signed = await scene.agreed({ security });
    const error = "NotAClassOfThePlatform";
    await expectRefused(scene, signed, { by: dvp, error, args: [security] });
    await expectSettled(scene, await scene.agreed());
    await expectRefused(scene, signed, { by: dvp, error, args: [security] });
  });

  it("given one that answers a number no class has, yen's, or no number at all (DVP-1)", async () => {
    const scene = await load();
    const { dvp, deployer } = scene;
    const error = "NotAClassOfThePlatform";
    for (const number of [0n, 2n, 513n, 65_535n, 65_537n]) {
      const strange = await new StrangeClass__factory(deployer).deploy(number);
      const security = await strange.getAddress();
      const signed = await scene.agreed({ security });
      await expectRefused(scene, signed, { by: dvp, error, args: [security] });
    }
  });

  it("given a clone of the genuine implementation, under a genuine number (DVP-1)", async () => {
    const scene = await load();
    const { bond, dvp, thief, platform } = scene;
    const number = Number(await bond.classNumber());
    const terms = classTerms(scene.platformFile, scene.classFile);
    const rogue = await cloneOf(thief, platform.implementation, terms);
    const rogueToken = bond.attach(rogue) as typeof bond;
    await rogueToken.initialize(number, false);
    expect(await rogueToken.classNumber()).to.equal(number);
    const signed = await scene.agreed({ security: rogue });
    const error = "NotAClassOfThePlatform";
    await expectRefused(scene, signed, { by: dvp, error, args: [rogue] });
  });

  it("given the implementation itself, the pass or the settlement contract (DVP-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const closed = await scene.agreed({ security: platform.implementation, termsEpoch: 0 });
    const args = [platform.implementation];
    await expectRefused(scene, closed, { by: dvp, error: "NotAClassOfThePlatform", args });
    for (const security of [platform.pass, platform.dvp, platform.desk]) {
      const signed = await scene.agreed({ security });
      const refusal = { by: dvp, error: "NotAClassOfThePlatform", args: [security] };
      await expectRefused(scene, signed, refusal);
    }
  });
});

describe("attack: front-running", () => {
  it("given anyone who copies the call and is first: the same trade settles, once (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, thief, relayer, networkHelpers, ethers } = scene;
    const signed = await scene.agreed();
    const before = await books(scene, signed);
    await ethers.provider.send("evm_setAutomine", [false]);
    const gasLimit = 500_000;
    const { trade, sellerSignature, buyerSignature } = signed;
    const values = [trade, sellerSignature, buyerSignature] as const;
    const mine = await dvp.connect(relayer).settle(...values, { gasLimit, gasPrice: 10n ** 10n });
    const theirs = await dvp.connect(thief).settle(...values, { gasLimit, gasPrice: 10n ** 11n });
    await networkHelpers.mine();
    await ethers.provider.send("evm_setAutomine", [true]);
    const receipts = await Promise.all(
      [mine, theirs].map(({ hash }) => ethers.provider.getTransactionReceipt(hash)),
    );
    expect(receipts.map((receipt) => receipt!.status)).to.deep.equal([0, 1]);
    const after = await books(scene, signed);
    const bond = await scene.bond.getAddress();
    expect(after[bond]!.seller, "DVP-1: units left once").to.equal(before[bond]!.seller - UNITS);
    expect(after[scene.platform.yen]!.seller, "DVP-1: cash came once").to.equal(AMOUNT);
    expect(await dvp.isNonceUsed(seller, trade.sellerNonce)).to.equal(true);
    expectNothingOwned(after);
  });

  for (const cancelFirst of [true, false]) {
    const order = cancelFirst ? "a cancel before" : "a cancel after";
    it(`given ${order} the settlement in one block: the first alone counts (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, seller, relayer, networkHelpers, ethers } = scene;
      const signed = await scene.agreed();
      const { trade, sellerSignature, buyerSignature } = signed;
      const [high, low] = [10n ** 11n, 10n ** 10n];
      await ethers.provider.send("evm_setAutomine", [false]);
      const settling = await dvp.connect(relayer).settle(trade, sellerSignature, buyerSignature, {
        gasLimit: 500_000,
        gasPrice: cancelFirst ? low : high,
      });
      const cancelling = await dvp
        .connect(seller)
        .cancel(trade.sellerNonce, { gasLimit: 100_000, gasPrice: cancelFirst ? high : low });
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const status = async (hash: string) =>
        (await ethers.provider.getTransactionReceipt(hash))!.status;
      expect(await status(settling.hash), "settlement").to.equal(cancelFirst ? 0 : 1);
      expect(await status(cancelling.hash), "cancel").to.equal(cancelFirst ? 1 : 0);
      const after = await books(scene, signed);
      const expected = cancelFirst ? 0n : AMOUNT;
      expect(after[scene.platform.yen]!.seller, "DVP-1: cash").to.equal(expected);
      const units = after[await scene.bond.getAddress()]!.buyer;
      expect(units, "DVP-1: units").to.equal(cancelFirst ? 0n : UNITS);
      expectNothingOwned(after);
    });
  }

  it("given too little gas for all of it: neither leg moves, at any limit (DVP-1)", async () => {
    const scene = await load();
    await expectRefusedWithLess(scene, await scene.agreed());
  });
});

describe("attack: replay", () => {
  it("given a second settlement contract: refuses the first one's signatures (DVP-1)", async () => {
    const scene = await load();
    const { seller, buyer, bond, yen, deployer, platform } = scene;
    const factory = new DvpSettlement__factory(deployer);
    const other = await factory.deploy(platform.authority, platform.pass, platform.yen, 400_000);
    await bond.connect(seller).approve(other, MaxUint256);
    await yen.connect(buyer).approve(other, MaxUint256);
    const signed = await scene.agreed();
    const args = [seller.address, await other.idOf(signed.trade)];
    const refusal = { by: other, error: "SignatureInvalid", args };
    await expectRefused({ ...scene, dvp: other }, signed, refusal);
    await expectSettled(scene, signed);
    await expectRefused({ ...scene, dvp: other }, signed, refusal);
  });

  it("given another chain with the same contracts: refuses the first one's (DVP-1)", async () => {
    const here = await load();
    const there = await loadOnMainnet();
    expect(there.platform.dvp, "the same addresses").to.equal(here.platform.dvp);
    expect(there.chainId, "another chain").to.not.equal(here.chainId);
    const settleBy = Math.max(await here.now(), await there.now()) + 10_000;
    const signed = await here.agreed({ settleFrom: 0, settleBy, sellerNonce: 9_999n });
    const args = [here.seller.address, await there.dvp.idOf(signed.trade)];
    await expectRefused(there, signed, { by: there.dvp, error: "SignatureInvalid", args });
    await expectSettled(here, signed);
  });

  it("given a chain that split off with the contract on it: refuses the old chain's (DVP-1)", async () => {
    const old = await load();
    const split = await loadOnMainnet();
    // The code with the domain that it remembers from the old chain.
    const code = await old.ethers.provider.getCode(old.platform.dvp);
    expect(code).to.not.equal(await split.ethers.provider.getCode(split.platform.dvp));
    await split.networkHelpers.setCode(split.platform.dvp, code);
    const settleBy = Math.max(await old.now(), await split.now()) + 10_000;
    const signed = await old.agreed({ settleFrom: 0, settleBy, sellerNonce: 9_999n });
    const args = [old.seller.address, await split.dvp.idOf(signed.trade)];
    await expectRefused(split, signed, { by: split.dvp, error: "SignatureInvalid", args });
    await expectSettled(split, await split.agreed());
  });

  it("given another version or name of the contract in what was signed (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, chainId, platform } = scene;
    const { trade } = await scene.agreed();
    const right = tradeTypedData(chainId, platform.dvp, trade);
    for (const change of [{ version: "2" }, { name: "Kessai" }]) {
      const data = { ...right, domain: { ...right.domain, ...change } };
      const signed = {
        trade,
        sellerSignature: await signTypedData(seller, data),
        buyerSignature: await signTypedData(buyer, data),
      };
      const args = [seller.address, await dvp.idOf(trade)];
      await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid", args });
    }
  });

  it("given a settled trade signed again, with the other form of each signature (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const signed = await scene.agreed();
    await expectSettled(scene, signed);
    for (const again of [signed, ...signedWith(signed, twin)]) {
      await expect(settle(scene, again)).to.be.revertedWithCustomError(
        dvp,
        again.sellerSignature === signed.sellerSignature &&
          again.buyerSignature === signed.buyerSignature
          ? "NonceUsed"
          : "SignatureInvalid",
      );
    }
    expect(await dvp.isNonceUsed(seller, signed.trade.sellerNonce)).to.equal(true);
  });
});

/** The other (r, s, v) that recovers to the same key. */
function twin(signature: string): string {
  const { r, s, v } = Signature.from(signature);
  return concat([r, toBeHex(SECP256K1_N - BigInt(s), 32), toBeHex(v === 27 ? 28 : 27)]);
}

describe("attack: malleable signatures", () => {
  const forms: readonly [string, (signature: string) => string][] = [
    ["its twin with a high s", twin],
    ["its 64 bytes of ERC-2098", (signature) => Signature.from(signature).compactSerialized],
    [
      "v of 0 or 1",
      (signature) => `${signature.slice(0, -2)}0${Signature.from(signature).yParity}`,
    ],
    ["a byte more", (signature) => `${signature}00`],
    ["a byte less", (signature) => signature.slice(0, -2)],
    ["zeros, which recover to the zero address", () => toBeHex(0, 65)],
  ];
  for (const [what, form] of forms) {
    it(`given ${what}: refuses it in either place (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, seller, buyer } = scene;
      const signed = await scene.agreed();
      const id = await dvp.idOf(signed.trade);
      const parties = [seller, buyer, seller];
      for (const [index, changed] of signedWith(signed, form).entries()) {
        const args = [parties[index]!.address, id];
        await expectRefused(scene, changed, { by: dvp, error: "SignatureInvalid", args });
      }
      await expectSettled(scene, signed);
    });
  }

  it("given the zero address as a party: no signature is its (DVP-1)", async () => {
    const scene = await load();
    const { dvp, ethers } = scene;
    const { trade, ...signatures } = await scene.agreed();
    for (const party of ["seller", "buyer"] as const) {
      const changed = { ...trade, [party]: ethers.ZeroAddress };
      for (const signature of ["0x", toBeHex(0, 65)]) {
        const signed = { trade: changed, ...signatures, [`${party}Signature`]: signature };
        await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid" });
      }
    }
  });
});

describe("attack: a hostile contract wallet (ERC-1271)", () => {
  const refused = ANSWERS.filter((answer) => !answer.startsWith("Yes"));
  for (const party of ["seller", "buyer"] as const) {
    for (const answer of refused) {
      it(`given a ${party} that answers ${answer}: refuses, within bounds (DVP-1)`, async () => {
        const scene = await loadWithWallet();
        const { dvp, wallet, walletAddress } = scene;
        await wallet.setAnswer(ANSWERS.indexOf(answer));
        const signed = await scene.agreedBy(party);
        const { trade, sellerSignature, buyerSignature } = signed;
        const args = [walletAddress, await dvp.idOf(trade)];
        const gasLimit = 5_000_000;
        const sent = () => dvp.settle(trade, sellerSignature, buyerSignature, { gasLimit });
        const refusal = { by: dvp, error: "SignatureInvalid", args };
        await expectRefused(scene, signed, refusal, { sent });
        expect(await lastGas(scene)).to.be.lessThan(ERC1271_GAS + SETTLEMENT_GAS);
      });
    }

    it(`given a ${party} that says yes, with much behind it: copies a word (DVP-1)`, async () => {
      const scene = await loadWithWallet();
      const { wallet } = scene;
      await wallet.setAnswer(ANSWERS.indexOf("Yes"));
      await expectSettled(scene, await scene.agreedBy(party));
      const plain = await lastGas(scene);
      await wallet.setAnswer(ANSWERS.indexOf("YesWithMuchBehind"));
      await expectSettled(scene, await scene.agreedBy(party));
      expect(await lastGas(scene)).to.be.lessThan(plain + ERC1271_GAS);
    });

    it(`given a ${party} that settles another trade when asked: only the first (DVP-1)`, async () => {
      const scene = await loadWithWallet();
      const { dvp, wallet, platform } = scene;
      const inner = await scene.agreed();
      const { trade } = inner;
      await wallet.setCall(platform.dvp, settlementOf(inner), REENTERED);
      await wallet.setAnswer(ANSWERS.indexOf("YesIfRefused"));
      // It says yes only because it was refused with Reentered.
      await expectSettled(scene, await scene.agreedBy(party));
      expect(await dvp.isNonceUsed(trade.seller, trade.sellerNonce)).to.equal(false);
      await expectSettled(scene, inner);
    });

    it(`given a ${party} that moves its tokens when asked: it cannot (DVP-1)`, async () => {
      const scene = await loadWithWallet();
      const { bond, yen, wallet, thief } = scene;
      await scene.granted([thief]);
      const token = party === "seller" ? bond : yen;
      const data = token.interface.encodeFunctionData("transfer", [thief.address, 1n]);
      await wallet.setCall(token, data, "0x00000000");
      await wallet.setAnswer(ANSWERS.indexOf("YesIfRefused"));
      await expectSettled(scene, await scene.agreedBy(party));
      expect(await token.balanceOf(thief)).to.equal(0n);
    });
  }

  for (const answer of ["Nothing", "MagicInFourBytes", "Reverts"]) {
    it(`given a buyer that answers ${answer} after a seller that said yes: refuses (DVP-1)`, async () => {
      const scene = await loadWithWallet();
      const { dvp, wallet, deployer } = scene;
      await wallet.setAnswer(ANSWERS.indexOf("Yes"));
      const buyer = await new HostileWallet__factory(deployer).deploy();
      await buyer.setAnswer(ANSWERS.indexOf(answer));
      const address = await buyer.getAddress();
      // The first one's yes must not be left where the second one's is looked for.
      const signed = await scene.agreedBy("seller", { buyer: address });
      const args = [address, await dvp.idOf(signed.trade)];
      const refusal = { by: dvp, error: "SignatureInvalid", args };
      await expectRefused(scene, { ...signed, buyerSignature: "0x" }, refusal);
    });
  }

  it("given a relayer who leaves the wallet too little gas to say yes: neither leg (DVP-1)", async () => {
    const scene = await loadWithWallet();
    await scene.wallet.setAnswer(ANSWERS.indexOf("YesWithMuchBehind"));
    const signed = await scene.agreedBy("seller");
    await expectRefusedWithLess(scene, signed);
    await expectSettled(scene, signed);
  });
});

describe("attack: a Safe of three owners of whom two must sign", () => {
  it("given fewer owners, an owner twice, or a stranger: refuses (DVP-1)", async () => {
    const scene = await loadWithSafes();
    const { dvp, sellerSafe, buyerSafe, a, b, c, thief, relayer } = scene;
    const { trade, data, id } = await scene.agreedBySafes();
    const buyerSignature = await buyerSafe.sign(data, [a, thief]);
    const cases: [string, Promise<string> | string][] = [
      ["one owner", sellerSafe.sign(data, [a])],
      ["one owner twice", sellerSafe.sign(data, [a, a])],
      ["one owner and a stranger", sellerSafe.sign(data, [c, relayer])],
      ["nobody", "0x"],
      ["an owner, with a plain signature of the trade", signTypedData(a, data)],
      ["the other Safe's owners", buyerSafe.sign(data, [a, b])],
    ];
    for (const [, signature] of cases) {
      const signed = { trade, sellerSignature: await signature, buyerSignature };
      const args = [sellerSafe.address, id];
      await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid", args });
    }
  });

  it("given two owners on each side: settles between the Safes (DVP-1, DVP-2)", async () => {
    const scene = await loadWithSafes();
    const { sellerSafe, buyerSafe, a, b, c, thief } = scene;
    for (const [owners, others] of [
      [
        [a, b],
        [thief, a],
      ],
      [
        [c, b],
        [b, thief],
      ],
      [
        [a, b, c],
        [a, b, thief],
      ],
    ] as const) {
      const { trade, data } = await scene.agreedBySafes();
      const sellerSignature = await sellerSafe.sign(data, owners);
      const buyerSignature = await buyerSafe.sign(data, others);
      await expectSettled(scene, { trade, sellerSignature, buyerSignature });
    }
  });

  it("given a third owner needed since signing: refuses two, takes three (DVP-1)", async () => {
    const scene = await loadWithSafes();
    const { dvp, sellerSafe, buyerSafe, a, b, c } = scene;
    const { trade, data, id } = await scene.agreedBySafes();
    const buyerSignature = await buyerSafe.sign(data, [a, b]);
    const two = await sellerSafe.sign(data, [a, b]);
    const { contract } = sellerSafe;
    const raise = contract.interface.encodeFunctionData("changeThreshold", [3]);
    await sellerSafe.execute(contract, raise, [b, c]);
    const args = [sellerSafe.address, id];
    const signed = { trade, sellerSignature: two, buyerSignature };
    await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid", args });
    const sellerSignature = await sellerSafe.sign(data, [a, b, c]);
    await expectSettled(scene, { trade, sellerSignature, buyerSignature });
  });

  it("given a trade that the Safe approved on chain: needs no signature (DVP-1)", async () => {
    const scene = await loadWithSafes();
    const { dvp, sellerSafe, buyerSafe, deployer, a, c, thief } = scene;
    const { trade, data, id } = await scene.agreedBySafes();
    const buyerSignature = await buyerSafe.sign(data, [a, thief]);
    const signed = { trade, sellerSignature: "0x", buyerSignature };
    const args = [sellerSafe.address, id];
    await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid", args });
    const library = await deploySignMessageLib(deployer);
    const digest = TypedDataEncoder.hash(data.domain, data.types, data.message);
    const approve = library.interface.encodeFunctionData("signMessage", [digest]);
    await sellerSafe.executeDelegated(library, approve, [a, c]);
    await expectSettled(scene, signed);
  });

  it("given a Safe whose pass was revoked: refuses whoever signs (DVP-1, ELIG-2)", async () => {
    const scene = await loadWithSafes();
    const { bond, pass, guardian, sellerSafe, buyerSafe, a, b, c } = scene;
    const { trade, data } = await scene.agreedBySafes();
    const sellerSignature = await sellerSafe.sign(data, [a, b, c]);
    const buyerSignature = await buyerSafe.sign(data, [a, b]);
    await pass.connect(guardian).revoke(buyerSafe.address, REASON);
    const refusal = { by: bond, error: "PassNotWorking", args: [buyerSafe.address, 5] };
    await expectRefused(scene, { trade, sellerSignature, buyerSignature }, refusal);
  });
});

describe("attack: an account with delegated code (EIP-7702)", () => {
  for (const answer of ["Nothing", "BurnsGas", "Reverts", "WrongMagic"]) {
    it(`given code that answers ${answer}: the key's plain signature counts (DVP-1)`, async () => {
      const scene = await loadUnderPrague();
      const { seller } = scene;
      await delegate(scene, seller, answer);
      await expectSettled(scene, await scene.agreed());
    });
  }

  it("given code that says no: nobody else's signature counts (DVP-1)", async () => {
    const scene = await loadUnderPrague();
    const { dvp, seller, thief, bond, buyer } = scene;
    await delegate(scene, seller, "Nothing");
    const signed = await scene.agreed();
    const { trade } = signed;
    const { sellerSignature } = await scene.signedTrade(thief, buyer, bond, { ...trade });
    const args = [seller.address, await dvp.idOf(trade)];
    const refusal = { by: dvp, error: "SignatureInvalid", args };
    await expectRefused(scene, { ...signed, sellerSignature }, refusal);
    await expectSettled(scene, signed);
  });

  it("given code that says yes to all: the account has chosen so (DVP-1)", async () => {
    const scene = await loadUnderPrague();
    await delegate(scene, scene.seller, "Yes");
    await expectSettled(scene, { ...(await scene.agreed()), sellerSignature: "0x" });
  });

  it("given code under cancun, which cannot run it: the plain signature counts (DVP-1)", async () => {
    const scene = await loadUnderCancun();
    const { dvp, seller, deployer, networkHelpers } = scene;
    const wallet = await new HostileWallet__factory(deployer).deploy();
    const code = concat(["0xef0100", await wallet.getAddress()]);
    await networkHelpers.setCode(seller.address, code);
    const signed = await scene.agreed();
    const args = [seller.address, await dvp.idOf(signed.trade)];
    const refusal = { by: dvp, error: "SignatureInvalid", args };
    await expectRefused(scene, { ...signed, sellerSignature: "0x" }, refusal);
    await expectSettled(scene, signed);
  });

  /** Sends a real authorization for code that answers so. */
  async function delegate(scene: TradeAgreed, account: HardhatEthersSigner, answer: string) {
    const { ethers, deployer } = scene;
    const signers = await ethers.getSigners();
    const index = signers.findIndex(({ address }) => address === account.address);
    const mnemonic = Mnemonic.fromPhrase(
      "test test test test test test test test test test test junk",
    );
    const key = HDNodeWallet.fromMnemonic(mnemonic, `m/44'/60'/0'/0/${index}`).connect(
      ethers.provider,
    );
    expect(key.address, "the development key").to.equal(account.address);
    const wallet = await new HostileWallet__factory(deployer).deploy();
    const address = await wallet.getAddress();
    const nonce = (await key.getNonce()) + 1;
    const authorization = await key.authorize({ address, nonce });
    await (
      await key.sendTransaction({ to: deployer.address, authorizationList: [authorization] })
    ).wait();
    expect(await ethers.provider.getCode(account.address), "delegated").to.equal(
      concat(["0xef0100", address]).toLowerCase(),
    );
    const own = HostileWallet__factory.connect(account.address, account);
    await own.setAnswer(ANSWERS.indexOf(answer));
  }
});

describe("attack: a listed cash token that lies", () => {
  const inexact: readonly [string, paid: bigint, received: bigint][] = [
    ["MovesNothing", 0n, 0n],
    ["MovesNothingAndReturnsNothing", 0n, 0n],
    ["TakesFee", AMOUNT, AMOUNT - 1n],
    ["TakesFeeOnTop", AMOUNT + 1n, AMOUNT],
    ["PaysSomebodyElse", AMOUNT, 0n],
    ["PaysTooMuch", AMOUNT, AMOUNT + 1n],
    // Both parties have 50,000,000 before.
    ["GrowsBoth", 0n, 6_100_000n],
    ["ShrinksBoth", 5_900_000n, 0n],
  ];
  for (const [lie, paid, received] of inexact) {
    it(`given one that ${lie}: refuses (DVP-1, DVP-2)`, async () => {
      const scene = await loadWithLyingCash();
      const { dvp, cash, cashAddress } = scene;
      await cash.setLie(LIES.indexOf(lie));
      const signed = await scene.agreed({ cash: cashAddress });
      const args = [cashAddress, AMOUNT, paid, received];
      const refusal = { by: dvp, error: "CashNotExact", args };
      await expectRefused(scene, signed, refusal, { assets: [cash] });
    });
  }

  for (const lie of ["ReturnsFalse", "ReturnsFalseYetMoves", "ReturnsTwo"]) {
    it(`given one that ${lie}: refuses (DVP-1)`, async () => {
      const scene = await loadWithLyingCash();
      const { dvp, cash, cashAddress } = scene;
      await cash.setLie(LIES.indexOf(lie));
      const signed = await scene.agreed({ cash: cashAddress });
      const refusal = { by: dvp, error: "SafeERC20FailedOperation", args: [cashAddress] };
      await expectRefused(scene, signed, refusal, { assets: [cash] });
    });
  }

  for (const lie of ["RevertsWithMuch", "BurnsGas"]) {
    it(`given one that ${lie}: refuses (DVP-1)`, async () => {
      const scene = await loadWithLyingCash();
      const { dvp, cash, cashAddress } = scene;
      await cash.setLie(LIES.indexOf(lie));
      const signed = await scene.agreed({ cash: cashAddress });
      const { trade, sellerSignature, buyerSignature } = signed;
      const before = await books(scene, signed, [cash]);
      const gasLimit = 2_000_000;
      const sent = dvp.settle(trade, sellerSignature, buyerSignature, { gasLimit });
      await expect(sent).to.revert(scene.ethers);
      expect(await books(scene, signed, [cash]), "DVP-1").to.deep.equal(before);
    });
  }

  for (const lie of ["ReturnsNothing", "ReturnsMuch"]) {
    it(`given one that ${lie}, yet moves the amount: settles (DVP-1, DVP-2)`, async () => {
      const scene = await loadWithLyingCash();
      const { cash, cashAddress } = scene;
      await cash.setLie(LIES.indexOf(lie));
      await expectSettled(scene, await scene.agreed({ cash: cashAddress }), { assets: [cash] });
    });
  }

  it("given one that settles another trade in the middle: that one is refused (DVP-1)", async () => {
    const scene = await loadWithLyingCash();
    const { cash, cashAddress, platform } = scene;
    const inner = await scene.agreed();
    await cash.setCall(platform.dvp, settlementOf(inner));
    await cash.setLie(LIES.indexOf("CallsFirst"));
    await expectSettled(scene, await scene.agreed({ cash: cashAddress }), { assets: [cash] });
    expect(await cash.called(), "the call in the middle").to.equal(false);
    expect(await cash.refusal()).to.equal(REENTERED);
    await expectSettled(scene, inner, { assets: [cash] });
  });

  it("given one that settles the same trade in the middle: it settles once (DVP-1)", async () => {
    const scene = await loadWithLyingCash();
    const { cash, cashAddress, platform } = scene;
    const signed = await scene.agreed({ cash: cashAddress });
    await cash.setCall(platform.dvp, settlementOf(signed));
    await cash.setLie(LIES.indexOf("CallsFirst"));
    await expectSettled(scene, signed, { assets: [cash] });
    expect(await cash.called()).to.equal(false);
    expect(await cash.refusal()).to.equal(REENTERED);
  });

  it("given cash sent to the settlement contract by a stranger: no trade pays from it (DVP-1)", async () => {
    const scene = await loadWithLyingCash();
    const { cash, cashAddress, buyer, platform } = scene;
    await cash.mint(platform.dvp, AMOUNT);
    await cash.connect(buyer).transfer(scene.thief, BUYER_YEN);
    const signed = await scene.agreed({ cash: cashAddress });
    const args = [buyer.address, 0n, AMOUNT];
    await expect(settle(scene, signed))
      .to.be.revertedWithCustomError(cash, "ERC20InsufficientBalance")
      .withArgs(...args);
    expect(await cash.balanceOf(platform.dvp)).to.equal(AMOUNT);
  });
});

describe("attack: the settlement contract made to own something", () => {
  it("given units or yen sent to it: the tokens refuse, it has no pass (DVP-2)", async () => {
    const { bond, yen, seller, buyer, platform } = await load();
    for (const [token, holder] of [
      [bond, seller],
      [yen, buyer],
    ] as const) {
      await expect(token.connect(holder).transfer(platform.dvp, 1n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(platform.dvp, 0);
      expect(await token.balanceOf(platform.dvp), "DVP-2").to.equal(0n);
    }
  });

  it("given it named as seller or buyer: it signs nothing (DVP-2)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    for (const party of ["seller", "buyer"] as const) {
      const signed = await scene.agreed({ [party]: platform.dvp });
      const args = [platform.dvp, await dvp.idOf(signed.trade)];
      await expectRefused(scene, signed, { by: dvp, error: "SignatureInvalid", args });
    }
  });

  it("given ether: takes none (DVP-2)", async () => {
    const { platform, thief, ethers } = await load();
    await expect(thief.sendTransaction({ to: platform.dvp, value: 1n })).to.revert(ethers);
    expect(await ethers.provider.getBalance(platform.dvp)).to.equal(0n);
  });
});

describe("attack: several trades in one transaction", () => {
  it("given a refused one between good ones: each stands for itself (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, deployer } = scene;
    const bundler = await new Bundler__factory(deployer).deploy();
    const trades = [
      await scene.agreed(),
      await scene.agreed({ units: SELLER_UNITS + 1n }),
      await scene.agreed(),
    ];
    const calls = [...trades, trades[0]!].map(settlementOf);
    const sent = bundler.send(dvp, calls);
    for (const [index, done] of [true, false, true, false].entries()) {
      await expect(sent).to.emit(bundler, "Sent").withArgs(index, done);
    }
    expect(await bond.balanceOf(buyer), "DVP-1: units").to.equal(2n * UNITS);
    expect(await yen.balanceOf(seller), "DVP-1: cash").to.equal(2n * AMOUNT);
    expect(await yen.balanceOf(dvp), "DVP-2").to.equal(0n);
    expect(await bond.balanceOf(dvp), "DVP-2").to.equal(0n);
  });
});
