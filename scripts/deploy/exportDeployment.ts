import { keccak256 } from "ethers";
import {
  type ClassFile,
  type ContractName,
  type Deployment,
  DeploymentNotFound,
  deploymentSchema,
  interfaceOf,
  type PlatformFile,
  readDeployment,
} from "../../sdk/index.ts";
import type { Rpc } from "./rpc.ts";
import { writeAtomically } from "./writeAtomically.ts";

type Abi = Deployment["abis"][string];

/** One contract on the chain, as the file has it. */
export interface Placed {
  readonly address: string;
  readonly abi: ContractName;
  readonly block: number;
}

export interface ExportParameters {
  readonly path: string;
  readonly rpc: Rpc;
  readonly chainId: number;
  readonly genesis: string;
}

/** What is recorded for a chain; undefined if nothing is. */
export async function readExported(path: string): Promise<Deployment | undefined> {
  try {
    return await readDeployment(path);
  } catch (error) {
    if (error instanceof DeploymentNotFound) return undefined;
    throw error;
  }
}

/** Writes a platform into the chain's file; classes that are there stay. */
export async function exportPlatform(
  { path, rpc, chainId, genesis }: ExportParameters,
  file: PlatformFile,
  sha256: string,
  placed: Readonly<Record<string, Placed>>,
): Promise<Deployment> {
  const contracts = await Promise.all(
    Object.entries(placed).map(async ([name, each]) => [name, await withCode(rpc, each)] as const),
  );
  const before = await readExported(path);
  return await write(path, {
    format: 1,
    chainId,
    genesis,
    platform: {
      name: { en: file.name.en, ja: file.name.ja },
      file: sha256,
      contracts: Object.fromEntries(contracts),
      issuers: file.issuers.map(({ id, name, registrarRole, registrars, classes }) => ({
        id,
        name: { en: name.en, ja: name.ja },
        registrarRole,
        registrars,
        classes,
      })),
    },
    classes: before?.classes ?? {},
    abis: {},
  });
}

/** Writes a class into the chain's file, which has the platform. */
export async function exportClass(
  { path, rpc }: ExportParameters,
  file: ClassFile,
  sha256: string,
  placed: Placed & { readonly number: number },
): Promise<Deployment> {
  const before = await readDeployment(path);
  const { number, ...rest } = placed;
  const entry = {
    number,
    ...(await withCode(rpc, rest)),
    name: { en: file.name.en, ja: file.name.ja },
    symbol: file.symbol,
    issuer: file.issuer,
    file: sha256,
  };
  return await write(path, { ...before, classes: { ...before.classes, [file.code]: entry } });
}

async function withCode(rpc: Rpc, { address, abi, block }: Placed) {
  const code = await rpc.request({ method: "eth_getCode", params: [address, "latest"] });
  return { address, abi, block, codeHash: keccak256(code as string) };
}

/** The same deployment always gives the same bytes: keys in one order, classes and interfaces by name. */
async function write(path: string, deployment: Deployment): Promise<Deployment> {
  const classes = sorted(deployment.classes);
  const used = [...Object.values(deployment.platform.contracts), ...Object.values(classes)];
  const abis = used.map(({ abi }) => [abi, interfaceOf(abi as ContractName) as unknown as Abi]);
  // What the schema parses has its keys in the schema's order.
  const whole = deploymentSchema.parse({
    ...deployment,
    ...{ classes, abis: sorted(Object.fromEntries(abis)) },
  });
  await writeAtomically(path, `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
