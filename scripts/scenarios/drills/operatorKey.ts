import { id as hashOf } from "ethers";
import { formatYen } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { type DrillStage, drillStage } from "./drillStage.ts";
import { REASON } from "./office.ts";

/** A deposit that came in and is not minted yet: the reserve is above the supply by it. */
const SLACK = 500_000n;
const PAID_OUT = 1_000_000n;
const UNPAID = 2_000_000n;

/** The yen operator's key leaks: it mints no more than the attested reserve covers. */
export const operatorKey: Drill = {
  head: () => ({
    title: {
      en: "Drill operator-key: the yen operator's key leaks",
      ja: "訓練 operator-key：円トークン発行者の鍵の漏えい",
    },
    leaks: {
      en: "the trust bank's key that mints yen and confirms payouts",
      ja: "円の発行と償還の確認に用いる信託銀行の鍵",
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, tokens, authority, chain } = stage;
    const { a, b, c, thief, attestor, pauser, unpauser, guardian, admin } = people;
    const stolen = people.yenOperator;
    const role = stage.roleOf("yenOperator");
    const [bond] = tokens as [(typeof tokens)[number]];
    const attest = (reserve: bigint) => async () =>
      yen.connect(attestor).attestReserve(reserve, await chain.now());
    // As on any day: a deposit of B waits for its yen, the bank has paid C out and is about to pay A.
    await chain.mined(attest((await yen.totalSupply()) + SLACK));
    const paid = await redeemed(stage, c, PAID_OUT);
    const unpaid = await redeemed(stage, a, UNPAID);

    await tale.thief();
    await tale.refused(
      { en: "mints yen to a wallet of his own", ja: "自分のウォレットに円を発行" },
      "PassNotWorking",
      () => yen.connect(stolen).mint(thief.address, SLACK, hashOf("invented 1")),
    );
    await tale.refused(
      {
        en: "mints ¥1 more to Investor C, an accomplice, than is deposited",
        ja: "共犯者（投資家C）に預金額より1円多く発行",
      },
      "ReserveExceeded",
      () => yen.connect(stolen).mint(c.address, SLACK + 1n, hashOf("invented 2")),
    );
    await tale.refused(
      { en: "attests a higher reserve", ja: "準備資産を過大に証明" },
      "AccessManagedUnauthorized",
      () => yen.connect(stolen).attestReserve(SLACK * 1_000n, 1),
    );
    await tale.refused(
      { en: "mints for A's first deposit once more", ja: "発行済みの入金（A）に再度発行" },
      "DepositAlreadyMinted",
      () => yen.connect(stolen).mint(c.address, 1n, hashOf(`deposit of ${a.address}`)),
    );
    await tale.refused(
      { en: "moves A's yen to C as if A's key were lost", ja: "紛失を装いAの円をCに移転" },
      "NoSuccessor",
      () => yen.connect(stolen).recover(a.address),
    );
    await tale.does(
      {
        en: `The ${formatYen(SLACK)} that were deposited for B and not minted yet he mints to C`,
        ja: `Bの入金で未発行の ${formatYen(SLACK)} をCに発行`,
      },
      () => yen.connect(stolen).mint(c.address, SLACK, hashOf("invented 3")),
    );
    await tale.does(
      {
        en: `C's payout of ${formatYen(PAID_OUT)}, which the bank has paid, he says failed: C has it twice`,
        ja: `銀行が支払済みのCの償還 ${formatYen(PAID_OUT)} を不能と報告し、Cが二重に取得`,
      },
      () => yen.connect(stolen).returnRedemption(paid, REASON),
    );
    await tale.does(
      {
        en: `A's payout of ${formatYen(UNPAID)}, which it has not, he says is paid: A's yen end, the bank owes them`,
        ja: `未払いのAの償還 ${formatYen(UNPAID)} を支払済みと報告。Aの円は消滅し、銀行の債務は残る`,
      },
      () => yen.connect(stolen).confirmRedemption(unpaid),
    );
    await tale.refused({ en: "mints ¥1 more", ja: "さらに1円を発行" }, "ReserveExceeded", () =>
      yen.connect(stolen).mint(c.address, 1n, hashOf("invented 4")),
    );

    await tale.stop();
    await tale.does(
      {
        en: "The pauser stops yen, a pass guardian suspends C",
        ja: "停止担当者が円を停止し、パス監視者がCを停止",
      },
      () => yen.connect(pauser).pause(),
      () => pass.connect(guardian).suspend(c.address, REASON),
    );
    await tale.refused({ en: "mints", ja: "円の発行" }, "ReserveExceeded", () =>
      yen.connect(stolen).mint(b.address, 1n, hashOf("invented 5")),
    );
    await tale.refused(
      { en: "has C buy units with it", ja: "Cによる権利の購入" },
      "PassNotWorking",
      async () => stage.dvp.settle(...(await stage.signedTrade(b, c))),
    );
    const fresh = await chain.keyOf("yen operator's new key");
    tale.names.set(
      fresh.address,
      tale.t({ en: "The new yen operator", ja: "新しい円トークン発行者" }),
    );
    await tale.does(
      {
        en: "An admin announces the end of the stolen key's role, and a new key",
        ja: "管理者が漏えいした鍵の権限剥奪と新しい鍵への付与を予告",
      },
      () => stage.announce(admin, authority, "revokeRole", [role, stolen.address]),
      () => stage.announce(admin, authority, "grantRole", [role, fresh.address, 0]),
    );
    await tale.waits(
      {
        en: "The admin's delay passes; the attestor attests nothing meanwhile",
        ja: "管理者の予告期間が経過。その間、準備資産は証明しない",
      },
      stage.adminDelay,
    );
    await tale.does(
      { en: "The roles change hands", ja: "権限の交代" },
      () => authority.connect(admin).revokeRole(role, stolen.address),
      () => authority.connect(admin).grantRole(role, fresh.address, 0),
    );
    await tale.refused({ en: "mints", ja: "円の発行" }, "AccessManagedUnauthorized", () =>
      yen.connect(stolen).mint(b.address, 1n, hashOf("invented 6")),
    );

    await tale.repair();
    const loss = SLACK + PAID_OUT;
    tale.notes({
      en: `The bank pays A the ${formatYen(UNPAID)} and puts in ${formatYen(loss)}: what the accomplice holds beyond his due`,
      ja: `銀行はAに ${formatYen(UNPAID)} を支払い、共犯者の不当取得分 ${formatYen(loss)} を補填`,
    });
    const supply = await yen.totalSupply();
    await tale.does(
      {
        en: "The attestor attests the reserve as it is now",
        ja: "準備資産証明者が現在の準備資産を証明",
      },
      attest(supply + SLACK),
    );
    await tale.does(
      { en: "The unpauser announces the end of the stop", ja: "再開担当が再開を予告" },
      () => stage.announce(unpauser, yen, "unpause", []),
    );
    await tale.waits(
      { en: "Its delay passes", ja: "予告期間が経過" },
      files.platformFile.roles.unpauser.delay,
    );
    await tale.does(
      {
        en: "Yen move again, and the new key mints B's deposit",
        ja: "円の再開。新しい鍵でBの入金分を発行",
      },
      () => yen.connect(unpauser).unpause(),
      () => yen.connect(fresh).mint(b.address, SLACK, hashOf("deposit of B, second")),
    );
    await stage.tradesAgain(a, b);
    const [reserve] = await yen.reserve();
    ensure((await yen.totalSupply()) <= reserve, "YEN-1: more yen than the reserve");
    ensure((await yen.balanceOf(thief.address)) === 0n, "the thief has yen");
    ensure((await bond.token.balanceOf(c.address)) === bond.lot * 4n, "C has bought something");

    return {
      got: {
        en: `¥0 in a wallet of his own; ${formatYen(loss)} on a suspended accomplice's wallet, which the bank must cover`,
        ja: `自分のウォレットには0円。停止済みの共犯者の下に ${formatYen(loss)}（銀行が補填）`,
      },
      worst: {
        en: "the attested reserve less the supply, and the payouts that the bank has made and not confirmed; no units",
        ja: "証明済み準備資産と発行残高の差額、および支払済みで未確認の償還額。権利は零",
      },
      tips: [
        {
          en: "Attest no reserve before its deposits are matched, and mint at once: the gap between the two is the thief's.",
          ja: "入金の照合前に準備資産を証明せず、証明後は直ちに発行すること。両者の差額が窃取可能額となる。",
        },
        {
          en: "Confirm each payout in the same minute in which the bank makes it.",
          ja: "償還の支払いと確認は同時に行うこと。",
        },
        {
          en: `Without a fresh attestation the key mints nothing after ${files.platformFile.yen.reserveFreshness / 3_600} h, pause or not: tell the attestor first.`,
          ja: `新たな証明がなければ ${files.platformFile.yen.reserveFreshness / 3_600} 時間後には発行不能となる。まず準備資産証明者に連絡すること。`,
        },
        {
          en: "Pay nobody out on the key's word until it is replaced: a pause does not stop it from confirming or returning payouts.",
          ja: "停止中も償還の確認・返戻は可能なため、鍵の交代まではその操作に基づく支払いを行わないこと。",
        },
      ],
    };
  },
};

/** A payout asked for; its id. */
async function redeemed(
  { chain, yen }: DrillStage,
  who: DrillStage["people"]["a"],
  amount: bigint,
) {
  await chain.mined(() => yen.connect(who).redeem(amount, hashOf(`payout to ${who.address}`)));
  const [event] = (await yen.queryFilter(yen.filters.RedemptionRequested)).slice(-1);
  return event?.args.id ?? "";
}
