import { z } from "zod";
import { splitId } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { LENDING_OPTIONS, lendingOf, waitsForAnother } from "../../desk/lending.ts";
import { splitIn } from "../../desk/termsIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";

/** Lets a split have a class, on the word of two registrar keys: the same command by each. */
export const actionLend: WriteCommand = {
  kind: "write",
  path: "action lend",
  about: {
    en: "approve a split's terms: the same command by two registrar keys",
    ja: "分割・併合の条件を承認(原簿管理人2名が同じコマンドを実行)",
  },
  example: "action lend split.terms.json --signer env:REGISTRAR_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  options: LENDING_OPTIONS,
  result: writtenWith(
    z.union([
      z.strictObject({ lent: z.literal(true) }),
      z.strictObject({ lent: z.literal(false), proposedBy: z.string(), readyAt: z.number() }),
    ]),
  ),
  async plan(given, desk) {
    const { classCode, terms } = await splitIn(given, desk, "file");
    const title = { en: `lend ${classCode} to its split`, ja: `${classCode} の分割・併合を承認` };
    const next = await lendingOf(given, desk, {
      ...{ token: terms.token, action: desk.platform.split, document: splitId(terms) },
      ...{ reason: "SPLIT", about: title },
    });
    if (next.kind === "lent") {
      const said = {
        en: "Two keys approved it before: kessai action split begins it.",
        ja: "承認済みです。kessai action split で開始できます。",
      };
      return { title, calls: [], found: { value: { lent: true }, lines: [said[given.lang]] } };
    }
    if (next.kind === "call") return { title, calls: [next.call] };
    const { by, readyAt } = next;
    const value = { lent: false, proposedBy: by, readyAt };
    const lines = [waitsForAnother(by)[given.lang]];
    return { title, calls: [], found: { value, lines, exit: EXIT.waits } };
  },
};
