import { id as hashOf, MaxUint256 } from "ethers";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { drillStage } from "./drillStage.ts";
import { recoverHoldings } from "./recoverInvestor.ts";

const REDEEMED = 2_000_000n;

/** Investor A loses a key, which a thief finds: A's new wallet takes the old one's place. */
export const lostKey: Drill = {
  head: () => ({
    title: {
      en: "Drill lost-key: an investor loses a key, and a thief finds it",
      ja: "訓練 lost-key：投資家の鍵の紛失と第三者による拾得",
    },
    leaks: {
      en: "the only key of Investor A, lost first and found by a thief later",
      ja: "投資家Aの唯一の鍵（紛失後、第三者が拾得）",
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, dvp, desk, tokens, office, quorum, platform, rules, classes } =
      stage;
    const { a, b, c, thief } = people;
    const [bond] = tokens as [(typeof tokens)[number]];
    const owned = await stage.holdings(a);
    await tale.chain.mined(() => yen.connect(a).redeem(REDEEMED, hashOf("payout to A")));
    const signed = await stage.signedTrade(a, c, 1n);
    const fresh = await tale.chain.keyOf("investor A's new wallet");
    tale.names.set(fresh.address, tale.t({ en: "A's new wallet", ja: "Aの新ウォレット" }));

    await tale.stop({ en: "The loss is reported", ja: "紛失の届出" });
    const link = await office.link(a.address, fresh.address, classes, quorum);
    await tale.does(
      {
        en: "A identifies himself anew; the officers link a new wallet to him",
        ja: "Aの本人確認をやり直し、KYC担当者が新ウォレットを追加",
      },
      () => pass.link(...link),
    );
    const recovery = await office.recovery(a.address, fresh.address, quorum);
    await tale.does(
      {
        en: "and let it take the lost one's place: from this block on the lost key moves nothing",
        ja: "紛失ウォレットの承継先とする。このブロック以降、紛失した鍵では何も動かない",
      },
      () => pass.recover(...recovery),
    );

    await tale.thief();
    await tale.refused(
      {
        en: "finds the key and sends A's units to an accomplice with a pass",
        ja: "鍵を拾得し、パスを持つ共犯者に権利を移転",
      },
      "PassNotWorking",
      () => bond.token.connect(a).transfer(c.address, bond.lot),
    );
    await tale.refused(
      { en: "asks for A's yen to be paid out", ja: "Aの円の償還を請求" },
      "PassNotWorking",
      () => yen.connect(a).redeem(1n, hashOf("payout of the thief")),
    );
    await tale.refused(
      { en: "settles a sale that the key signed before", ja: "以前に署名された売却を決済" },
      "PassNotWorking",
      () => dvp.settle(...signed),
    );
    const [other, alone] = await office.recovery(a.address, thief.address, [1]);
    await tale.refused(
      {
        en: "names his own wallet as the one that takes A's place",
        ja: "自分のウォレットを承継先に指定",
      },
      "PassNotHeld",
      () => pass.recover(other, alone),
    );
    const early = await stage.actOf(3, bond, a, { to: fresh });
    await tale.chain.mined(() => desk.connect(people.registrar).propose(early));
    await tale.blocked(
      {
        en: "(registrars, too early) move A's units",
        ja: "（原簿管理人が拒否期間中に）権利を移転",
      },
      "NotTheSuccessor",
      () => desk.connect(people.otherRegistrar).approve(early),
    );

    await tale.repair();
    await tale.waits(
      {
        en: "The veto window passes, in which a guardian could stop a false claim",
        ja: "拒否期間が経過（虚偽の申請は監視者が拒否できる）",
      },
      rules.vetoWindow,
    );
    await recoverHoldings(tale, stage, a, fresh);
    const after = await stage.holdings(fresh);
    ensure(
      after.every((value, index) => value === owned[index]),
      "A has not everything",
    );
    ensure((await yen.heldOf(fresh.address)) === REDEEMED, "the redemption did not come along");
    await tale.does(
      {
        en: "The payout under way goes on for the new wallet: the bank pays, the yen end",
        ja: "進行中の償還は新ウォレットで継続：銀行が支払い、円は消滅",
      },
      async () => {
        const [event] = (await yen.queryFilter(yen.filters.RedemptionRequested)).slice(-1);
        return await yen.connect(people.yenOperator).confirmRedemption(event?.args.id ?? "");
      },
    );
    await tale.refused(
      {
        en: "has the lost wallet granted a second successor by two officers",
        ja: "紛失ウォレットに別の承継先を再指定",
      },
      "RecoveredAlready",
      async () => {
        const again = await office.recovery(a.address, fresh.address, quorum);
        return await pass.recover(...again);
      },
    );
    await tale.does(
      {
        en: "A's new wallet lets the settlement contract move what it signs",
        ja: "新ウォレットが決済コントラクトに移転を承認",
      },
      () => bond.token.connect(fresh).approve(platform.dvp, MaxUint256),
    );
    await stage.tradesAgain(fresh, b);

    return {
      got: { en: "0 units, ¥0", ja: "権利・円とも零" },
      worst: {
        en: "until the recovery is mined, what investor-key says; from then on nothing",
        ja: "承継の記録までは investor-key と同じ、以後は零",
      },
      tips: [
        {
          en: "Link and recover in consecutive transactions, before anybody hears of it: the window that follows protects the investor, not the thief.",
          ja: "追加と承継は公表前に続けて送信すること。その後の拒否期間は投資家を守るためのもの。",
        },
        {
          en: "If the key may already be in other hands, let a guardian suspend the wallet first, and read investor-key.",
          ja: "鍵が他人の手に渡った可能性があれば、先に監視者が停止し、investor-key に従うこと。",
        },
        {
          en: "Registrars and the yen operator see the successor in the pass: they need not decide whose claim is true, and cannot name another.",
          ja: "承継先はパスに記録される。原簿管理人と円トークン発行者は真偽の判断を要せず、別の承継先を指定することもできない。",
        },
      ],
    };
  },
};
