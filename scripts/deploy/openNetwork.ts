import { getAddress, type Provider } from "ethers";
import hre, { network } from "hardhat";
import { ChainFault, explainError } from "../../sdk/index.ts";
import { ChainUnreachable } from "./faults.ts";
import type { Rpc } from "./rpc.ts";
import type { Fees } from "./runIgnition.ts";

/** A network to deploy to. */
export interface DeployNetwork {
  readonly name: string;
  readonly chainId: number;
  readonly rpc: Rpc;
  readonly provider: Provider;
  /** Addresses whose keys the network has, with checksum. */
  readonly accounts: readonly string[];
  /** Whether the node makes a block of each transaction at once. */
  readonly isAutomined: boolean;
  /** How many blocks, its own included, make a transaction count as done. */
  readonly confirmations: number;
  readonly fees: Fees;
}

/** No network to deploy to was named, or hardhat.config.ts does not have it. */
export class NetworkNeeded extends Error {
  override readonly name = "NetworkNeeded";
}

const FEES = ["maxFeePerGasLimit", "maxFeePerGas", "maxPriorityFeePerGas", "gasPrice"] as const;

/** What of a Hardhat connection is needed here. */
export interface Connection {
  readonly provider: Rpc;
  readonly ethers: { readonly provider: Provider };
}

/**
 * Connects to a network of hardhat.config.ts.
 *
 * @param url in place of the configured one
 * @throws NetworkNeeded if there is no such network, or it would end with this process
 */
export async function openNetwork(
  name: string | undefined,
  url: string | undefined,
): Promise<DeployNetwork> {
  const lasting = Object.entries(hre.config.networks).filter(([, { type }]) => type === "http");
  const known = lasting.map(([each]) => each).join(", ");
  const config = lasting.find(([each]) => each === name)?.[1];
  if (name === undefined || config === undefined) {
    throw new NetworkNeeded(
      `${name === undefined ? "Say which network to deploy to" : `There is no lasting network ${name}`}: ` +
        `hardhat.config.ts has ${known}. For example: --network ${lasting[0]?.[0] ?? "NAME"}`,
    );
  }
  const override = url === undefined ? {} : { override: { url } };
  const fees = FEES.map((each) => [each, config.ignition[each]] as const);
  const connection = await network.create({ network: name, ...override });
  return await networkOf(
    name,
    connection,
    Object.fromEntries(fees.filter(([, fee]) => fee !== undefined)),
  );
}

/**
 * An error, or in its place one that names the address at which no chain answers. Only the origin of
 * the address is named, since what follows it is often a key.
 */
export async function withAddress(
  error: unknown,
  name: string | undefined,
  url: string | undefined,
): Promise<unknown> {
  const explained = explainError(error);
  const config = Object.entries(hre.config.networks).find(([each]) => each === name)?.[1];
  if (!(explained instanceof ChainFault) || !explained.message.startsWith("No chain answers"))
    return error;
  if (name === undefined || config?.type !== "http") return error;
  const address = new URL(url ?? (await config.url.getUrl())).origin;
  const unreachable = new ChainUnreachable(address, name, url !== undefined);
  unreachable.cause = error;
  return unreachable;
}

/** A connection, and what must be known of its chain. */
export async function networkOf(
  name: string,
  { provider: rpc, ethers }: Connection,
  fees: Fees = {},
): Promise<DeployNetwork> {
  const accounts = (await rpc.request({ method: "eth_accounts" })) as string[];
  const chainId = Number(await rpc.request({ method: "eth_chainId" }));
  const isAutomined = await automined(rpc);
  const configured = hre.config.ignition.requiredConfirmations ?? 5;
  return {
    ...{ name, chainId, rpc, provider: ethers.provider, isAutomined, fees },
    accounts: accounts.map((each) => getAddress(each)),
    confirmations: isAutomined ? 1 : configured,
  };
}

/** Only development nodes know the method. */
async function automined(rpc: Rpc): Promise<boolean> {
  try {
    return Boolean(await rpc.request({ method: "hardhat_getAutomine" }));
  } catch {
    return false;
  }
}
