import { z } from "zod";
import {
  BondLifecycle__factory,
  formatDate,
  formatYen,
  readBondPeriod,
  readDistribution,
} from "../../../sdk/index.ts";
import type { Answer, Desk, Given, ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classFrom, distributionIn } from "../../desk/termsIn.ts";
import { EXIT } from "../../exit.ts";
import { classOf, maybe } from "../../inputs.ts";
import { amountSchema as amount } from "../../json.ts";

const PHASES = ["none", "running", "redeeming", "redeemed"] as const;

/** Where a payment or a bond stands. */
export const actionStatus: ReadCommand = {
  kind: "read",
  path: "action status",
  about: {
    en: "where a payment or a bond stands (exit 3 while it is under way)",
    ja: "支払または社債の進捗",
  },
  example: "action status --class SBI-ST-1",
  options: [
    {
      flags: "--distribution <file>",
      about: { en: "terms of a payment", ja: "支払の条件ファイル" },
    },
    { flags: "--class <code>", about: { en: "of a bond", ja: "社債の銘柄コード" } },
  ],
  result: z.union([
    z.strictObject({
      kind: z.literal("distribution"),
      id: z.string(),
      phase: z.enum(["announced", "funded", "complete", "returned", "withdrawn"]),
      ...{ funded: amount, returned: amount, net: amount, owed: amount, claimed: amount },
      investors: z.number(),
    }),
    z.strictObject({
      kind: z.literal("bond"),
      class: z.string(),
      phase: z.enum(PHASES),
      next: z.number(),
      periods: z.number(),
      pays: z.string().nullable(),
      record: z.string().nullable(),
      isRecordOver: z.boolean(),
      inDefault: z.boolean(),
      ...{ units: amount, retired: amount },
    }),
  ]),
  async run(given, desk) {
    const [file, code] = [maybe(given, "distribution"), maybe(given, "class")];
    if ((file === undefined) === (code === undefined)) {
      throw new ArgumentRefused("Name one: --distribution FILE or --class CODE.");
    }
    return file === undefined ? await ofBond(given, desk) : await ofDistribution(given, desk);
  },
};

async function ofDistribution(given: Given, desk: Desk): Promise<Answer> {
  const { classCode, terms } = await distributionIn(given, desk, "distribution");
  const { provider, platform } = desk;
  const read = await readDistribution(provider, platform, terms, classFrom(desk, terms.token));
  const { id, phase, funded, returned, claimed, payments } = read;
  const net = payments.reduce((sum, each) => sum + each.net, 0n);
  const owed = payments.reduce((sum, each) => sum + each.owed, 0n) - claimed;
  const isOpen = phase === "announced" || phase === "funded";
  const investors = payments.length;
  return {
    value: { kind: "distribution", id, phase, funded, returned, net, owed, claimed, investors },
    lines: [
      given.lang === "ja"
        ? `${classCode}: ${phase}、投資家 ${investors} 名、払込 ${formatYen(funded)}、税引後 ${formatYen(net)}、うち未払 ${formatYen(owed)}、返戻 ${formatYen(returned)}`
        : `${classCode}: ${phase}, ${investors} investors, paid in ${formatYen(funded)}, net ${formatYen(net)}, of it owed ${formatYen(owed)}, returned ${formatYen(returned)}`,
    ],
    exit: isOpen ? EXIT.waits : EXIT.done,
  };
}

async function ofBond(given: Given, desk: Desk): Promise<Answer> {
  const { address, code } = classOf(given, desk);
  const { provider, platform } = desk;
  const { lang } = given;
  const bonds = BondLifecycle__factory.connect(platform.bonds, provider);
  const state = await bonds.stateOf(address);
  const phase = PHASES[Number(state.phase)] ?? "none";
  const isRunning = phase === "running";
  const period = isRunning ? await readBondPeriod(provider, platform, address) : undefined;
  const { record = null, isRecordOver = false } = period ?? {};
  const value = {
    ...{ kind: "bond", class: code, phase, next: Number(state.next) + 1 },
    ...{ periods: Number(state.periods), isRecordOver, inDefault: state.inDefault },
    pays: period === undefined ? null : formatDate(period.pays, "en"),
    record: record === null ? null : formatDate(record, "en"),
    ...{ units: state.units, retired: state.retired },
  };
  const isJa = lang === "ja";
  const lines = [
    isJa
      ? `${code}: ${phase}、第${value.next}回 / ${value.periods} 回${state.inDefault ? "、不履行" : ""}`
      : `${code}: ${phase}, period ${value.next} of ${value.periods}${state.inDefault ? ", in default" : ""}`,
  ];
  if (period !== undefined) {
    lines.push(
      isJa
        ? `支払日 ${formatDate(period.pays, lang)}、基準日 ${record === null ? "なし" : formatDate(record, lang)}${isRecordOver ? "(経過)" : ""}`
        : `paid on ${formatDate(period.pays, lang)}, record date ${record === null ? "none" : formatDate(record, lang)}${isRecordOver ? " (over)" : ""}`,
    );
  }
  if (phase === "redeeming") {
    lines.push(
      isJa
        ? `消却 ${state.retired} / ${state.units} 口`
        : `${state.retired} of ${state.units} units ended`,
    );
  }
  return { value, lines, exit: phase === "redeeming" ? EXIT.waits : EXIT.done };
}
