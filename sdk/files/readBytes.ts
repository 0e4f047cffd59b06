import { readFile } from "node:fs/promises";
import type { Text } from "../text/texts.ts";
import { FileNotFound } from "./FileNotFound.ts";
import { FileUnreadable } from "./FileUnreadable.ts";

const CLOSED: Text = {
  en: "this user may not read it; ask its owner for permission",
  ja: "読取り権限がありません。所有者に依頼してください",
};

/** Why the system refused, in words, by its code. */
const reasons: Readonly<Record<string, Text>> = {
  EISDIR: {
    en: "it is a folder; name a file in it",
    ja: "フォルダです。中のファイルを指定してください",
  },
  EACCES: CLOSED,
  EPERM: CLOSED,
};

export type ReadBytesErrors = FileNotFound | FileUnreadable;

/**
 * What a file holds.
 *
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder or closed to this user
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") throw new FileNotFound(path);
    const reason = reasons[code] ?? {
      en: `the system answered ${code}; look into that and try again`,
      ja: `システムの応答は ${code} です。確認して再度実行してください`,
    };
    throw new FileUnreadable(path, reason);
  }
}
