import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { sha256 } from "ethers";
import {
  type Change,
  type ClassFile,
  changes,
  classesOf,
  classSteps,
  type Deployment,
  DeploymentNotFound,
  foreseenClass,
  formatGas,
  IssuerUnknown,
  type Lang,
  normalForm,
  openedClass,
  type PlatformFile,
  platformOf,
  platformSteps,
  type Residence,
  readClassFile,
  readPlatformFile,
  type SayValues,
  type Step,
  say,
  type Text,
} from "../../sdk/index.ts";
import {
  type ExportParameters,
  exportClass,
  exportPlatform,
  type Placed,
  readExported,
} from "./exportDeployment.ts";
import {
  ChainReplaced,
  ClassTaken,
  ExportMissing,
  FileChanged,
  NotRegistrar,
  RecordBroken,
  SenderChanged,
  SenderMissing,
} from "./faults.ts";
import { heal } from "./heal.ts";
import { ignitionModule } from "./ignitionModule.ts";
import { journalPath, mayHaveSent, readJournal, type Sending, writeAddresses } from "./journal.ts";
import { lock } from "./lock.ts";
import type { DeployNetwork } from "./openNetwork.ts";
import { type DeploymentRecord, readRecord, writeRecord } from "./record.ts";
import { blockAt, hex, receiptOf } from "./rpc.ts";
import { runIgnition } from "./runIgnition.ts";
import { stepArtifacts } from "./stepArtifacts.ts";
import { TEXTS } from "./texts.ts";

export interface DeployFileParameters {
  readonly kind: "platform" | "class";
  readonly path: string;
  readonly network: DeployNetwork;
  /** Where all deployments are kept. */
  readonly deployments: string;
  /** The sender; without it the network's first account, or the first key of a registrar. */
  readonly from: string | undefined;
  /** The option by which the sender is named, as it is shown; `--from` if not said. */
  readonly senderOption?: "--from" | "--signer";
  readonly lang: Lang;
  /** The command to go on with, as it is shown; without it only the network is named. */
  readonly command?: (kind: "platform" | "class", path: string) => string;
  readonly print: (line: string) => void;
}

/** What is the same for platforms and classes from here on. */
interface Plan {
  readonly id: string;
  readonly folder: string;
  readonly record: DeploymentRecord;
  readonly steps: readonly Step[];
}

/** From it on a platform can be used. */
const PLATFORM_LAST_STEP = "handOver";

type Tell = (text: Text, values?: SayValues) => void;

/**
 * Deploys a platform or opens a class as a file says, or goes on where an earlier run stopped, and
 * writes `<chainId>.json`, which it returns.
 *
 * @throws the named errors of faults.ts and of the sdk; each says what to do
 */
export async function deployFile(parameters: DeployFileParameters): Promise<Deployment> {
  const { kind, path, network, deployments } = parameters;
  const file = kind === "platform" ? await readPlatformFile(path) : await readClassFile(path);
  const digest = sha256(await readFile(path));
  const { chainId, rpc } = network;
  const held = await lock(join(deployments, `chain-${chainId}.lock`));
  try {
    const exported: ExportParameters = {
      path: join(deployments, `${chainId}.json`),
      ...{ rpc, chainId, genesis: await hashAt(network, 0) },
    };
    const known = await readExported(exported.path);
    if (known !== undefined && known.genesis !== exported.genesis) {
      throw replaced(parameters, "The hash of its first block is another");
    }
    return isPlatform(file)
      ? await platform(parameters, file, digest, exported, known, held.verify)
      : await tokenClass(parameters, file, digest, exported, known, held.verify);
  } finally {
    await held.release();
  }
}

async function platform(
  parameters: DeployFileParameters,
  file: PlatformFile,
  digest: string,
  exported: ExportParameters,
  known: Deployment | undefined,
  verify: () => Promise<void>,
): Promise<Deployment> {
  const { network } = parameters;
  const id = `chain-${network.chainId}-platform`;
  const before = await began(parameters, id, exported.genesis, known !== undefined);
  const from = sender(parameters, id, before, network.accounts.slice(0, 1), "the deployer");
  const steps = platformSteps(file, from);
  const record = await recorded(parameters, id, before, exported.genesis, {
    ...{ from, sha256: digest, on: null, file: normalForm(file) },
  });
  const plan = { id, folder: join(parameters.deployments, id), record, steps };
  const { addresses, sendings, isFirst } = await run(parameters, plan, "Platform", verify);
  const placed = steps.flatMap((step): [string, Placed][] => {
    if (step.kind !== "deploy") return [];
    const block = sendings.get(step.id)?.confirmed?.block ?? 0;
    return [
      [
        step.id,
        { address: addresses[`Platform#${step.id}`]?.address ?? "", abi: step.contract, block },
      ],
    ];
  });
  const whole = await exportPlatform(exported, file, record.sha256, Object.fromEntries(placed));
  const isNext = isFirst && Object.keys(whole.classes).length === 0;
  printEnd(parameters, exported.path, placed);
  if (isNext) printNext(parameters, TEXTS.nextClass, "class", "examples/classes/sbi-st-1.yaml");
  return whole;
}

async function tokenClass(
  parameters: DeployFileParameters,
  file: ClassFile,
  digest: string,
  exported: ExportParameters,
  known: Deployment | undefined,
  verify: () => Promise<void>,
): Promise<Deployment> {
  const { network, path, from: asked } = parameters;
  if (known === undefined) throw await missing(parameters, exported.path);
  const platform = platformOf(known);
  const { factory } = platform;
  const issuer = known.platform.issuers.find((each) => each.id === file.issuer);
  if (issuer === undefined) {
    throw new IssuerUnknown(
      file.issuer,
      known.platform.issuers.map((each) => each.id),
    );
  }
  const id = `chain-${network.chainId}-${file.code}`;
  const isOpen = Object.hasOwn(known.classes, file.code);
  const before = await began(parameters, id, exported.genesis, isOpen);
  if (before === undefined) {
    if (asked !== undefined && !issuer.registrars.includes(asked)) {
      throw new NotRegistrar(asked, issuer.id, issuer.registrars, parameters.senderOption);
    }
    const [taken] = await classesOf(network.provider, factory, issuer.registrarRole, file.code);
    if (taken !== undefined) {
      throw new ClassTaken(file.code, taken, shown(join(parameters.deployments, id)));
    }
  }
  const role = `a registrar of ${issuer.id}`;
  const from = sender(parameters, id, before, issuer.registrars, role);
  const terms = before === undefined ? file : inOrderOf(before, file);
  const steps = classSteps(known.platform, terms, platform, from);
  const foreseen = await foreseenClass(network.provider, platform, known.platform, terms);
  const record = await recorded(parameters, id, before, exported.genesis, {
    ...{ from, sha256: digest, on: factory, file: normalForm(file) },
  });
  parameters.print(say(TEXTS.foreseen, parameters.lang, { code: file.code, address: foreseen }));
  const plan = { id, folder: join(parameters.deployments, id), record, steps };
  const { sendings, isFirst } = await run(parameters, plan, "Class", verify);
  const confirmed = sendings.get("open")?.confirmed;
  const receipt = await network.provider.getTransactionReceipt(confirmed?.hash ?? "");
  const opened = receipt === null ? undefined : openedClass(receipt.logs);
  if (opened === undefined || receipt === null) {
    throw new RecordBroken(
      `The factory ${factory} opened no class in ${confirmed?.hash}`,
      `Look the transaction up, and see that ${shown(exported.path)} names this chain's factory.`,
    );
  }
  const { token: address, number } = opened;
  if (address !== foreseen) {
    throw new RecordBroken(
      `The class stands at ${address}, and by its file it should stand at ${foreseen}`,
      `See that ${shown(exported.path)} names this chain's factory and code.`,
    );
  }
  const placed: Placed = { address, abi: "SecurityToken", block: receipt.blockNumber };
  const whole = await exportClass(exported, file, record.sha256, { ...placed, number });
  printEnd(parameters, exported.path, [[file.code, placed]]);
  if (isFirst) printNext(parameters, TEXTS.nextStatus, "class", path);
  return whole;
}

/** Why the chain's file is not there: no platform is, or only the file was lost. */
async function missing(
  { deployments, network }: DeployFileParameters,
  path: string,
): Promise<DeploymentNotFound | ExportMissing> {
  const folder = join(deployments, `chain-${network.chainId}-platform`);
  if (!existsSync(folder)) return new DeploymentNotFound(shown(path));
  const last = (await byStep(folder)).get(PLATFORM_LAST_STEP);
  return new ExportMissing(shown(path), shown(folder), last?.status === "done");
}

/**
 * What a deployment began with, after it is sure that it was on this chain; undefined if it is new, or
 * was refused before it could send anything: that binds nobody.
 */
async function began(
  parameters: DeployFileParameters,
  id: string,
  genesis: string,
  isExported: boolean,
): Promise<DeploymentRecord | undefined> {
  const { deployments, network } = parameters;
  const folder = join(deployments, id);
  const record = await readRecord(folder);
  const isJournal = existsSync(journalPath(folder));
  if ((record === undefined && isJournal) || (isExported && !(record && isJournal))) {
    throw new RecordBroken(
      `${shown(folder)} has no ${record ? "journal" : "record of how the deployment began"}, but it has begun`,
      `Take ${shown(folder)} back from your backup or repository.`,
    );
  }
  if (record === undefined || !(isExported || (await mayHaveSent(folder)))) return undefined;
  if (record.genesis !== genesis)
    throw replaced(parameters, "The hash of its first block is another");
  const first = (await readJournal(folder)).find((each) => each.confirmed)?.confirmed;
  if (first === undefined) return record;
  const isThere =
    (await hashAt(network, first.block)) === first.blockHash ||
    (await receiptOf(network.rpc, first.hash)) !== null;
  if (isThere) return record;
  throw replaced(parameters, `The deployment's first transaction ${first.hash} is not on it`);
}

/** The record of the deployment: the one that is there, if it says the same, or a new one. */
async function recorded(
  { deployments, network, path }: DeployFileParameters,
  id: string,
  before: DeploymentRecord | undefined,
  genesis: string,
  given: Pick<DeploymentRecord, "from" | "sha256" | "on" | "file">,
): Promise<DeploymentRecord> {
  const { chainId } = network;
  if (before === undefined) {
    const after = Number((await blockAt(network.rpc, "latest"))?.number ?? 0);
    const record = { chainId, genesis, after, ...given };
    await rm(journalPath(join(deployments, id)), { force: true });
    await writeRecord(join(deployments, id), record);
    return record;
  }
  const found: Change[] = [
    ...changes(before.file, given.file),
    ...(before.on === given.on
      ? []
      : [{ path: "the platform's factory", before: before.on ?? "none", now: given.on ?? "none" }]),
  ];
  if (found.length === 0) return before;
  const advice =
    given.on === null
      ? "Who holds a role is changed by the admin on the chain, not by this file."
      : "For other terms write another class file with another code.";
  throw new FileChanged(path, id, found, advice);
}

/** The class with its countries in the order in which it was begun: its policy word keeps the order. */
function inOrderOf({ file: begun }: DeploymentRecord, file: ClassFile): ClassFile {
  const before = (begun as unknown as Pick<ClassFile, "holders">).holders.residences;
  const { residences } = file.holders;
  if (before === "any" || residences === "any") return file;
  const place = ({ alpha2 }: Residence) => before.findIndex((each) => each.alpha2 === alpha2);
  const ordered = residences.toSorted((a, b) => place(a) - place(b));
  return { ...file, holders: { ...file.holders, residences: ordered } };
}

/** Who sends: as it began, else as asked, else the first candidate whose key is there. */
function sender(
  { network, from, senderOption }: DeployFileParameters,
  id: string,
  before: DeploymentRecord | undefined,
  candidates: readonly string[],
  role: string,
): string {
  if (before !== undefined && from !== undefined && from !== before.from) {
    throw new SenderChanged(id, from, before.from, senderOption);
  }
  const wanted = before !== undefined ? [before.from] : from !== undefined ? [from] : candidates;
  const found = wanted.find((address) => network.accounts.includes(address));
  if (found === undefined) throw new SenderMissing(role, wanted, network.name);
  return found;
}

async function run(
  parameters: DeployFileParameters,
  { id, folder, record, steps }: Plan,
  module: string,
  beforeSend: () => Promise<void>,
) {
  const { network, lang, print } = parameters;
  const { rpc, confirmations, isAutomined, accounts, fees } = network;
  const tell: Tell = (text, values = {}) => print(say(text, lang, values));
  const { from } = record;
  const count = steps.length;
  tell(TEXTS.begins, { id, network: network.name, chainId: network.chainId, count, from });
  await heal({ folder, rpc, after: record.after, confirmations, tell });
  const done = [...(await byStep(folder)).values()].filter(
    ({ status }) => status === "done",
  ).length;
  if (done === count) tell(TEXTS.allDone, { count });
  else if (done > 0) tell(TEXTS.resumes, { done, count });

  let total = 0n;
  let timer: NodeJS.Timeout | undefined;
  try {
    const artifacts = stepArtifacts(steps);
    const called = new Map(
      await Promise.all(
        steps
          .filter((step) => step.kind === "call")
          .map(async ({ contract }) => [contract, await artifacts.loadArtifact(contract)] as const),
      ),
    );
    const addresses = await runIgnition({
      ...{
        id,
        artifacts,
        folder,
        steps,
        rpc,
        accounts,
        confirmations,
        isAutomined,
        fees,
        beforeSend,
      },
      module: ignitionModule(module, steps, called),
      sent(_, hash) {
        const since = Date.now();
        clearInterval(timer);
        timer = setInterval(() => {
          tell(TEXTS.waiting, { hash, seconds: Math.round((Date.now() - since) / 1_000) });
        }, 30_000);
      },
      async confirmed(step, hash) {
        clearInterval(timer);
        const gas = BigInt((await receiptOf(rpc, hash))?.gasUsed ?? 0);
        total += gas;
        const number = `${steps.indexOf(step) + 1}/${count}`.padStart(5);
        print(`${number}  ${formatGas(gas).padStart(11)}  ${say(step.what, lang)}`);
      },
      waiting: () => tell(TEXTS.waitingOthers, { from }),
    });
    await writeAddresses(folder, addresses);
    if (total > 0n) tell(TEXTS.total, { gas: formatGas(total) });
    return { addresses, sendings: await byStep(folder), isFirst: done < count };
  } finally {
    clearInterval(timer);
  }
}

async function byStep(folder: string): Promise<Map<string, Sending>> {
  const sendings = await readJournal(folder);
  return new Map(
    sendings.map((each) => [each.futureId.slice(each.futureId.indexOf("#") + 1), each]),
  );
}

function printEnd(
  { lang, print }: DeployFileParameters,
  path: string,
  placed: readonly (readonly [name: string, where: Placed])[],
): void {
  const width = Math.max(...placed.map(([name]) => name.length));
  print(`\n${say(TEXTS.deployed, lang)}\n`);
  for (const [name, { address, abi }] of placed)
    print(`  ${name.padEnd(width)}  ${address}  ${abi}`);
  print(`\n${say(TEXTS.written, lang, { path: shown(path) })}`);
}

function printNext(
  { lang, print, network, command }: DeployFileParameters,
  text: Text,
  kind: "platform" | "class",
  path: string,
): void {
  const plain = `npm run deploy -- ${kind} ${path} --network ${network.name}`;
  print(`${say(text, lang)}\n  ${command?.(kind, path) ?? plain}`);
}

function replaced({ deployments, network }: DeployFileParameters, what: string): ChainReplaced {
  const { chainId } = network;
  return new ChainReplaced(what, [
    `the folders ${shown(join(deployments, `chain-${chainId}-*`))}`,
    `the file ${shown(join(deployments, `${chainId}.json`))}`,
  ]);
}

async function hashAt({ rpc }: DeployNetwork, block: number): Promise<string> {
  return (await blockAt(rpc, hex(block)))?.hash ?? "";
}

function isPlatform(file: PlatformFile | ClassFile): file is PlatformFile {
  return file.kind === "Platform";
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short || ".";
}
