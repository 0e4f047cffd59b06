import { id as hashOf } from "ethers";
import { formatGas, type Lang, type Text } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill, DrillFiles, Figure } from "./drill.ts";
import { type DrillStage, drillStage } from "./drillStage.ts";
import { BATCH, batches, REASON } from "./office.ts";
import { tale as newTale } from "./tale.ts";

/** The most gas of one transaction on the main network (EIP-7825). */
const MOST_TRANSACTION_GAS = 16_777_216n;
const ALL_CLASSES = 1_000;
/** The most classes of one KycPass, and yen. */
const MOST_TOKENS = 513n;
/** With the four of the story 10 and 500. */
const FEW = 6;
const MANY = 496;
/** Passes of others that the thief suspends by a list. */
const STOPPED = 10;
const RESTORED = 100;
/** Named, since estimating it would play each list many times. */
const LIST_GAS = 3_000_000;
const MANY_RESTORED = 1_000;

/** As many officers' keys leak as must sign: the thief grants himself passes and ends others'. */
export const officerQuorum: Drill = {
  hasCrowd: true,
  head: ({ platformFile: { passes } }) => ({
    title: {
      en: "Drill officer-quorum: as many officers' keys leak as must sign",
      ja: "訓練 officer-quorum：定足数のKYC担当者の鍵の漏えい",
    },
    leaks: {
      en: `the keys of ${passes.quorum} of ${passes.officers.length} officers, as many as must sign; and the guardians do not look`,
      ja: `KYC担当者 ${passes.officers.length} 名中 ${passes.quorum} 名（定足数）の鍵。監視者も気付かない`,
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, desk, dvp, tokens, office, rules, classes, crowd, chain } = stage;
    const { a, b, c, thief, guardian, otherGuardian, admin } = people;
    const stolen = stage.quorum;
    const [bond] = tokens as [(typeof tokens)[number]];
    const leakedAt = await chain.now();
    const quota = rules.grantsPerOfficerPerDay;
    const [victim] = crowd as [string];
    tale.names.set(victim, tale.t({ en: "Investor D", ja: "投資家D" }));

    // Of the crowd the last ones, so that the first are all alike.
    const stopped = crowd.slice(-STOPPED);
    const sanctioned = crowd.at(-STOPPED - 1) ?? "";
    await chain.mined(() => pass.connect(guardian).suspend(sanctioned, REASON));
    const freed = await office.reinstatement([sanctioned], stolen);

    await tale.thief();
    const second = await chain.keyOf("thief's second wallet");
    tale.names.set(
      second.address,
      tale.t({ en: "The thief's second wallet", ja: "窃取者の第二ウォレット" }),
    );
    const link = await office.link(b.address, second.address, classes, stolen);
    await tale.does(
      { en: "He links a wallet of his own to Investor B", ja: "自分のウォレットを投資家Bに追加" },
      () => pass.link(...link),
    );
    const recovery = await office.recovery(b.address, second.address, stolen);
    await tale.does(
      {
        en: "and has it take the place of B's, whose pass so ends at once",
        ja: "それをBの承継先とし、Bのパスは即時に終了",
      },
      () => pass.recover(...recovery),
    );
    const own = [
      thief.address,
      ...Array.from({ length: quota - 3 }, (_, index) => thiefWallet(index)),
    ];
    await tale.does(
      {
        en: `He grants ${own.length} passes to wallets of his own`,
        ja: `自分のウォレット ${own.length} 件にパスを付与`,
      },
      ...(await office.grantings(own, classes, stolen)),
    );
    const oneMore = await office.grant(thiefWallet(quota), classes, stolen);
    await tale.refused(
      { en: "grants one more than the quotas of the day allow", ja: "1日の上限を1件超えて付与" },
      "OfficerQuotaSpent",
      () => pass.grant(...oneMore),
    );
    const ended = await office.revocation(victim, stolen);
    await tale.does(
      { en: "Without a quota he revokes: Investor D", ja: "取消しに上限はない：投資家Dを取消し" },
      () => pass.revokeByQuorum(...ended),
    );
    const list = await office.suspension(stopped, 1);
    await tale.does(
      {
        en: `By a list he suspends ${stopped.length} passes, and he lets a sanctioned holder go free`,
        ja: `一覧で ${stopped.length} 件を停止し、制裁対象者の停止を解除`,
      },
      () => pass.suspendListed(...list),
      () => pass.reinstateListed(...freed),
    );
    await tale.refused(
      { en: "uses a pass in its window", ja: "拒否期間中のパスの使用" },
      "PassNotWorking",
      () => yen.connect(thief).redeem(1n, hashOf("payout of the thief")),
    );
    await tale.waits(
      {
        en: "The veto window passes, and no guardian looks",
        ja: "拒否期間が経過、監視者は気付かない",
      },
      rules.vetoWindow,
    );
    ensure((await stage.statusOf(thief.address)) === "working", "his pass does not work");
    ensure((await pass.successorOf(b.address)) === second.address, "he is not B's successor");
    tale.notes({
      en: "His passes work, and B's place is his; they hold 0 units and ¥0",
      ja: "窃取者のパスは有効となり、Bの承継先となるが、保有は0口・0円",
    });
    const act = await stage.actOf(3, bond, b, { to: second });
    await tale.refused(
      { en: "moves B's units to his wallet", ja: "Bの権利を移転" },
      "NotTheRegistrar",
      () => desk.connect(second).propose(act),
    );
    await tale.refused(
      { en: "moves B's yen there", ja: "Bの円を移転" },
      "AccessManagedUnauthorized",
      () => yen.connect(second).recover(b.address),
    );
    await tale.refused(
      { en: "takes units of A, whose key he does not have", ja: "鍵を持たないAの権利を引き出す" },
      "ERC20InsufficientAllowance",
      () => bond.token.connect(thief).transferFrom(a.address, thief.address, bond.lot),
    );

    await tale.stop();
    await tale.does(
      {
        en: "A pass guardian disowns these officers since the leak: all that they attested from then on is worth nothing, however much it is",
        ja: "パス監視者が当該KYC担当者を漏えい時以降につき否認。以後の証明は件数によらずすべて無効",
      },
      ...stolen.map((number) => () => pass.connect(guardian).disown(number, leakedAt, ALL_CLASSES)),
    );
    for (const wallet of own) {
      ensure((await stage.statusOf(wallet)) === "unattested", `${wallet} still works`);
    }
    ensure((await stage.statusOf(second.address)) === "unattested", "B's false wallet still works");
    ensure((await stage.statusOf(sanctioned)) === "unattested", "the sanctioned holder is free");
    await tale.refused({ en: "uses a pass of his", ja: "自分のパスの使用" }, "PassNotWorking", () =>
      yen.connect(thief).redeem(1n, hashOf("payout of the thief")),
    );
    await tale.refused({ en: "revokes A", ja: "Aの取消し" }, "OfficerIsDisowned", async () => {
      const more = await office.revocation(a.address, stolen);
      return await pass.revokeByQuorum(...more);
    });
    await stage.tradesAgain(a, c);
    tale.notes({
      en: "They were attested before the leak and never stopped",
      ja: "漏えい前に証明された両者のパスは停止していない",
    });

    await tale.repair();
    await tale.does(
      {
        en: "The false recovery of B is vetoed, since its officers count no more",
        ja: "証明者の否認により、Bの虚偽の承継を拒否",
      },
      () => pass.connect(guardian).veto(b.address, REASON),
    );
    const seated = await seatOfficers(tale, stage, rules.quorum, admin);
    const back = await office.reinstatement([b.address, ...stopped], seated);
    const anew = await office.grant(victim, classes, seated);
    await tale.does(
      {
        en: `Good officers reinstate B and the ${stopped.length} at once and grant D anew`,
        ja: `有効なKYC担当者がBと停止された ${stopped.length} 件を即時に再開し、Dに改めて付与`,
      },
      () => pass.reinstateListed(...back),
      () => pass.grant(...anew),
    );
    await tale.waits({ en: "D's veto window passes", ja: "Dの拒否期間が経過" }, rules.vetoWindow);
    ensure((await stage.statusOf(victim)) === "working", "D does not work");
    await stage.tradesAgain(a, b);

    await tale.aside({
      en: "And if nobody knows since when the keys had leaked",
      ja: "漏えいの時期が不明な場合",
    });
    await tale.does(
      {
        en: "They are disowned for all time: every pass that they ever attested stops",
        ja: "全期間につき否認し、過去に証明された全パスを停止",
      },
      ...stolen.map((number) => () => pass.connect(otherGuardian).disown(number, 1, ALL_CLASSES)),
    );
    await tale.blocked(
      { en: "(honest) A and C settle a trade", ja: "（正当な）AとCの取引の決済" },
      "PassNotWorking",
      async () => dvp.settle(...(await stage.signedTrade(a, c))),
    );
    const honest = [a.address, c.address, people.issuer.address, ...crowd.slice(1)];
    const gasOf100 = await reattested(tale, stage, honest.slice(0, RESTORED), seated);
    await stage.tradesAgain(a, c);
    const more = honest.slice(RESTORED, RESTORED + MANY_RESTORED);
    ensure(more.length === MANY_RESTORED, `there are only ${more.length} more passes to restore`);
    const gasOf1000 = await reattested(tale, stage, more, seated);
    const disowning = await disowningGas(files);

    const perPass = gasOf1000 / BigInt(MANY_RESTORED);
    return {
      got: {
        en: `${own.length + 1} passes that worked for a while and one false succession; 0 units, ¥0; of others' passes 1 revoked, ${stopped.length} suspended, 1 set free`,
        ja: `一時的に有効なパス ${own.length + 1} 件と虚偽の承継1件。0口・0円。他人のパスの取消し1件、停止 ${stopped.length} 件、解除1件`,
      },
      worst: {
        en: `${quota} passes a day, links and recoveries counted, which work after ${rules.vetoWindow / 3_600} h unless vetoed; 0 units and ¥0 by these keys alone, but all that ${Math.floor(quota / 2)} investors a day own if registrars and yen operator carry false recoveries out; other passes ended without limit, and ${(rules.listedPerOfficerPerDay * rules.quorum).toLocaleString("en-US")} suspended a day`,
        ja: `追加・承継を含め1日 ${quota} 件のパス（拒否がなければ ${rules.vetoWindow / 3_600} 時間後に有効）。これらの鍵だけでは0口・0円、原簿管理人と円トークン発行者が虚偽の承継を実行すれば1日 ${Math.floor(quota / 2)} 名分の全額。他のパスの取消しは無制限、停止は1日 ${(rules.listedPerOfficerPerDay * rules.quorum).toLocaleString("en-US")} 件`,
      },
      tips: [
        {
          en: "Watch PassGranted, WalletLinked and PassRecovered: inside the window one veto ends each, and none of them ever works.",
          ja: "PassGranted・WalletLinked・PassRecovered を監視すること。拒否期間内なら拒否により一度も有効とならない。",
        },
        {
          en: `Have twice the quorum of officers: with ${rules.officers.length} for ${rules.quorum}, new ones wait the admin's ${stage.adminDelay / 3_600} h before anybody is reinstated or attested anew.`,
          ja: `KYC担当者は定足数の2倍を置くこと。${rules.quorum} に対し ${rules.officers.length} 名では、再開・再証明の前に管理者の予告期間 ${stage.adminDelay / 3_600} 時間を要する。`,
        },
        {
          en: "Make the lists to attest anew from your own ledger of grants, never from the chain alone: the thief's passes stand there too.",
          ja: "再証明の一覧は自社の付与記録から作成し、チェーンのみから作成しないこと。窃取者のパスも含まれている。",
        },
        {
          en: "Let more officers attest than must: a pass with a quorum of good ones left never stops.",
          ja: "定足数を超える担当者が証明すること。有効な証明が定足数残るパスは停止しない。",
        },
        {
          en: "Registrars and the yen operator must ask the investor before they carry a recovery out: they are what stands between a false successor and the units.",
          ja: "原簿管理人と円トークン発行者は承継の実行前に投資家に確認すること。虚偽の承継を止める最後の関門である。",
        },
      ],
      figures: [
        ...disowning,
        ...restoring(perPass, gasOf100, gasOf1000, rules.quorum, rules.listedPerOfficerPerDay),
      ],
    };
  },
};

/** New officers, so that a quorum of good ones is there; the numbers of a quorum. */
async function seatOfficers(
  tale: Parameters<Drill["play"]>[0],
  stage: DrillStage,
  quorum: number,
  admin: DrillStage["people"]["admin"],
): Promise<number[]> {
  const { office, pass, rules } = stage;
  const good = rules.officers.map((_, index) => index + 1).slice(quorum);
  const missing = Math.max(0, quorum - good.length);
  if (missing > 0) {
    const fresh = await Promise.all(
      Array.from({ length: missing }, (_, index) => tale.chain.keyOf(`new officer ${index}`)),
    );
    await tale.does(
      {
        en: `An admin announces a new officer, for ${good.length} is left of the ${quorum} who must sign`,
        ja: `必要な ${quorum} 名に対し ${good.length} 名しか残らないため、管理者がKYC担当者 ${missing} 名の追加を予告`,
      },
      ...fresh.map((key) => () => stage.announce(admin, pass, "addOfficer", [key.address])),
    );
    await tale.waits(
      { en: "The admin's delay passes", ja: "管理者の予告期間が経過" },
      stage.adminDelay,
    );
    await tale.does(
      { en: "and seats it", ja: "追加を実行" },
      ...fresh.map((key) => () => pass.connect(admin).addOfficer(key.address)),
    );
    for (const key of fresh) {
      office.officers.push(key);
      good.push(office.officers.length);
    }
  }
  return good.slice(0, quorum);
}

/** Has each of these officers vouch for these passes, in lists; the gas of all. */
async function reattested(
  tale: Parameters<Drill["play"]>[0],
  stage: DrillStage,
  wallets: string[],
  officers: readonly number[],
): Promise<bigint> {
  const lists = [];
  for (const officer of officers) {
    for (const list of batches(wallets))
      lists.push(await stage.office.reattestation(list, officer));
  }
  const receipts = await tale.does(
    {
      en: `${officers.length} good officers vouch for ${formatGas(wallets.length)} of these passes anew, in lists of ${BATCH}; they work at once`,
      ja: `有効なKYC担当者 ${officers.length} 名が ${formatGas(wallets.length)} 件を再証明（${BATCH}件ずつ）。即時に有効`,
    },
    ...lists.map((list) => () => stage.pass.reattestListed(...list, { gasLimit: LIST_GAS })),
  );
  for (const wallet of wallets) {
    ensure((await stage.statusOf(wallet)) === "working", `${wallet} does not work again`);
  }
  return receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
}

/** Gas to disown one officer, beside few passes and beside many, and for each further class. */
async function disowningGas(files: DrillFiles): Promise<Figure[]> {
  // The first clone costs more than each further one: four are needed to see what one more costs.
  const classFiles = files.classFiles.flatMap((file) => [
    file,
    { ...file, code: `${file.code}-2` },
  ]);
  const measured = [];
  for (const passes of [FEW, MANY]) {
    const silent = await newTale("en", () => {});
    const stage = await drillStage(silent, { ...files, classFiles, passes });
    const gasOf = (most: number) =>
      stage.chain.undone(async () => {
        const { guardian } = stage.people;
        const sent = () => stage.pass.connect(guardian).disown(1, 1, most);
        return (await stage.chain.mined(sent)).gasUsed;
      });
    measured.push({
      count: passes + 4,
      all: await gasOf(ALL_CLASSES),
      perClass: (await gasOf(4)) - (await gasOf(3)),
      told: BigInt(stage.classes.length),
    });
  }
  const [few, lots] = measured as [(typeof measured)[number], (typeof measured)[number]];
  ensure(few.all === lots.all, "the gas of a disowning depends on the number of passes");
  const largest = few.all + (MOST_TOKENS - few.told) * few.perClass;
  return [
    {
      what: {
        en: `gas to disown one officer, yen and ${few.told - 1n} classes told, beside ${few.count} passes / beside ${lots.count}`,
        ja: `KYC担当者1名の否認（円と ${few.told - 1n} 銘柄に通知）のガス：パス ${few.count} 件／${lots.count} 件`,
      },
      value: same(`${formatGas(few.all)} / ${formatGas(lots.all)}`),
    },
    {
      what: { en: "of it for each class", ja: "うち1銘柄あたり" },
      value: same(formatGas(few.perClass)),
    },
    {
      what: {
        en: "to disown one officer beside 512 classes and 1,000,000 passes, calculated",
        ja: "512銘柄・パス1,000,000件での否認（計算値）",
      },
      value: inBlocks(largest),
    },
  ];
}

function restoring(
  perPass: bigint,
  of100: bigint,
  of1000: bigint,
  quorum: number,
  listQuota: number,
): Figure[] {
  const measured = { en: ", measured", ja: "（実測）" };
  const calculated = { en: ", calculated", ja: "（計算値）" };
  const row = (count: number, gas: bigint, how: Text): Figure => {
    const days = Math.ceil(count / listQuota);
    const cost = inBlocks(gas);
    return {
      what: {
        en: `to restore ${count.toLocaleString("en-US")} honest passes by ${quorum} officers${how.en}`,
        ja: `正当なパス ${count.toLocaleString("en-US")} 件のKYC担当者 ${quorum} 名による復旧${how.ja}`,
      },
      value: {
        en: `${cost.en}; ${days} ${days === 1 ? "day" : "days"} by the list quota of ${listQuota.toLocaleString("en-US")}`,
        ja: `${cost.ja}。一覧処理の上限 ${listQuota.toLocaleString("en-US")} 件では ${days} 日`,
      },
    };
  };
  return [
    row(RESTORED, of100, measured),
    row(MANY_RESTORED, of1000, measured),
    row(10_000, perPass * 10_000n, calculated),
    row(1_000_000, perPass * 1_000_000n, calculated),
  ];
}

/** Gas, and how many transactions of the most gas that is. */
function inBlocks(gas: bigint): Text {
  const count = (gas + MOST_TRANSACTION_GAS - 1n) / MOST_TRANSACTION_GAS;
  const said = (lang: Lang) =>
    lang === "en"
      ? `${formatGas(gas)} gas, ${formatGas(count)} ${count === 1n ? "transaction" : "transactions"} of at most 16.7M`
      : `${formatGas(gas)} ガス、16.7M以下の取引 ${formatGas(count)} 件`;
  return { en: said("en"), ja: said("ja") };
}

function same(text: string): Text {
  return { en: text, ja: text };
}

function thiefWallet(index: number): string {
  return `0x${hashOf(`Kessai drill: thief's wallet ${index}`).slice(-40)}`;
}
