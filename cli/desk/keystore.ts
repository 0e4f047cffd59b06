import { Wallet } from "ethers";
import { readText } from "../../sdk/index.ts";
import { KeystoreRefused } from "./faults.ts";
import type { Terminal } from "./terminal.ts";

const PASSWORD = "KESSAI_KEYSTORE_PASSWORD";

/**
 * The password of a keystore, of the environment or typed.
 *
 * @throws KeystoreRefused if there is none
 */
export async function passwordOf(
  path: string,
  { env, secret }: Terminal,
  question = `Password of ${path}`,
): Promise<string> {
  const password = env[PASSWORD] ?? (await secret(question));
  if (password !== undefined && password !== "") return password;
  throw new KeystoreRefused({
    en: `${path} needs a password: set ${PASSWORD}, or type it.`,
    ja: `${path} にはパスワードが必要です。${PASSWORD} に設定するか、入力してください。`,
  });
}

/**
 * The address of the key in an encrypted file, as the key itself says it.
 *
 * @throws KeystoreRefused if the password is wrong or the file is none
 */
export async function addressIn(path: string, terminal: Terminal): Promise<string> {
  const json = await readText(path);
  const password = await passwordOf(path, terminal);
  try {
    return (await Wallet.fromEncryptedJson(json, password)).address;
  } catch (error) {
    // The library's message may show more than it should.
    throw new KeystoreRefused(
      /password/i.test((error as Error).message)
        ? {
            en: `The password of ${path} is wrong. Try it again.`,
            ja: `${path} のパスワードが違います。もう一度入力してください。`,
          }
        : {
            en: `${path} is no keystore in JSON (Web3 Secret Storage). \`kessai keys new FILE\` makes one.`,
            ja: `${path} は JSON のキーストア(Web3 Secret Storage)ではありません。\`kessai keys new ファイル\` で作成できます。`,
          },
    );
  }
}
