import { z } from "zod";
import {
  BondLifecycle__factory,
  bondTerms,
  bondTermsHash,
  formatDate,
  readClassFile,
} from "../../../sdk/index.ts";
import type { WriteCommand, WritePlan } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { LENDING_OPTIONS, lendingOf, waitsForAnother } from "../../desk/lending.ts";
import { writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";
import { addressOf, amountOf, classOf, maybe, pathOf } from "../../inputs.ts";

/** Fixes a bond's terms and schedule for good, before its first unit: the same command by two registrar keys. */
export const actionBond: WriteCommand = {
  kind: "write",
  path: "action bond",
  about: {
    en: "fix a bond's terms and schedule for good, before its first unit (the same by two registrar keys)",
    ja: "社債の要項と利払日程を確定(初回発行前、原簿管理人2名が同じコマンドを実行)",
  },
  example:
    "action bond examples/classes/nri-15.yaml --tax-to 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--grace 5 --signer env:REGISTRAR_KEY",
  arguments: [{ name: "file", about: { en: "the class file", ja: "銘柄ファイル" } }],
  options: [
    {
      flags: "--class <code>",
      about: { en: "the class, if its code is another", ja: "銘柄コード(ファイルと異なる場合)" },
    },
    {
      flags: "--tax-to <address>",
      about: { en: "who pays the taxes over", ja: "源泉税の納付者" },
      required: true,
    },
    {
      flags: "--grace <days>",
      about: { en: "after which a lacking payment is a default (0)", ja: "猶予日数 (0)" },
    },
    { flags: "--listed", about: { en: "as tax law has it", ja: "税法上の上場扱い" } },
    ...LENDING_OPTIONS,
  ],
  result: writtenWith(
    z.union([
      z.strictObject({ registered: z.literal(true) }),
      z.strictObject({
        ...{ registered: z.literal(false), proposedBy: z.string(), readyAt: z.number() },
      }),
    ]),
  ),
  async plan(given, desk): Promise<WritePlan> {
    const path = pathOf(given, "file");
    const file = await readClassFile(path);
    if (file.type !== "bond") throw new ArgumentRefused(`${path} is of a ${file.type}, no bond.`);
    const code = maybe(given, "class") ?? file.code;
    const named = { ...given, options: { ...given.options, class: code } };
    const { address } = classOf(named, desk);
    const { platform, provider } = desk;
    const { bond, periods } = bondTerms(file, {
      taxTo: addressOf(given, "taxTo"),
      graceDays: maybe(given, "grace") === undefined ? 0 : Number(amountOf(given, "grace")),
      listed: given.options.listed === true,
    });
    const contract = BondLifecycle__factory.connect(platform.bonds, provider);
    const until = periods.at(-1)?.due ?? 0;
    const title = {
      en: `fix the terms of ${code}: ${periods.length} periods until ${formatDate(until, "en")}`,
      ja: `${code} の要項を確定: 利払 ${periods.length} 回、${formatDate(until, "ja")} まで`,
    };
    const { phase } = await contract.stateOf(address);
    if (phase !== 0n) {
      const said = { en: "Its terms are fixed already.", ja: "要項は確定済みです。" };
      const value = { registered: true };
      return { title, calls: [], found: { value, lines: [said[given.lang]] } };
    }
    const next = await lendingOf(given, desk, {
      ...{ token: address, action: platform.bonds, reason: "BOND", about: title },
      document: bondTermsHash(address, bond, periods),
    });
    if (next.kind === "waits") {
      const { by, readyAt } = next;
      const value = { registered: false, proposedBy: by, readyAt };
      const lines = [waitsForAnother(by)[given.lang]];
      return { title, calls: [], found: { value, lines, exit: EXIT.waits } };
    }
    const register = {
      ...{ to: platform.bonds, contract, name: "register", about: title },
      args: [address, bond, periods],
    };
    if (next.kind === "lent") return { title, calls: [register] };
    return { title, calls: next.isLast ? [next.call, register] : [next.call] };
  },
};
