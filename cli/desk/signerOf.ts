import { getAddress, isAddress, type JsonRpcProvider, type Signer, Wallet } from "ethers";
import { readText } from "../../sdk/index.ts";
import { SignerNeeded } from "./faults.ts";
import { LOCAL_CHAINS } from "./localChains.ts";
import type { Terminal } from "./terminal.ts";

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
  if (named === undefined) throw new SignerNeeded("No key was named");
  const colon = named.indexOf(":");
  const [kind, rest] = [named.slice(0, colon), named.slice(colon + 1)];
  switch (kind) {
    case "env":
      return inHex(terminal.env[rest], `the variable ${rest} of the environment`, provider);
    case "keystore":
      return await inKeystore(rest, provider, terminal);
    case "hardhat":
      return await inHardhat(rest, provider);
    case "node": {
      if (provider === undefined || chainId === undefined || !LOCAL_CHAINS.includes(chainId)) {
        throw new SignerNeeded("A node's own keys are for local chains (31337) only");
      }
      if (!isAddress(rest)) throw new SignerNeeded("node: is followed by an address");
      const address = getAddress(rest);
      const accounts = (await provider.send("eth_accounts", [])) as string[];
      if (!accounts.some((each) => getAddress(each) === address)) {
        throw new SignerNeeded(`The node has no key of ${address}`);
      }
      return await provider.getSigner(address);
    }
    default:
      throw new SignerNeeded("--signer begins with env:, keystore:, hardhat: or node:");
  }
}

function inHex(
  key: string | undefined,
  where: string,
  provider: JsonRpcProvider | undefined,
): Signer {
  const digits = key?.trim().replace(/^0x/, "");
  if (digits === undefined || digits === "") throw new SignerNeeded(`There is nothing in ${where}`);
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) {
    throw new SignerNeeded(`What ${where} has is no key of 64 hexadecimal digits`);
  }
  try {
    return new Wallet(`0x${digits}`, provider ?? null);
  } catch {
    // The library's message would show it.
    throw new SignerNeeded(`What ${where} has is no key`);
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
    throw new SignerNeeded(`${path} needs its password, in ${PASSWORD} or typed`);
  }
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey, provider ?? null);
  } catch (error) {
    const isPassword = /password/i.test((error as Error).message);
    throw new SignerNeeded(
      isPassword
        ? `The password of ${path} is wrong`
        : `${path} is no keystore in JSON (Web3 Secret Storage)`,
    );
  }
}

async function inHardhat(name: string, provider: JsonRpcProvider | undefined): Promise<Signer> {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new SignerNeeded("hardhat: is followed by a variable's name");
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
    throw new SignerNeeded(
      `Hardhat's keystore gives no ${name} (\`npx hardhat keystore set ${name}\` keeps one)`,
    );
  }
  return inHex(value, `Hardhat's keystore under ${name}`, provider);
}
