import { formatGas } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Drill } from "./drill.ts";
import { drillStage } from "./drillStage.ts";
import { BATCH, batches } from "./office.ts";

const HITS = 100;

/** A new sanctions list hits 100 passes: one officer's key suspends them, in a run that resumes. */
export const screeningHit: Drill = {
  hasCrowd: true,
  head: () => ({
    title: {
      en: "Drill screening-hit: 100 investors appear on a sanctions list",
      ja: "訓練 screening-hit：投資家100名が制裁リストに該当",
    },
    leaks: {
      en: "no key: 100 holders of passes, Investor C among them, may move nothing from now on",
      ja: "鍵の漏えいではなく、投資家Cを含むパス保有者100名の移転を直ちに止める必要がある",
    },
  }),

  async play(tale, files) {
    const stage = await drillStage(tale, files);
    const { people, pass, yen, office, quorum, crowd } = stage;
    const { a, b, c } = people;
    const count = crowd.length + 4;
    const hits = [c.address, ...crowd.slice(0, HITS - 1)];
    ensure(hits.length === HITS, `there are ${hits.length} hits, not ${HITS}`);

    await tale.thief({ en: "The list arrives", ja: "リストの受領" });
    const [first, second] = batches(hits, BATCH) as [string[], string[]];
    await tale.does({ en: "C, a hit, still moves: ¥1", ja: "該当者Cはまだ移転可能：1円" }, () =>
      yen.connect(c).transfer(b.address, 1n),
    );

    await tale.stop({ en: "The hits are stopped", ja: "該当者の停止" });
    const began = performance.now();
    const one = await office.suspension(first, 1);
    const two = await office.suspension(second, 1);
    const [started] = await tale.does(
      {
        en: `One officer signs lists of ${BATCH}; the first is sent, then the connection breaks`,
        ja: `KYC担当者1名が${BATCH}件ずつの一覧に署名。1件目を送信後、接続が切断`,
      },
      () => pass.suspendListed(...one),
    );
    const [again] = await tale.does(
      {
        en: "The run resumes with the same list: who is suspended is left out",
        ja: "同じ一覧から再開：停止済みは対象外",
      },
      () => pass.suspendListed(...one),
    );
    const [rest] = await tale.does(
      { en: "and goes on with the next", ja: "続けて次の一覧を送信" },
      () => pass.suspendListed(...two),
    );
    const seconds = (performance.now() - began) / 1_000;
    const gas = (started?.gasUsed ?? 0n) + (rest?.gasUsed ?? 0n);
    for (const hit of hits) {
      ensure((await stage.statusOf(hit)) === "suspended", `${hit} is not suspended`);
    }
    const other = crowd[HITS] ?? a.address;
    ensure((await stage.statusOf(other)) === "working", "one who is no hit was suspended");
    await tale.refused({ en: "C sends yen", ja: "Cによる円の移転" }, "PassNotWorking", () =>
      yen.connect(c).transfer(b.address, 1n),
    );
    await tale.blocked(
      { en: "(honest) B sends yen to C", ja: "（正当な）BからCへの円の移転" },
      "PassNotWorking",
      () => yen.connect(b).transfer(c.address, 1n),
    );

    await tale.repair();
    const cleared = await office.reinstatement([c.address], quorum);
    await tale.does(
      {
        en: "C was a namesake: a quorum of officers reinstates the pass, at once",
        ja: "Cは同姓同名と判明：定足数のKYC担当者が即時に再開",
      },
      () => pass.reinstateListed(...cleared),
    );
    const [stale] = await tale.does(
      {
        en: "The old list, sent again by anybody, does not suspend C anew: it names the pass as it was",
        ja: "古い一覧が再送信されてもCは停止されない（以前のパスを指すため）",
      },
      () => pass.suspendListed(...one),
    );
    ensure(stale?.logs.length === 0, "an old list suspended somebody anew");
    ensure((await stage.statusOf(c.address)) === "working", "C was suspended anew");
    await stage.tradesAgain(c, b);

    const perHit = gas / BigInt(HITS);
    const quota = stage.rules.listedPerOfficerPerDay.toLocaleString("en-US");
    return {
      got: {
        en: `nothing once the lists were mined; ${HITS} passes suspended, the others untouched`,
        ja: `一覧の記録後は零。${HITS} 件を停止、他は影響なし`,
      },
      worst: {
        en: `${quota} suspensions a day by one officer's key; more hits need a second officer or a guardian`,
        ja: `KYC担当者1名の鍵で1日 ${quota} 件まで。超える分は他の担当者または監視者による`,
      },
      tips: [
        {
          en: "Send lists of 50 and repeat whatever did not come through: nobody is suspended twice, and a repeat costs little.",
          ja: "50件ずつ送信し、未達分は同じ一覧を再送信すること。二重に停止されず、再送信の費用は小さい。",
        },
        {
          en: "A false hit is reinstated by a quorum at once, without a veto window; the old list does not hit it again.",
          ja: "誤該当は定足数の署名で即時に再開（拒否期間なし）。古い一覧で再び停止されることはない。",
        },
      ],
      figures: [
        {
          what: {
            en: "gas for each hit with words in two classes and yen",
            ja: "該当1件あたりのガス（2銘柄と円に登録あり）",
          },
          value: { en: formatGas(perHit), ja: formatGas(perHit) },
        },
        {
          what: {
            en: "gas to repeat a list of 50 that was sent already",
            ja: "送信済みの50件の一覧を再送信するガス",
          },
          value: { en: formatGas(again?.gasUsed ?? 0n), ja: formatGas(again?.gasUsed ?? 0n) },
        },
        {
          what: {
            en: "passes beside which the hits were found; the cost of a hit does not depend on them",
            ja: "パスの総数（該当1件あたりの費用はこれに依存しない）",
          },
          value: { en: count.toLocaleString("en-US"), ja: count.toLocaleString("en-US") },
          ofThisRun: true,
        },
        {
          what: {
            en: "seconds that signing, suspending and resuming took on this computer",
            ja: "署名・停止・再開に要した秒数（この計算機）",
          },
          value: { en: seconds.toFixed(1), ja: seconds.toFixed(1) },
          ofThisRun: true,
        },
      ],
    };
  },
};
