import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { IYenToken__factory, YenAnnex__factory, YenToken__factory } from "../../sdk/contracts.ts";
import { permitTypedData } from "../../sdk/encode/permitTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import {
  expectAllRefused,
  expectNothingElse,
  expectOwnSelectors,
  expectSameState,
  expectWhole,
  writesOf,
} from "../support/halves.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { load } from "../support/load.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, world } from "../support/world.ts";

const REASON = encodeBytes32String("reason");
const PAYOUT = encodeBytes32String("payout");

const HALVES = {
  core: "contracts/money/YenToken.sol:YenToken",
  annex: "contracts/money/YenAnnex.sol:YenAnnex",
  whole: "contracts/money/interfaces/IYenToken.sol:IYenToken",
};

/** A and B have passes, A has 100 yen, and the annex is called at its own address. */
async function withAnnex() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.minted(w.a, 100n);
  const annex = IYenToken__factory.connect(await w.yen.annex(), w.relayer);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, annex, everyone };
}

/** What is refused by the authority, which the annex has none of. */
const RESTRICTED = [
  ...["attestReserve", "mint", "confirmRedemption", "returnRedemption", "registerBankAccount"],
  ...["recover", "freezeWallet", "freezeYen", "unfreezeWallet", "setFrozenTokens"],
  ...["forcedTransfer", "setSystemAccount", "setLimits", "setFreshness", "setContractURI"],
  ...["releaseByOrder", "pause", "unpause", "setAuthority"],
];

describe("The two halves of the yen token's code", () => {
  it("together declare what the interface does, and each function once", async () => {
    await expectWhole(HALVES, [
      ...["authority()", "isConsumingScheduledOp()", "setAuthority(address)"],
    ]);
  });

  it("have no selector in common with each other by accident", async () => {
    await expectOwnSelectors(HALVES);
  });

  it("keep the same state at the same places, as the compiler lays it out", async () => {
    await expectSameState(HALVES);
  });

  it("read and write the same state, as each verb's effect is seen by the other's views", async () => {
    const w = await load(withAnnex);
    // Written by the annex, read by the core.
    expect(await w.yen.balanceOf(w.a)).to.equal(100n);
    expect(await w.yen.totalSupply()).to.equal(100n);
    await w.yen.connect(w.yenOperator).freezeWallet(w.b, REASON, REASON);
    expect(fieldsOf(HOLDER_WORD, await w.yen.wordOf(w.b)).frozen).to.equal(1n);
    await expect(w.yen.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.yen, "WalletFrozen")
      .withArgs(w.b);
    // Written by the core, read and spent by the annex.
    await w.yen.connect(w.a).approve(w.thief, 30n);
    const until = (await w.now()) + DAY;
    await w.yen.connect(w.thief).hold(w.a, 30n, w.thief, until, ZeroHash);
    expect(await w.yen.allowance(w.a, w.thief)).to.equal(0n);
    expect(await w.yen.heldOf(w.a)).to.equal(30n);
    expect(await w.yen.freeOf(w.a)).to.equal(70n);
    expect(await w.yen.DOMAIN_SEPARATOR()).not.to.equal(await w.annex.DOMAIN_SEPARATOR());
    expect((await w.yen.eip712Domain()).name).to.equal(await w.yen.name());
    await expectTotals(w.yen, w.everyone);
  });

  it("name the annex for good, and refuse one without code", async () => {
    const w = await load(withAnnex);
    const { authority, pass, lens } = w.platform;
    const made = new YenToken__factory(w.deployer);
    const another = await new YenAnnex__factory(w.deployer).deploy(pass, lens);
    expect(await (await made.deploy(authority, pass, another, "Yen", "JPY", 60)).annex()).to.equal(
      another.target,
    );
    for (const annex of [ZeroAddress, w.thief.address]) {
      await expect(made.deploy(authority, pass, annex, "Yen", "JPY", 60))
        .to.be.revertedWithCustomError(w.yen, "AnnexMissing")
        .withArgs(annex);
    }
  });

  it("answer a call that neither declares with a refusal, and take no money", async () => {
    const w = await load(withAnnex);
    await expectNothingElse(w, w.platform.yen);
  });
});

describe("The yen token's annex at its own address", () => {
  it("POWER-1: changes nothing, whoever calls: every function that writes is refused", async () => {
    const w = await load(withAnnex);
    const hold = holdId(w.annex, holdOrder(ZeroAddress, 0n, ZeroHash, { purpose: PURPOSE.trade }));
    const open: Readonly<Record<string, readonly [string, ...unknown[]]>> = {
      permit: ["PermitExpired", 0n],
      transferWithAuthorization: ["AuthorizationExpired", 0n],
      cancelAuthorization: ["AuthorizationInvalid", ZeroAddress],
      enrol: ["EnrolmentExpired", 0n],
      hold: ["HoldEnded", hold, 0n],
      executeHold: ["NotTheExecutor", ZeroHash, ZeroAddress],
      releaseHold: ["NotTheExecutor", ZeroHash, ZeroAddress],
    };
    const byCaller = (name: string, caller: string) =>
      ({
        receiveWithAuthorization: ["CallerNotPayee", caller, ZeroAddress],
        redeemStranded: ["NotAnOfficer", caller],
        payOut: ["NotAPurse", caller],
        payOutMany: ["NotAPurse", caller],
        // Two of the callers have passes, and no yen there.
        redeem: [w.a.address, w.b.address].includes(caller)
          ? ["HoldOfNothing", redemptionAt(w.annex.target as string, caller)]
          : ["PassNotWorking", caller, 0n],
      })[name] as readonly [string, ...unknown[]] | undefined;
    const writes = writesOf(YenAnnex__factory.abi);
    expect([...new Set(writes.map(({ name }) => name))]).to.have.members([
      ...RESTRICTED,
      ...Object.keys(open),
      ...["receiveWithAuthorization", "redeem", "redeemStranded", "transferNet"],
      ...["payOut", "payOutMany"],
    ]);
    const callers = [w.thief, w.admin, w.yenOperator, w.attestor, w.deployer, w.a, w.b];
    // A net of nobody moves nothing.
    const refused = writes.filter(({ name }) => name !== "transferNet");
    await expectAllRefused(w, w.annex, refused, callers, (name, caller) =>
      RESTRICTED.includes(name)
        ? ["AccessManagedUnauthorized", caller]
        : (open[name] ?? byCaller(name, caller)!),
    );
  });

  it("has no authority, so that nobody ever can, and neither money nor holders", async () => {
    const w = await load(withAnnex);
    expect(await w.annex.authority()).to.equal(ZeroAddress);
    for (const wallet of [w.a, w.b, w.yen]) {
      expect(await w.annex.freeOf(wallet)).to.equal(0n);
      expect(await w.annex.heldOf(wallet)).to.equal(0n);
      expect(await w.annex.frozenOf(wallet)).to.equal(0n);
    }
    expect([...(await w.annex.reserve())]).to.deep.equal([0n, 0n, 0n]);
    expect(await w.annex.systemAccounts()).to.deep.equal([]);
  });

  it("lets a pass holder enrol, hold, redeem and move nothing, with a good signature either", async () => {
    const w = await load(withAnnex);
    const at = w.annex.connect(w.a);
    const until = (await w.now()) + DAY;
    await expect(at.enrol(w.a, 0, "0x"))
      .to.be.revertedWithCustomError(w.pass, "NotAClass")
      .withArgs(w.annex, 0n);
    await expect(at.hold(w.a, 1n, w.b, until, ZeroHash))
      .to.be.revertedWithCustomError(w.annex, "ERC20InsufficientBalance")
      .withArgs(w.a, 0n, 1n);
    await expect(at.redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.annex, "ERC20InsufficientBalance")
      .withArgs(w.a, 0n, 1n);
    const message = {
      ...{ from: w.a.address, to: w.b.address, value: 0n, validAfter: 0n },
      ...{ validBefore: BigInt(until), nonce: ZeroHash },
    };
    const domain = {
      version: "1",
      chainId: w.chainId,
      verifyingContract: w.annex.target as string,
    };
    const signature = await w.a.signTypedData({ name: "", ...domain }, TRANSFER, message);
    await expect(
      at["transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"](
        ...([w.a, w.b, 0n, 0n, until, ZeroHash, signature] as const),
      ),
    ).to.revert(w.ethers);
    expect(await w.annex.authorizationState(w.a, ZeroHash)).to.equal(false);
  });

  it("takes a permit over itself, by which nobody can take anything there or of the token", async () => {
    const w = await load(withAnnex);
    const deadline = BigInt((await w.now()) + DAY);
    const data = permitTypedData(w.chainId, w.annex.target as string, "", {
      ...{ owner: w.a.address, spender: w.thief.address, value: MaxUint256, nonce: 0n, deadline },
    });
    const permit = "permit(address,address,uint256,uint256,bytes)";
    const signature = await signTypedData(w.a, data);
    await expect(w.annex[permit](w.a, w.thief, MaxUint256, deadline, signature))
      .to.emit(w.annex, "Approval")
      .withArgs(w.a, w.thief, MaxUint256);
    expect(await w.yen.allowance(w.a, w.thief)).to.equal(0n);
    expect(await w.yen.nonces(w.a)).to.equal(0n);
    await expect(w.yen[permit](w.a, w.thief, MaxUint256, deadline, signature))
      .to.be.revertedWithCustomError(w.yen, "PermitInvalid")
      .withArgs(w.a);
    const thiefs = w.annex.connect(w.thief);
    await expect(thiefs.transferFrom(w.a, w.thief, 0n)).to.revert(w.ethers);
    await expect(thiefs.hold(w.a, 1n, w.thief, deadline, ZeroHash))
      .to.be.revertedWithCustomError(w.annex, "ERC20InsufficientBalance")
      .withArgs(w.a, 0n, 1n);
    await expectTotals(w.yen, w.everyone);
  });
});

const TRANSFER = {
  TransferWithAuthorization: [
    ...["from", "to"].map((name) => ({ name, type: "address" })),
    ...["value", "validAfter", "validBefore"].map((name) => ({ name, type: "uint256" })),
    { name: "nonce", type: "bytes32" },
  ],
};

/** The id of the first redemption at an address. */
function redemptionAt(token: string, holder: string): string {
  const salt = `0x${"00".repeat(31)}01`;
  return holdId(token, holdOrder(holder, 0n, salt, { purpose: PURPOSE.redemption }));
}
