import { id as hashOf, MaxUint256 } from "ethers";
import { formatYen } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { drillStage, VERB } from "./drillStage.ts";
import { REASON } from "./office.ts";
import { recoverHoldings } from "./recoverInvestor.ts";

const GIFT = 1_000_000n;
const REDEEMED = 2_000_000n;
/** Three transactions in one block, whose gas cannot be estimated before. */

/** Investor A's key leaks: the thief can send to known investors only, until the pass is suspended. */
export const investorKey: Drill = {
  head: () => ({
    title: {
      en: "Drill investor-key: an investor's key leaks",
      ja: "訓練 investor-key：投資家の鍵の漏えい",
    },
    leaks: { en: "the key of Investor A", ja: "投資家Aの鍵" },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, dvp, tokens, office, quorum, platform, rules } = stage;
    const { a, b, c, thief, guardian } = people;
    const [bond] = tokens as [(typeof tokens)[number]];
    const owned = await stage.holdings(a);
    const lot = bond.lot;

    await tale.thief();
    await tale.refused(
      { en: "sends A's units to a wallet of his own", ja: "Aの権利を自分のウォレットに移転" },
      "PassNotWorking",
      () => bond.token.connect(a).transfer(thief.address, lot),
    );
    await tale.refused(
      { en: "sends A's yen there", ja: "Aの円を自分のウォレットに移転" },
      "PassNotWorking",
      () => yen.connect(a).transfer(thief.address, GIFT),
    );
    await tale.does(
      {
        en: "With A's key he allows his wallet to take all of A's units",
        ja: "Aの鍵で自分のウォレットに全権利の移転を承認",
      },
      () => bond.token.connect(a).approve(thief.address, MaxUint256),
    );
    await tale.refused({ en: "takes them", ja: "その権利を引き出す" }, "PassNotWorking", () =>
      bond.token.connect(thief).transferFrom(a.address, thief.address, lot),
    );
    await tale.does(
      {
        en: `To an accomplice with a pass, Investor C, he can send: ${lot} ${bond.symbol} and ${formatYen(GIFT)}`,
        ja: `パスを持つ共犯者（投資家C）への移転は成功：${bond.symbol} ${lot}口、${formatYen(GIFT)}`,
      },
      () => bond.token.connect(a).transfer(c.address, lot),
      () => yen.connect(a).transfer(c.address, GIFT),
    );
    await tale.does(
      {
        en: `He asks for ${formatYen(REDEEMED)} to be paid out: they are held, and the bank pays to A's registered account only`,
        ja: `${formatYen(REDEEMED)} の償還を請求：円は拘束され、払出しはAの登録口座にのみ行われる`,
      },
      () => yen.connect(a).redeem(REDEEMED, hashOf("payout of the thief")),
    );
    const redemption = await redemptionOf(stage);
    const signed = await stage.signedTrade(a, c, 1n);

    await tale.stop();
    await tale.does(
      {
        en: "A pass guardian suspends the passes of A and of C",
        ja: "パス監視者がAとCのパスを停止",
      },
      () => pass.connect(guardian).suspend(a.address, REASON),
      () => pass.connect(guardian).suspend(c.address, REASON),
    );
    await tale.refused({ en: "sends more to C", ja: "Cへの追加の移転" }, "PassNotWorking", () =>
      bond.token.connect(a).transfer(c.address, lot),
    );
    await tale.refused(
      {
        en: "has a sale for ¥1 settled that both keys signed before",
        ja: "停止前に両者の鍵で署名した1円での売却の決済",
      },
      "PassNotWorking",
      () => dvp.settle(...signed),
    );
    await tale.refused({ en: "has C pass the units on", ja: "Cからの転売" }, "PassNotWorking", () =>
      bond.token.connect(c).transfer(b.address, lot),
    );

    await tale.repair();
    const fresh = await tale.chain.keyOf("investor A's new wallet");
    tale.names.set(fresh.address, tale.t({ en: "A's new wallet", ja: "Aの新ウォレット" }));
    const link = await office.link(a.address, fresh.address, stage.classes, quorum);
    const recovery = await office.recovery(a.address, fresh.address, quorum);
    await tale.does(
      {
        en: "A stays suspended: the officers link A's new wallet and let it take the place of the old one, whose pass so ends for good",
        ja: "Aは停止のまま、KYC担当者が新ウォレットを追加し、旧ウォレットの承継先とする。旧ウォレットのパスは恒久的に終了",
      },
      () => pass.link(...link),
      () => pass.recover(...recovery),
    );
    await tale.refused(
      { en: "tries A's old key again", ja: "旧鍵による再度の移転" },
      "PassNotWorking",
      () => yen.connect(a).transfer(c.address, GIFT),
    );
    await tale.blocked(
      {
        en: "(honest) B pays A's new wallet, too early",
        ja: "（正当な）Bによる拒否期間中の新ウォレットへの支払い",
      },
      "PassNotWorking",
      () => yen.connect(b).transfer(fresh.address, 1n),
    );
    await tale.waits({ en: "The veto window passes", ja: "拒否期間が経過" }, rules.vetoWindow);
    await recoverHoldings(tale, stage, a, fresh);
    await tale.does(
      { en: "The payout that the thief asked for is called off", ja: "窃取者の償還請求を取消し" },
      () => yen.connect(people.yenOperator).returnRedemption(redemption, REASON),
    );
    await tale.does(
      {
        en: "By two registrar keys C's booty of units goes back; a suspended giver does not hinder it",
        ja: "原簿管理人2名の鍵でCの権利を返還（パス停止中の相手からも可能）",
      },
      ...(await stage.ordered([VERB.ForcedTransfer, bond, c, { to: fresh, units: lot }])),
    );
    const cleared = await office.reinstatement([c.address], quorum);
    await tale.does(
      {
        en: "Yen are moved by nobody but their holder: C, known by the pass, is made to give them back",
        ja: "円は保有者以外には動かせない。パスで特定されるCが返還",
      },
      () => pass.reinstateListed(...cleared),
      () => yen.connect(c).transfer(fresh.address, GIFT),
    );
    const after = await stage.holdings(fresh);
    ensure(
      after.every((value, index) => value === owned[index]),
      "A has not everything back",
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
      got: {
        en: "0 units and ¥0 in any wallet of his own; 1 lot and ¥1,000,000 on a known accomplice's wallet, all of it given back",
        ja: "自分のウォレットには0口・0円。特定済みの共犯者の下に1単位と100万円（全額返還）",
      },
      worst: {
        en: "all that A owns, but only to wallets of identified investors; nothing after the suspension is mined",
        ja: "Aの保有する全額。ただし特定済み投資家のウォレットに限られ、停止後は零",
      },
      tips: [
        {
          en: "Link a spare wallet to each investor beforehand: a suspended wallet cannot link one, so it must be reinstated first, and all in one block.",
          ja: "予備のウォレットを事前に追加しておくこと。停止中のウォレットからは追加できず、再開・追加・承継を1ブロックで行う必要がある。",
        },
        {
          en: "Pay redemptions only to the account registered with the bank, never to one named on chain.",
          ja: "償還金は銀行登録口座にのみ支払い、チェーン上で指定された口座には支払わないこと。",
        },
        {
          en: "No key moves yen against their holder's will; what an accomplice keeps is for a court.",
          ja: "円を保有者の意思に反して動かす鍵はない。共犯者が返還しない分は司法手続による。",
        },
      ],
    };
  },
};

async function redemptionOf({ yen }: Awaited<ReturnType<typeof drillStage>>): Promise<string> {
  const [event] = (await yen.queryFilter(yen.filters.RedemptionRequested)).slice(-1);
  ensure(event !== undefined, "no redemption was asked for");
  return event.args.id;
}
