import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { drillStage } from "./drillStage.ts";

/** One officer's key leaks: it grants nothing alone, but it can suspend by lists. */
export const officerKey: Drill = {
  head: ({ platformFile: { passes } }) => ({
    title: {
      en: "Drill officer-key: one officer's key leaks",
      ja: "訓練 officer-key：KYC担当者1名の鍵の漏えい",
    },
    leaks: {
      en: `the key of officer 1 of ${passes.officers.length}; ${passes.quorum} must sign`,
      ja: `KYC担当者 ${passes.officers.length} 名中1名の鍵（定足数 ${passes.quorum} 名）`,
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, dvp, office, rules, classes } = stage;
    const { a, b, c, thief, guardian } = people;
    const leakedAt = await tale.chain.now();
    const others = [2, 3].slice(0, rules.quorum);

    await tale.thief();
    const grant = await office.grantOf(thief.address, classes);
    const [, alone] = await office.grant(thief.address, classes, [1]);
    const [one] = alone;
    ensure(one !== undefined, "nothing was signed");
    await tale.refused(
      { en: "grants himself a pass by one signature", ja: "署名1件で自分にパスを付与" },
      "TooFewAttestations",
      () => pass.grant(grant, [one]),
    );
    await tale.refused(
      { en: "gives the same signature twice", ja: "同じ署名を二度提示" },
      "AttestationsNotAscending",
      () => pass.grant(grant, [one, one]),
    );
    await tale.refused(
      { en: "gives it as officer 2's", ja: "KYC担当者2の署名と偽る" },
      "AttestationInvalid",
      () => pass.grant(grant, [one, { ...one, officer: 2 }]),
    );
    const [link, linked] = await office.link(a.address, thief.address, classes, [1]);
    await tale.refused(
      { en: "links his wallet to Investor A", ja: "自分のウォレットを投資家Aに追加" },
      "TooFewAttestations",
      () => pass.link(link, linked),
    );
    const [revocation, revoked] = await office.revocation(a.address, [1]);
    await tale.refused(
      { en: "revokes A's pass", ja: "Aのパスを取消し" },
      "TooFewAttestations",
      () => pass.revokeByQuorum(revocation, revoked),
    );
    const list = await office.suspension([a.address, b.address], 1);
    await tale.does(
      {
        en: "Alone he can suspend: A and B, by a list",
        ja: "単独で可能なのは停止のみ：一覧でAとBを停止",
      },
      () => pass.suspendListed(...list),
    );
    await tale.blocked(
      { en: "(honest) A and B settle a trade", ja: "（正当な）AとBの取引の決済" },
      "PassNotWorking",
      async () => dvp.settle(...(await stage.signedTrade(a, b))),
    );

    await tale.stop();
    await tale.does(
      {
        en: "A pass guardian disowns officer 1 since the leak: what it attested before stays good",
        ja: "パス監視者がKYC担当者1を漏えい時以降につき否認（それ以前の証明は有効のまま）",
      },
      () => pass.connect(guardian).disown(1, leakedAt, 1_000),
    );
    const more = await office.suspension([c.address], 1);
    await tale.refused({ en: "suspends C", ja: "Cの停止" }, "OfficerIsDisowned", () =>
      pass.suspendListed(...more),
    );
    ensure((await stage.statusOf(c.address)) === "working", "C does not work");

    await tale.repair();
    const back = await office.reinstatement([a.address, b.address], others);
    await tale.does(
      {
        en: `Officers ${others.join(" and ")} reinstate A and B, at once`,
        ja: `KYC担当者${others.join("・")}がAとBを即時に再開`,
      },
      () => pass.reinstateListed(...back),
    );
    await stage.tradesAgain(a, b);
    const fresh = await tale.chain.keyOf("officer 4");
    await tale.does(
      {
        en: "The admin announces another officer in the place of 1",
        ja: "管理者がKYC担当者1の交代を予告",
      },
      () => stage.announce(people.admin, pass, "removeOfficer", [1]),
      () => stage.announce(people.admin, pass, "addOfficer", [fresh.address]),
    );
    await tale.waits(
      { en: "The admin's delay passes", ja: "管理者の予告期間が経過" },
      stage.adminDelay,
    );
    await tale.does(
      { en: "and seats it", ja: "交代を実行" },
      () => pass.connect(people.admin).removeOfficer(1),
      () => pass.connect(people.admin).addOfficer(fresh.address),
    );
    await tale.refused({ en: "sends his list again", ja: "一覧の再送信" }, "NotAnOfficer", () =>
      pass.suspendListed(...list),
    );
    ensure((await yen.balanceOf(thief.address)) === 0n, "the thief has yen");

    const quota = rules.listedPerOfficerPerDay.toLocaleString("en-US");
    return {
      got: {
        en: "no pass, 0 units, ¥0; 2 passes stopped until they were reinstated",
        ja: "パス・権利・円いずれも零。2件のパスが再開まで停止",
      },
      worst: {
        en: `no pass, 0 units, ¥0; ${quota} passes stopped a day until he is disowned`,
        ja: `パス・権利・円いずれも零。否認まで1日 ${quota} 件のパスが停止`,
      },
      tips: [
        {
          en: "Name the moment of the leak as exactly as you can: passes attested before it stay good and nothing needs repair.",
          ja: "漏えいの時刻をできるだけ正確に特定すること。それ以前に証明されたパスは有効のままで、復旧を要しない。",
        },
        {
          en: `Keep at least one officer more than the quorum: here ${rules.officers.length} for ${rules.quorum}, so that reinstating needs no new officer.`,
          ja: `KYC担当者は定足数より1名以上多く置くこと（本例は ${rules.quorum} に対し ${rules.officers.length} 名）。交代を待たずに再開できる。`,
        },
        {
          en: "The list quota is what one leaked key can stop in a day: set it to your largest screening run, not higher.",
          ja: "一覧処理の上限は、鍵1個の漏えいで1日に停止され得る件数となる。最大の審査件数に合わせ、過大にしないこと。",
        },
      ],
    };
  },
};
