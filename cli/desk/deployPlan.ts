import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Contract, getAddress, isAddress, type JsonRpcProvider, sha256 } from "ethers";
import { z } from "zod";
import {
  type ClassFile,
  CONTRACTS,
  classesOf,
  classSteps,
  type Deployment,
  DeploymentNotFound,
  explainError,
  type FilePower,
  foreseenClass,
  formatDuration,
  formatGas,
  IssuerUnknown,
  type Lang,
  type PlatformFile,
  POWERS,
  planHash,
  platformOf,
  platformSteps,
  powersOf,
  readClassFile,
  readDeployment,
  readMembers,
  readPlatformFile,
  SecurityFactory__factory,
  type Step,
  say,
  table,
} from "../../sdk/index.ts";
import type { Given, OptionSpec } from "../command.ts";
import { maybe, pathOf } from "../inputs.ts";
import { ArgumentRefused, SignerNeeded } from "./faults.ts";
import { NETWORK_OPTION } from "./onChain.ts";
import type { Chain } from "./openChain.ts";
import { signerOf } from "./signerOf.ts";
import type { Terminal } from "./terminal.ts";

export const DEPLOYMENTS_OPTION: OptionSpec = {
  flags: "--deployments <folder>",
  about: { en: "where deployments are recorded (deployments)", ja: "配備記録の場所 (deployments)" },
};
export const SIGNER_OPTION: OptionSpec = {
  flags: "--signer <key>",
  about: {
    en: "who sends: env:NAME, keystore:FILE, hardhat:NAME or, on a local chain, node:ADDRESS",
    ja: "送信者: env:変数名、keystore:ファイル、hardhat:変数名、ローカルチェーンでは node:アドレス",
  },
};
const FROM_OPTION: OptionSpec = {
  flags: "--from <address>",
  about: { en: "who will send, where the key is not at hand", ja: "送信者(鍵が手元にない場合)" },
};

export const PLAN_OPTIONS = [SIGNER_OPTION, FROM_OPTION, NETWORK_OPTION, DEPLOYMENTS_OPTION];

/** What `--json` prints of a plan. */
export const planSchema = z.strictObject({
  kind: z.enum(["platform", "class"]),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
  /** SHA-256 of the file. */
  file: z.string(),
  chainId: z.string(),
  genesis: z.string(),
  from: z.string(),
  /** Where the class will stand. */
  address: z.string().optional(),
  /** How the gas was found: the steps were run on a chain thrown away, the node estimated it, or it is done. */
  gasBy: z.enum(["rehearsal", "estimate", "none"]),
  gas: z.string(),
  steps: z.array(z.strictObject({ id: z.string(), what: z.string(), gas: z.string().optional() })),
  powers: z.array(
    z.strictObject({ role: z.string(), holder: z.string(), delay: z.number(), may: z.string() }),
  ),
  state: z.record(z.string(), z.unknown()),
});

export interface DeployPlan {
  readonly kind: "platform" | "class";
  readonly path: string;
  /** Under which the deployment is recorded. */
  readonly id: string;
  readonly hash: string;
  /** SHA-256 of the file. */
  readonly file: string;
  readonly from: string;
  readonly steps: readonly Step[];
  readonly state: Readonly<Record<string, unknown>>;
  readonly chainId: bigint;
  readonly genesis: string;
  readonly address?: string;
  /** Powers that hold when it is done. */
  readonly powers: readonly FilePower[];
  /** Asked apart, since it takes its time. */
  gas(): Promise<{ by: "rehearsal" | "estimate" | "none"; of: Readonly<Record<string, bigint>> }>;
}

const TEXTS = {
  head: {
    en: "{what} on chain {chainId}, from {from}, {count} steps",
    ja: "{what}(チェーン {chainId}、送信者 {from}、{count} 手順)",
  },
  address: { en: "It will stand at {address}.", ja: "アドレスは {address} となります。" },
  rehearsal: {
    en: "Gas {gas}, as the steps used it on a chain in this process, which was thrown away.",
    ja: "ガス {gas}(このプロセス内の使い捨てチェーンで実行した値)",
  },
  estimate: { en: "Gas {gas}, as the node estimates it.", ja: "ガス {gas}(ノードの見積り)" },
  none: {
    en: "It stands on the chain already, so that no gas is foreseen.",
    ja: "既にチェーン上にあるため、ガスの見積りはありません。",
  },
  powers: { en: "Who holds which power, after which delay:", ja: "権限の保有者と予告期間:" },
  hash: { en: "Plan {hash}", ja: "計画 {hash}" },
  now: { en: "at once", ja: "即時" },
} as const;

/** The folder in which deployments are recorded. */
export function deploymentsOf({ options }: Given): string {
  return (
    (options.deployments as string | undefined) ?? process.env.KESSAI_DEPLOYMENTS ?? "deployments"
  );
}

/**
 * Who will send: the key of `--signer`, or for a mere plan the address of `--from`.
 *
 * @throws SignerNeeded, ArgumentRefused
 */
export async function senderOf(given: Given, chain: Chain, terminal: Terminal): Promise<string> {
  const from = maybe(given, "from");
  if (from !== undefined) {
    if (isAddress(from)) return getAddress(from);
    throw new ArgumentRefused(`--from is an address with 0x and 40 digits, not ${from}.`);
  }
  const named = given.options.signer as string | undefined;
  if (named === undefined)
    throw new SignerNeeded({
      en: "Who will send is part of a plan",
      ja: "計画には送信者の指定が必要です",
    });
  return await (await signerOf(named, chain.provider, chain.chainId, terminal)).getAddress();
}

/** What deploying a file would do on a chain now. */
export async function deployPlan(
  kind: "platform" | "class",
  given: Given,
  { provider, chainId }: Chain,
  from: string,
): Promise<DeployPlan> {
  const path = pathOf(given, "file");
  const file = kind === "platform" ? await readPlatformFile(path) : await readClassFile(path);
  const digest = sha256(await readFile(path));
  const genesis = (await provider.getBlock(0))?.hash ?? "";
  const exported = join(deploymentsOf(given), `${chainId}.json`);
  const known = await readDeployment(exported).catch((error: unknown) => {
    if (error instanceof DeploymentNotFound) return undefined;
    throw error;
  });
  const common = { kind, path, from, file: digest, chainId, genesis };
  if (file.kind === "Platform") {
    const steps = platformSteps(file, from);
    const state = {
      chainId,
      genesis,
      platform: known?.platform.contracts.authority?.address ?? null,
    };
    return {
      ...{ ...common, id: `chain-${chainId}-platform`, steps, state },
      hash: planHash({ file: digest, steps, state }),
      powers: powersOf(file),
      async gas() {
        const { rehearse } = await import("../../scripts/deploy/rehearse.ts");
        return { by: "rehearsal", of: await rehearse(steps, from) };
      },
    };
  }
  if (known === undefined) throw new DeploymentNotFound(exported);
  const { steps, state, address, isOpen } = await classParts(provider, known, file, from, genesis);
  return {
    ...{ ...common, id: `chain-${chainId}-${file.code}`, steps, state, address },
    hash: planHash({ file: digest, steps, state }),
    powers: await classPowers(provider, known, file),
    async gas() {
      const [step] = steps;
      if (isOpen || step?.kind !== "call") return { by: "none", of: {} };
      const factory = new Contract(String(step.at), CONTRACTS[step.contract].abi, provider);
      try {
        const gas = await factory.getFunction(step.function).estimateGas(...step.args, { from });
        return { by: "estimate", of: { [step.id]: gas } };
      } catch (error) {
        throw explainError(error);
      }
    },
  };
}

/** What opening a class does, and what of the chain that rests on. */
async function classParts(
  provider: JsonRpcProvider,
  known: Deployment,
  file: ClassFile,
  from: string,
  genesis: string,
) {
  const platform = platformOf(known);
  const { factory, implementation, chainId } = platform;
  const issuer = issuerOf(known, file);
  const contract = SecurityFactory__factory.connect(factory, provider);
  const [[opened, most], taken, isRegistered, address] = await Promise.all([
    contract.issuerOf(issuer.registrarRole),
    classesOf(provider, factory, issuer.registrarRole, file.code),
    contract.isImplementation(implementation),
    foreseenClass(provider, platform, known.platform, file),
  ]);
  const contracts = Object.entries(known.platform.contracts);
  const state = {
    ...{ chainId, genesis, issuer: issuer.id, registrarRole: issuer.registrarRole },
    platform: Object.fromEntries(contracts.map(([name, each]) => [name, each.address])),
    ...{ classesLeft: most - opened, implementation: isRegistered, underThisCode: taken },
  };
  const steps = classSteps(known.platform, file, platform, from);
  return { steps, state, address, isOpen: taken.includes(address) };
}

/** Who has a say over a class of that issuer, as the chain has it now. */
async function classPowers(
  provider: JsonRpcProvider,
  { platform }: Deployment,
  file: ClassFile,
): Promise<FilePower[]> {
  const { address = "", block = 0 } = platform.contracts.authority ?? {};
  const members = await readMembers(provider, address, block);
  const issuer = issuerOf({ platform }, file);
  const own = powersOf({
    roles: Object.fromEntries(
      Object.keys(POWERS).map((name) => [name, { holders: [], delay: 0 }]),
    ) as unknown as PlatformFile["roles"],
    issuers: [{ ...issuer, registrars: ["0x"] }],
  });
  const named = Object.values(POWERS)
    .filter(({ functions }) => functions.desk !== undefined)
    .map(({ role: id, label: role, may }) => ({ id, role, may }));
  return [...own, ...named].flatMap(({ id, role, may }) =>
    members
      .filter((member) => member.role === id)
      .map(({ holder, delay }) => ({ id, role, may, holder, delay })),
  );
}

function issuerOf({ platform }: Pick<Deployment, "platform">, file: ClassFile) {
  const issuer = platform.issuers.find(({ id }) => id === file.issuer);
  if (issuer !== undefined) return issuer;
  throw new IssuerUnknown(
    file.issuer,
    platform.issuers.map(({ id }) => id),
  );
}

/** A plan as `--json` prints it, and for people. */
export async function shownPlan(plan: DeployPlan, lang: Lang) {
  const { kind, hash, file, chainId, genesis, from, steps, powers, state, address } = plan;
  const { by, of } = await plan.gas();
  const gas = Object.values(of).reduce((sum, each) => sum + each, 0n);
  const value: z.infer<typeof planSchema> = {
    ...{ kind, hash, file, chainId: String(chainId), genesis, from },
    ...(address === undefined ? {} : { address }),
    ...{ gasBy: by, gas: String(gas) },
    steps: steps.map(({ id, what }) => {
      const used = of[id];
      return { id, what: what[lang], ...(used === undefined ? {} : { gas: String(used) }) };
    }),
    powers: powers.map(({ role, holder, delay, may }) => {
      return { role: role[lang], holder, delay, may: may[lang] };
    }),
    state: { ...state, chainId: String(chainId) },
  };
  const columns = { "#": "right", gas: "right", step: "left" } as const;
  const lines = [
    say(TEXTS.head, lang, { what: plan.path, chainId, from, count: steps.length }),
    "",
    table(
      steps.map(({ id, what }, index) => {
        const used = of[id];
        return [String(index + 1), used === undefined ? "" : formatGas(used), what[lang]];
      }),
      { columns: Object.entries(columns).map(([heading, align]) => ({ heading, align })) },
    ),
    "",
    say(TEXTS[by], lang, { gas: formatGas(gas) }),
    ...(address === undefined ? [] : [say(TEXTS.address, lang, { address })]),
    "",
    TEXTS.powers[lang],
    table(
      powers.map(({ role, holder, delay, may }) => [
        ...[role[lang], holder],
        ...[delay === 0 ? TEXTS.now[lang] : formatDuration(delay, lang), may[lang]],
      ]),
      { columns: ["role", "holder", "delay", "may"].map((heading) => ({ heading })) },
    ),
    "",
    say(TEXTS.hash, lang, { hash }),
  ];
  return { value, lines: lines.flatMap((line) => line.split("\n")) };
}
