import { getAddress, isAddress, type JsonRpcProvider, type Signer, Wallet } from "ethers";
import { readText, type Text } from "../../sdk/index.ts";
import { SignerNeeded } from "./faults.ts";
import { LOCAL_CHAINS } from "./localChains.ts";
import type { Terminal } from "./terminal.ts";

/** No `--signer` was given. */
export const NO_KEY: Text = { en: "No key was named", ja: "鍵が指定されていません" };

const PASSWORD = "KESSAI_KEYSTORE_PASSWORD";

/**
 * The key that signs or sends. It is shown nowhere, in no error either.
 *
 * @param named as `--signer` says: `env:NAME`, `keystore:FILE`, `hardhat:NAME`, `node:ADDRESS`
 * @throws SignerNeeded saying what is wrong with it
 */
export async function signerOf(
  named: string | undefined,
  provider: JsonRpcProvider | undefined,
  chainId: bigint | undefined,
  terminal: Terminal,
): Promise<Signer> {
  if (named === undefined) throw new SignerNeeded(NO_KEY);
  const colon = named.indexOf(":");
  const [kind, rest] = [named.slice(0, colon), named.slice(colon + 1)];
  switch (kind) {
    case "env":
      // What is no variable's name may be the key itself, which is not repeated.
      if (!/^[A-Za-z_]\w*$/.test(rest)) {
        throw new SignerNeeded({
          en: "env: is followed by the name of a variable, not by a key",
          ja: "env: の後には鍵ではなく環境変数名が必要です",
        });
      }
      return inHex(
        terminal.env[rest],
        { en: `the variable ${rest} of the environment`, ja: `環境変数 ${rest} ` },
        provider,
      );
    case "keystore":
      return await inKeystore(rest, provider, terminal);
    case "hardhat":
      return await inHardhat(rest, provider);
    case "node": {
      if (provider === undefined || chainId === undefined || !LOCAL_CHAINS.includes(chainId)) {
        throw new SignerNeeded({
          en: "A node's own keys are for local chains (31337) only",
          ja: "ノードの鍵はローカルチェーン (31337) でのみ使えます",
        });
      }
      if (!isAddress(rest))
        throw new SignerNeeded({
          en: "node: is followed by an address",
          ja: "node: の後にアドレスが必要です",
        });
      const address = getAddress(rest);
      const accounts = (await provider.send("eth_accounts", [])) as string[];
      if (!accounts.some((each) => getAddress(each) === address)) {
        throw new SignerNeeded({
          en: `The node has no key of ${address}`,
          ja: `ノードに ${address} の鍵がありません`,
        });
      }
      return await provider.getSigner(address);
    }
    default:
      throw new SignerNeeded({
        en: "--signer begins with env:, keystore:, hardhat: or node:",
        ja: "--signer は env:、keystore:、hardhat:、node: のいずれかで始まります",
      });
  }
}

function inHex(
  key: string | undefined,
  where: Text,
  provider: JsonRpcProvider | undefined,
): Signer {
  const digits = key?.trim().replace(/^0x/, "");
  if (digits === undefined || digits === "")
    throw new SignerNeeded({
      en: `There is nothing in ${where.en}`,
      ja: `${where.ja}が空です`,
    });
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) {
    throw new SignerNeeded({
      en: `What ${where.en} has is no key of 64 hexadecimal digits`,
      ja: `${where.ja}の値は16進64桁の鍵ではありません`,
    });
  }
  try {
    return new Wallet(`0x${digits}`, provider ?? null);
  } catch {
    // The library's message would show it.
    throw new SignerNeeded({
      en: `What ${where.en} has is no key`,
      ja: `${where.ja}の値は鍵ではありません`,
    });
  }
}

async function inKeystore(
  path: string,
  provider: JsonRpcProvider | undefined,
  terminal: Terminal,
): Promise<Signer> {
  const json = await readText(path);
  const password = terminal.env[PASSWORD] ?? (await terminal.secret(`Password of ${path}`));
  if (password === undefined) {
    throw new SignerNeeded({
      en: `${path} needs its password, in ${PASSWORD} or typed`,
      ja: `${path} のパスワードが必要です(${PASSWORD} または入力)`,
    });
  }
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey, provider ?? null);
  } catch (error) {
    const isPassword = /password/i.test((error as Error).message);
    throw new SignerNeeded(
      isPassword
        ? { en: `The password of ${path} is wrong`, ja: `${path} のパスワードが違います` }
        : {
            en: `${path} is no keystore in JSON (Web3 Secret Storage)`,
            ja: `${path} は JSON のキーストア(Web3 Secret Storage)ではありません`,
          },
    );
  }
}

async function inHardhat(name: string, provider: JsonRpcProvider | undefined): Promise<Signer> {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new SignerNeeded({
      en: "hardhat: is followed by a variable's name",
      ja: "hardhat: の後に変数名が必要です",
    });
  }
  const { configVariable } = await import("hardhat/config");
  const { default: hre } = await import("hardhat");
  let value: string;
  try {
    value = await hre.hooks.runHandlerChain(
      "configurationVariables",
      "fetchValue",
      [configVariable(name)],
      async (_, asked) => {
        throw new Error(asked.name);
      },
    );
  } catch {
    // Its own faults are a page long, and may say more than they should.
    throw new SignerNeeded({
      en: `Hardhat's keystore gives no ${name} (\`npx hardhat keystore set ${name}\` keeps one)`,
      ja: `Hardhat のキーストアに ${name} がありません(\`npx hardhat keystore set ${name}\` で保存)`,
    });
  }
  return inHex(
    value,
    {
      en: `Hardhat's keystore under ${name}`,
      ja: `Hardhat のキーストアの ${name} `,
    },
    provider,
  );
}
