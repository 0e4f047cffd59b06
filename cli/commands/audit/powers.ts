import { z } from "zod";
import {
  formatDuration,
  powerDrifts,
  readPlatformFile,
  readPowers,
  say,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { driftLines, driftSchema, driftValues } from "../../desk/drifts.ts";
import { EXIT } from "../../exit.ts";
import { pathOf } from "../../inputs.ts";

const TEXTS = {
  same: {
    en: "Powers and settings are as {path} says.",
    ja: "権限と設定は {path} のとおりです。",
  },
  drifts: {
    en: "{count} differences between {path} and the chain:",
    ja: "{path} とチェーンの相違 {count} 件:",
  },
  now: { en: "at once", ja: "即時" },
} as const;

/** Who can do what after how long, compared with the platform file. */
export const auditPowers: ReadCommand = {
  kind: "read",
  path: "audit powers",
  about: {
    en: "who can do what, after how long; every difference from the platform file (exit 2)",
    ja: "権限の保有者と予告期間、プラットフォーム・ファイルとの相違(あれば終了コード 2)",
  },
  example: "audit powers examples/platform.yaml",
  arguments: [
    { name: "file", about: { en: "the platform file", ja: "プラットフォーム・ファイル" } },
  ],
  result: z.strictObject({
    powers: z.array(
      z.strictObject({ role: z.string(), holder: z.string(), delay: z.number(), may: z.string() }),
    ),
    drifts: z.array(driftSchema),
  }),
  async run(given, { provider, platform, deployment }) {
    const path = pathOf(given, "file");
    const file = await readPlatformFile(path);
    const { lang } = given;
    const rows = await readPowers(provider, platform, file);
    const from = deployment.platform.contracts.authority?.block ?? 0;
    const drifts = await powerDrifts(provider, platform, file, from);
    const powers = rows.map(({ role, holder, delay, may }) => {
      return { role: role[lang], holder, delay, may: may[lang] };
    });
    const shown = table(
      powers.map(({ role, holder, delay, may }) => [
        ...[role, holder, delay === 0 ? TEXTS.now[lang] : formatDuration(delay, lang), may],
      ]),
      { columns: ["role", "holder", "delay", "may"].map((heading) => ({ heading })) },
    );
    const isSame = drifts.length === 0;
    const end = say(isSame ? TEXTS.same : TEXTS.drifts, lang, { path, count: drifts.length });
    return {
      value: { powers, drifts: driftValues(drifts) },
      lines: [...shown.split("\n"), "", end, ...(isSame ? [] : driftLines(drifts, lang))],
      exit: isSame ? EXIT.done : EXIT.no,
    };
  },
};
