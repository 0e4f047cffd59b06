import { encodeBytes32String, id as hashOf } from "ethers";
import { classTerms, formatYen, jstDateOf } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { type DrillClass, drillStage, VERB } from "./drillStage.ts";
import { REASON } from "./office.ts";

const RECORD_DAYS = 10;
const ALL_CATEGORIES = 31;

/** A registrar's key leaks, which is the rule changer's too: it issues to the cap and freezes. */
export const registrarKey: Drill = {
  head: ({ platformFile: { roles, issuers } }) => ({
    title: {
      en: "Drill registrar-key: a registrar's key leaks",
      ja: "訓練 registrar-key：原簿管理人の鍵の漏えい",
    },
    leaks:
      issuers[0]?.registrars[0] === roles.ruleChanger.holders[0]
        ? {
            en: "the key of registrar 1, which is the rule changer's too",
            ja: "原簿管理人1の鍵（規則変更担当を兼ねる）",
          }
        : { en: "the key of registrar 1", ja: "原簿管理人1の鍵" },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, desk, dvp, factory, authority, tokens, chain } = stage;
    const { a, b, c, thief, pauser, unpauser, guardian, admin } = people;
    const stolen = people.registrar;
    const [bond] = tokens as [DrillClass];
    const { platformFile, classFiles } = files;
    const changes = platformFile.roles.ruleChanger.holders[0] === stolen.address;
    const room = await Promise.all(
      tokens.map(async ({ token, cap }) => cap - (await token.totalSupply())),
    );

    await tale.thief();
    await tale.refused(
      { en: "issues units to a wallet of his own", ja: "自分のウォレットに発行" },
      "PassNotWorking",
      () => desk.connect(stolen).issue(bond.token, thief.address, bond.lot, hashOf("invented")),
    );
    const issued = tokens
      .map(({ symbol }, index) => `${(room[index] ?? 0n).toLocaleString("en-US")} ${symbol}`)
      .join(", ");
    await tale.does(
      {
        en: `To an accomplice with a pass, Investor C, he issues all that the caps leave: ${issued}`,
        ja: `パスを持つ共犯者（投資家C）に上限まで発行：${issued}`,
      },
      ...tokens.map(
        ({ token }, index) =>
          () =>
            desk.connect(stolen).issue(token, c.address, room[index] ?? 0n, hashOf("invented")),
      ),
    );
    await tale.refused({ en: "issues one lot more", ja: "さらに1単位を発行" }, "CapExceeded", () =>
      desk.connect(stolen).issue(bond.token, c.address, bond.lot, hashOf("invented")),
    );
    await tale.does(
      { en: "He freezes Investor A in the first class", ja: "第1銘柄で投資家Aを凍結" },
      () => desk.connect(stolen).freezeWallet(bond.token, a.address, REASON, hashOf("invented")),
    );
    await tale.blocked(
      { en: "(honest) A and B settle a trade", ja: "（正当な）AとBの取引の決済" },
      "WalletFrozen",
      async () => dvp.settle(...(await stage.signedTrade(a, b))),
    );
    const date = jstDateOf(await chain.now()) + RECORD_DAYS;
    await tale.does(
      {
        en: `declares a record date ${RECORD_DAYS} days ahead`,
        ja: `${RECORD_DAYS}日後を基準日に指定`,
      },
      () => desk.connect(stolen).declareRecordDate(bond.token, date, hashOf("invented")),
    );
    const act = await stage.actOf(VERB.ForcedTransfer, bond, b, { to: c, units: bond.lot });
    await tale.does(
      {
        en: "and proposes a forced transfer of B's units to C",
        ja: "Bの権利のCへの強制移転を起案",
      },
      () => desk.connect(stolen).propose(act),
    );
    await tale.refused({ en: "approves it himself", ja: "自ら承認" }, "ActNeedsAnotherKey", () =>
      desk.connect(stolen).approve(act),
    );
    await tale.refused(
      { en: "carries it out before its delay", ja: "待機期間前に実行" },
      "ActTooEarly",
      () => desk.connect(stolen).carryOut(act),
    );
    if (changes) {
      await tale.refused(
        { en: "opens the class to the whole world", ja: "保有条件を無制限に変更" },
        "AccessManagerNotScheduled",
        () => desk.connect(stolen).setPolicy(bond.token, ALL_CATEGORIES, []),
      );
      await tale.does(
        {
          en: "He announces that change, for after the rule changer's delay",
          ja: "その変更を予告（規則変更担当の予告期間後に可能）",
        },
        () => stage.announce(stolen, desk, "setPolicy", [bond.token, ALL_CATEGORIES, []]),
      );
    }
    const [classFile] = classFiles;
    ensure(classFile !== undefined, "there is no class file");
    const terms = classTerms(platformFile, classFile);
    await tale.does({ en: "and opens a class of his own", ja: "自分の銘柄を開設" }, () =>
      factory
        .connect(stolen)
        .open(stage.platform.implementation, encodeBytes32String("THIEF-1"), terms),
    );
    await tale.refused({ en: "mints yen", ja: "円を発行" }, "AccessManagedUnauthorized", () =>
      yen.connect(stolen).mint(c.address, 1n, hashOf("invented")),
    );

    await tale.stop();
    await tale.does(
      {
        en: "The pauser stops both classes, a pass guardian suspends C",
        ja: "停止担当者が両銘柄を停止し、パス監視者がCを停止",
      },
      ...tokens.map(
        ({ token }) =>
          () =>
            desk.connect(pauser).pause(token),
      ),
      () => pass.connect(guardian).suspend(c.address, REASON),
    );
    await tale.refused(
      { en: "has C sell what was issued", ja: "発行分をCが売却" },
      "PassNotWorking",
      async () => dvp.settle(...(await stage.signedTrade(c, b))),
    );
    const setPolicy = desk.interface.encodeFunctionData("setPolicy", [
      await bond.token.getAddress(),
      ALL_CATEGORIES,
      [],
    ]);
    await tale.does(
      {
        en: "The guardian vetoes the forced transfer and calls off the change of rules",
        ja: "監視者が強制移転を拒否し、規則変更の予告を中止",
      },
      () => desk.connect(guardian).veto(act, REASON),
      ...(changes
        ? [() => authority.connect(guardian).cancel(stolen.address, desk, setPolicy)]
        : []),
    );
    const fresh = await chain.keyOf("registrar 3");
    tale.names.set(fresh.address, tale.t({ en: "Registrar 3", ja: "原簿管理人3" }));
    const roles = [stage.registrarRole, ...(changes ? [stage.roleOf("ruleChanger")] : [])];
    await tale.does(
      {
        en: "An admin announces the end of the stolen key's roles, and a new registrar",
        ja: "管理者が漏えいした鍵の権限剥奪と新しい原簿管理人を予告",
      },
      ...roles.map(
        (role) => () => stage.announce(admin, authority, "revokeRole", [role, stolen.address]),
      ),
      () => stage.announce(admin, authority, "grantRole", [stage.registrarRole, fresh.address, 0]),
    );
    await tale.waits(
      {
        en: "The admin's delay passes, which is shorter than that of a registrar's act",
        ja: "管理者の予告期間が経過（管理行為の待機期間より短い）",
      },
      stage.adminDelay,
    );
    await tale.does(
      { en: "The roles change hands", ja: "権限の交代" },
      ...roles.map((role) => () => authority.connect(admin).revokeRole(role, stolen.address)),
      () => authority.connect(admin).grantRole(stage.registrarRole, fresh.address, 0),
    );
    await tale.refused({ en: "freezes B", ja: "Bの凍結" }, "NotTheRegistrar", () =>
      desk.connect(stolen).freezeWallet(bond.token, b.address, REASON, hashOf("invented")),
    );

    await tale.repair();
    const keys = [people.otherRegistrar, fresh] as const;
    const orders = [];
    for (const [index, each] of tokens.entries()) {
      const units = room[index] ?? 0n;
      orders.push(...(await stage.ordered([VERB.Cancellation, each, c, { units }], keys)));
    }
    await tale.does(
      {
        en: "By two registrar keys all that was wrongly issued is cancelled",
        ja: "原簿管理人2名の鍵で不正発行分をすべて抹消",
      },
      ...orders,
    );
    await tale.does(
      {
        en: "A's freeze ends by two keys, the record date is withdrawn by one",
        ja: "Aの凍結は2名、基準日は1名の鍵で解除",
      },
      ...(await stage.ordered([VERB.UnfreezeWallet, bond, a, {}], keys)),
      () => desk.connect(fresh).withdrawRecordDate(bond.token, date, hashOf("order")),
    );
    await tale.does(
      { en: "The unpauser announces the end of the stop", ja: "再開担当が再開を予告" },
      ...tokens.map(
        ({ token }) =>
          () =>
            stage.announce(unpauser, desk, "unpause", [token]),
      ),
    );
    await tale.waits(
      { en: "Its delay passes", ja: "予告期間が経過" },
      platformFile.roles.unpauser.delay,
    );
    await tale.does(
      { en: "Both classes move again", ja: "両銘柄の再開" },
      ...tokens.map(
        ({ token }) =>
          () =>
            desk.connect(unpauser).unpause(token),
      ),
    );
    await stage.tradesAgain(a, b);
    ensure(
      (await stage.holdings(thief)).every((value) => value === 0n),
      "the thief has something",
    );
    const [ofC] = await stage.holdings(c);
    ensure(ofC === bond.lot * 4n, "C kept what was issued");
    const left = await Promise.all(
      tokens.map(async ({ token, cap }) => cap - (await token.totalSupply())),
    );
    ensure(
      left.every((units, index) => units === room[index]),
      "the supply kept what was wrongly issued",
    );

    const price = tokens.reduce((sum, each, index) => sum + each.price * (room[index] ?? 0n), 0n);
    const opened = platformFile.issuers[0]?.classes ?? 0;
    const hours = platformFile.registrarActs.delay / 3_600;
    return {
      got: {
        en: `0 units and ¥0 in a wallet of his own; ${issued} on an accomplice's wallet, all of it cancelled`,
        ja: `自分のウォレットには零。共犯者の下に ${issued}（全量を抹消）`,
      },
      worst: {
        en: `what the caps leave (here at issue price ${formatYen(price)}), on known wallets; yen of those who buy it before the stop; ${opened} classes opened; a forced transfer nobody vetoes for ${hours} h`,
        ja: `上限までの発行（本例は発行価格で ${formatYen(price)}、特定済みのウォレットのみ）、停止前の買い手の代金、${opened} 銘柄までの開設、${hours} 時間拒否されない強制移転`,
      },
      tips: [
        {
          en: "Set each class's cap to what is really offered: the room under it is what one leaked key can issue.",
          ja: "銘柄の上限は実際の募集額とすること。未発行枠が鍵1個の漏えいで発行され得る量となる。",
        },
        {
          en: "Let the delay of a registrar's act be longer than the admin's, so that a thief's act ends with his role.",
          ja: "管理行為の待機期間は管理者の予告期間より長くし、権限の剥奪で起案も失効するようにすること。",
        },
        {
          en: "Do not give the rule changer's role to a registrar's everyday key.",
          ja: "規則変更担当を日常業務の原簿管理人の鍵と兼ねないこと。",
        },
      ],
    };
  },
};
