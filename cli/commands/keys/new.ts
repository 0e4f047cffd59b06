import { existsSync } from "node:fs";
import { Wallet } from "ethers";
import { z } from "zod";
import { say } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { FileTaken, KeystoreRefused } from "../../desk/faults.ts";
import { passwordOf } from "../../desk/keystore.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { pathOf } from "../../inputs.ts";

const LEAST = 12;

const TEXTS = {
  made: {
    en: "A new key is encrypted in {path}. Its address is {address}. Use it with --signer keystore:{path}",
    ja: "新しい鍵を {path} に暗号化して保存しました。アドレス: {address}。使用時: --signer keystore:{path}",
  },
  again: { en: "The same password again", ja: "パスワード(確認)" },
} as const;

/** Makes a key that only its encrypted file has. */
export const keysNew: LocalCommand = {
  kind: "local",
  path: "keys new",
  about: {
    en: "make a key in an encrypted file (password: KESSAI_KEYSTORE_PASSWORD, or typed)",
    ja: "暗号化した鍵ファイルを作成(パスワード: KESSAI_KEYSTORE_PASSWORD または入力)",
  },
  example: "keys new registrar.json",
  arguments: [{ name: "file", about: { en: "where it is kept", ja: "保存先" } }],
  result: z.strictObject({ address: z.string(), file: z.string() }),
  async run(given, terminal) {
    const path = pathOf(given, "file");
    // Before anybody types a password for nothing.
    if (existsSync(path)) throw new FileTaken(path);
    const password = await passwordOf(path, terminal);
    if (password.length < LEAST) {
      throw new KeystoreRefused({
        en: `The password of ${path} is too short: take ${LEAST} characters or more. Nothing was written.`,
        ja: `${path} のパスワードが短すぎます。${LEAST} 文字以上にしてください。何も書き込んでいません。`,
      });
    }
    if (terminal.isTerminal && terminal.env.KESSAI_KEYSTORE_PASSWORD === undefined) {
      const again = await terminal.secret(TEXTS.again[given.lang]);
      if (again !== password) {
        throw new KeystoreRefused({
          en: "The two passwords are not the same. Nothing was written.",
          ja: "2つのパスワードが一致しません。何も書き込んでいません。",
        });
      }
    }
    const { privateKey, address } = Wallet.createRandom();
    // Without the words that made it, which would be a second way to it.
    await writeNew(path, `${await new Wallet(privateKey).encrypt(password)}\n`, 0o600);
    return {
      value: { address, file: path },
      lines: [say(TEXTS.made, given.lang, { path, address })],
    };
  },
};
