import { Wallet } from "ethers";
import { readText } from "../../sdk/index.ts";
import { KeyNeeded, KeystoreClosed } from "./faults.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { TEXTS } from "./texts.ts";

const PASSWORD = "KESSAI_KEYSTORE_PASSWORD";

/**
 * The key that signs or sends: from a variable of the environment, or from an encrypted file.
 *
 * @param usual the variable that has it, if none is named
 * @throws KeyNeeded if there is none, KeystoreClosed if the file's password is not right
 */
export async function keyOf(
  { keystore, keyEnv, lang }: OfficersArguments,
  usual: string,
  { env, askSecret }: Terminal,
): Promise<Wallet> {
  const variable = keyEnv ?? usual;
  if (keystore === undefined) {
    const key = env[variable]?.trim();
    if (key === undefined || key === "") throw new KeyNeeded(variable, "There is no key to use");
    if (!/^(0x)?[0-9a-fA-F]{64}$/.test(key)) {
      throw new KeyNeeded(variable, `What ${variable} has is no key of 64 hexadecimal digits`);
    }
    return new Wallet(key.startsWith("0x") ? key : `0x${key}`);
  }
  const json = await readText(keystore);
  const password =
    env[PASSWORD] ?? (await askSecret(TEXTS.password[lang].replace("{path}", keystore)));
  if (password === undefined) {
    throw new KeystoreClosed(
      keystore,
      `there is no password in ${PASSWORD}, and nobody can be asked here`,
    );
  }
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey);
  } catch (error) {
    const isPassword = /password/i.test((error as Error).message);
    throw new KeystoreClosed(
      keystore,
      isPassword ? "the password is wrong" : "it is no keystore in JSON (Web3 Secret Storage)",
    );
  }
}
