import { CommanderError } from "commander";
import {
  ContractRefusal,
  explainError,
  type Lang,
  messageIn,
  say,
  type Text,
} from "../../sdk/index.ts";
import { commandLineFault } from "./commandLineFault.ts";

/** An error as it is told, which `--json` prints. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  /** Of a contract's refusal. */
  readonly code?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

const TEXTS = {
  unforeseen: {
    en: "Unexpected: {why}. This is a fault of kessai itself: with KESSAI_STACK=1 it says where. Please report it.",
    ja: "予期しないエラー: {why}。kessai の不具合です。KESSAI_STACK=1 で発生箇所を表示します。ご報告ください。",
  },
  folder: {
    en: "{path} cannot be written: its folder is not there. Make it, or name another.",
    ja: "{path} に書き込めません。フォルダがありません。作成するか、別の場所を指定してください。",
  },
  closed: {
    en: "{path} cannot be used: this user may not. Ask its owner for permission, or name another.",
    ja: "{path} を使用する権限がありません。所有者に許可を求めるか、別の場所を指定してください。",
  },
  kind: {
    en: "{path} is a folder where a file is wanted, or a file where a folder is. Name another.",
    ja: "{path} はファイル・フォルダの種類が異なります。別の場所を指定してください。",
  },
  system: {
    en: "{path} cannot be used: the system answered {code}. Look into that and try again.",
    ja: "{path} を使用できません(システムの応答: {code})。確認のうえ再度実行してください。",
  },
} as const satisfies Record<string, Text>;

const SYSTEM: Readonly<Record<string, Text>> = {
  ...{ ENOENT: TEXTS.folder, EACCES: TEXTS.closed, EPERM: TEXTS.closed, EROFS: TEXTS.closed },
  ...{ EISDIR: TEXTS.kind, ENOTDIR: TEXTS.kind },
};

/** What went wrong, in words that say what to do next. */
export function toldError(error: unknown, lang: Lang): ToldError {
  if (error instanceof CommanderError) {
    return { name: "ArgumentRefused", message: commandLineFault(error, lang) };
  }
  const explained = explainError(error);
  if (explained instanceof ContractRefusal) {
    const { name, code, values } = explained;
    return { name, message: explained.in(lang), code, values };
  }
  const { name, message } = explained;
  // One of our own says by itself what to do.
  if (Object.hasOwn(explained, "name")) return { name, message: messageIn(explained, lang) };
  const { code, path } = explained as { code?: unknown; path?: unknown };
  if (typeof code === "string" && typeof path === "string") {
    return {
      name: "FileUnusable",
      message: say(SYSTEM[code] ?? TEXTS.system, lang, { path, code }),
    };
  }
  const [why = ""] = message.split("\n");
  return { name: "Unexpected", message: say(TEXTS.unforeseen, lang, { why }) };
}
