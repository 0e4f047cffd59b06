import { IKycPass__factory } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { drillStage } from "./drillStage.ts";
import { REASON } from "./office.ts";

/** A pass guardian's key leaks: it can stop everybody, but it takes nothing and is undone. */
export const guardianKey: Drill = {
  head: ({ platformFile }) => ({
    title: {
      en: "Drill guardian-key: a pass guardian's key leaks",
      ja: "訓練 guardian-key：パス監視者の鍵の漏えい",
    },
    leaks: {
      en: `the key of 1 of ${platformFile.roles.passGuardian.holders.length} pass guardians`,
      ja: `パス監視者 ${platformFile.roles.passGuardian.holders.length} 名中1名の鍵`,
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, desk, dvp, office, authority, rules, tokens, classes, quorum } =
      stage;
    const { a, b, c, thief, admin, otherGuardian } = people;
    const stolen = people.guardian;
    const guardianRole = stage.roleOf("passGuardian");
    const [bond] = tokens as [(typeof tokens)[number]];
    const leakedAt = await tale.chain.now();
    const newcomer = await tale.chain.keyOf("investor D");
    tale.names.set(newcomer.address, tale.t({ en: "Investor D", ja: "投資家D" }));
    const asked = await office.grant(newcomer.address, classes, quorum);
    await tale.chain.mined(() => pass.grant(...asked));
    const all = rules.officers.map((_, index) => index + 1);

    await tale.chain.mined(() => stage.announce(admin, pass, "addOfficer", [admin.address]));
    const planned = IKycPass__factory.createInterface().encodeFunctionData("addOfficer", [
      admin.address,
    ]);

    await tale.thief();
    await tale.does(
      { en: "He vetoes the pass that Investor D waits for", ja: "投資家Dの待機中のパスを拒否" },
      () => pass.connect(stolen).veto(newcomer.address, REASON),
    );
    await tale.does({ en: "revokes the pass of Investor A", ja: "投資家Aのパスを取消し" }, () =>
      pass.connect(stolen).revoke(a.address, REASON),
    );
    await tale.does(
      {
        en: "and disowns every officer for all time, so that no pass works",
        ja: "全KYC担当者を全期間につき否認し、全パスを停止",
      },
      ...all.map((number) => () => pass.connect(stolen).disown(number, 1, 1_000)),
    );
    await tale.does(
      {
        en: "He calls off what the admin has announced: another officer",
        ja: "管理者の予告（KYC担当者の追加）を中止",
      },
      () => authority.connect(stolen).cancel(admin.address, pass, planned),
    );
    const blocked = await stage.signedTrade(b, c);
    await tale.blocked(
      { en: "(honest) B and C settle a trade", ja: "（正当な）BとCの取引の決済" },
      "PassNotWorking",
      () => dvp.settle(...blocked),
    );
    const forced = await stage.actOf(0, bond, b, { to: c, units: bond.lot });
    await tale.refused(
      { en: "takes units by a registrar's act", ja: "管理行為で権利を移転" },
      "NotTheRegistrar",
      () => desk.connect(stolen).propose(forced),
    );
    await tale.refused({ en: "mints yen", ja: "円を発行" }, "AccessManagedUnauthorized", () =>
      yen.connect(stolen).mint(thief.address, 1n, REASON),
    );
    await tale.refused(
      { en: "adds an officer of his own", ja: "自分のKYC担当者を追加" },
      "AccessManagedUnauthorized",
      () => pass.connect(stolen).addOfficer(thief.address),
    );
    await tale.refused(
      { en: "puts the other guardian out", ja: "他の監視者を解任" },
      "AccessManagerUnauthorizedAccount",
      () => authority.connect(stolen).revokeRole(guardianRole, otherGuardian.address),
    );

    await tale.stop();
    await tale.does(
      { en: "An admin announces the end of his role", ja: "管理者が権限の剥奪を予告" },
      () => stage.announce(admin, authority, "revokeRole", [guardianRole, stolen.address]),
    );
    const ending = authority.interface.encodeFunctionData("revokeRole", [
      guardianRole,
      stolen.address,
    ]);
    await tale.refused(
      { en: "calls that off", ja: "その予告の中止" },
      "AccessManagerUnauthorizedCancel",
      () => authority.connect(stolen).cancel(admin.address, authority, ending),
    );
    await tale.does(
      {
        en: "The other guardian takes the disownings back meanwhile",
        ja: "その間、他の監視者が否認を撤回",
      },
      ...all.map((number) => () => pass.connect(otherGuardian).undoDisowning(number)),
    );
    await stage.tradesAgain(b, c);
    await tale.does(
      {
        en: "The thief disowns again, as often as he likes, until his role ends",
        ja: "窃取者は権限の終了まで何度でも否認できる",
      },
      () => pass.connect(stolen).disown(1, 1, 1_000),
    );
    await tale.waits(
      { en: "The admin's delay passes", ja: "管理者の予告期間が経過" },
      stage.adminDelay,
    );
    await tale.does({ en: "His role ends", ja: "権限を剥奪" }, () =>
      authority.connect(admin).revokeRole(guardianRole, stolen.address),
    );
    await tale.refused(
      { en: "disowns officer 2", ja: "KYC担当者2を否認" },
      "AccessManagedUnauthorized",
      () => pass.connect(stolen).disown(2, leakedAt, 1_000),
    );

    await tale.repair();
    await tale.does(
      {
        en: "The other guardian takes his last disowning back",
        ja: "他の監視者が最後の否認を撤回",
      },
      () => pass.connect(otherGuardian).undoDisowning(1),
    );
    const passes = [
      await office.grant(a.address, classes, quorum),
      await office.grant(newcomer.address, classes, quorum),
    ] as const;
    await tale.does(
      {
        en: "The officers grant A, whom he revoked, and D, whom he vetoed, their passes anew",
        ja: "取消し・拒否されたAとDに改めてパスを付与",
      },
      ...passes.map((each) => () => pass.grant(...each)),
    );
    await tale.waits({ en: "The veto window passes", ja: "拒否期間が経過" }, rules.vetoWindow);
    await stage.tradesAgain(a, b);
    ensure(
      (await stage.holdings(thief, stolen)).every((value) => value === 0n),
      "he has taken something",
    );

    const hours = stage.adminDelay / 3_600;
    return {
      got: {
        en: "0 units, ¥0, no pass; every pass stopped for a while, one revoked, one vetoed",
        ja: "権利・円・パスいずれも零。全パスの一時停止、取消し1件、拒否1件",
      },
      worst: {
        en: `0 units and ¥0; everybody stopped for ${hours} h, and as many passes revoked as he pays transactions for`,
        ja: `権利・円は零。最長 ${hours} 時間の全面停止と、取引を送れるだけのパスの取消し`,
      },
      tips: [
        {
          en: "Two guardians at least, in different hands: what one disowned, the other takes back at once, as often as it takes.",
          ja: "監視者は別々の管理下に2名以上。一方の否認は他方が何度でも即時に撤回できる。",
        },
        {
          en: "Repeated disowning ends only with his role: an admin must announce its end at once, which he cannot call off.",
          ja: "繰り返される否認は権限の終了でのみ止まる。管理者は直ちに剥奪を予告すること（本人は中止できない）。",
        },
        {
          en: "A revocation by a guardian is mended by a fresh grant only, with the whole veto window.",
          ja: "監視者による取消しは、拒否期間を伴う新たな付与でのみ回復する。",
        },
      ],
    };
  },
};
