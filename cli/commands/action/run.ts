import type { ContractTransaction, Signer } from "ethers";
import { z } from "zod";
import {
  awaitFinal,
  BondLifecycle__factory,
  type ChunkDone,
  confirm,
  Distribution__factory,
  type DistributionTerms,
  distributionId,
  distributionTermsOf,
  formatDate,
  formatGas,
  type HolderJob,
  HoldersLeft,
  ISecurityToken__factory,
  jstDateOf,
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  payJob,
  rescaleJob,
  runHolderJob,
  Split__factory,
  say,
  splitId,
  type Text,
} from "../../../sdk/index.ts";
import type { Desk, Given, WriteCommand, WritePlan } from "../../command.ts";
import type { EncodedCall } from "../../desk/encodedCall.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classFrom, distributionIn, splitIn } from "../../desk/termsIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";
import { amountOf, classOf, maybe } from "../../inputs.ts";
import { amountSchema } from "../../json.ts";

const TEXTS = {
  chunk: {
    en: "{name}: {done} holders done, {left} left ({hash}, {gas} gas)",
    ja: "{name}: {done} 名処理済み、残り {left} 名 ({hash}、ガス {gas})",
  },
  step: {
    en: "{name}: {holders} holders in {transactions} transactions, {gas} gas",
    ja: "{name}: {holders} 名、{transactions} 取引、ガス {gas}",
  },
  over: { en: "Nothing is left to do.", ja: "残っている処理はありません。" },
  early: {
    en: "{name} is paid from {date} on. Run the same command again then.",
    ja: "{name} は {date} から支払えます。その後に同じコマンドを再度実行してください。",
  },
  some: {
    en: "{count} holders are left: {why}",
    ja: "{count} 名が未処理です: {why}",
  },
  call: { en: "{name}: {holders} holders", ja: "{name}: {holders} 名" },
} as const satisfies Record<string, Text>;

/** As IDistribution.Phase. */
const [ANNOUNCED, FUNDED, COMPLETE] = [1n, 2n, 3n];
const BEGUN = 1n;
const REDEEMING = 2n;
const MOST = 250n;

/** A part of what is to be done, in its order. */
interface Step {
  readonly name: Text;
  readonly function: string;
  readonly job: HolderJob;
  /** Of a payment. */
  readonly terms?: DistributionTerms;
}

/** Brings what is paid in to all holders; killed, it goes on when it is run again. */
export const actionRun: WriteCommand = runs("run", {
  en: "do all holders of a payment, a split or a redemption, to the end",
  ja: "全保有者への支払・分割・償還を最後まで実行",
});

/** The same by another name, for whoever looks for it. */
export const actionResume: WriteCommand = runs("resume", {
  en: "go on with a run that was stopped (the same as run)",
  ja: "中断した処理を再開(run と同じ)",
});

function runs(verb: string, about: Text): WriteCommand {
  return {
    ...{ kind: "write", path: `action ${verb}`, about },
    example: `action ${verb} --distribution coupon-1.bond-interest.json --signer env:ANY_KEY`,
    options: [
      {
        flags: "--distribution <file>",
        about: { en: "terms of a payment", ja: "支払の条件ファイル" },
      },
      {
        flags: "--split <file>",
        about: { en: "terms of a split that was begun", ja: "開始済みの分割の条件ファイル" },
      },
      {
        flags: "--class <code>",
        about: {
          en: "all of a bond that is paid in, its redemption too",
          ja: "払込済みの社債の元利払いすべて(償還を含む)",
        },
      },
      {
        flags: "--most <number>",
        about: { en: "holders of one transaction at most (250)", ja: "1取引の最大保有者数 (250)" },
      },
      {
        flags: "--depth <blocks>",
        about: {
          en: "look again so many blocks later, for what is undone (0)",
          ja: "このブロック数の後に再確認 (0)",
        },
      },
    ],
    result: writtenWith(
      z.union([
        z.strictObject({ payableFrom: z.string() }),
        z.strictObject({
          steps: z.array(
            z.strictObject({
              step: z.string(),
              holders: z.number(),
              transactions: z.number(),
              gas: amountSchema,
              /** Whom it could not pay or scale. */
              left: z.array(z.string()),
            }),
          ),
        }),
      ]),
    ),
    plan: planned,
  };
}

async function planned(given: Given, desk: Desk): Promise<WritePlan> {
  const { title, steps, early } = await stepsOf(given, desk);
  if (early !== undefined) {
    const values = { name: early.name[given.lang], date: formatDate(early.date, given.lang) };
    const lines = [say(TEXTS.early, given.lang, values)];
    const value = { payableFrom: formatDate(early.date, "en") };
    return { title, calls: [], found: { value, lines, exit: EXIT.waits } };
  }
  if (steps.length === 0) {
    const lines = [TEXTS.over[given.lang]];
    return { title, calls: [], found: { value: { steps: [] }, lines } };
  }
  const { dryRun, out, propose } = given.options;
  const isSent = dryRun !== true && out === undefined && propose === undefined;
  const calls = isSent ? [] : await callsOf(given, steps[0] as Step);
  return { title, calls, job: (signer) => done(given, desk, steps, signer) };
}

async function stepsOf(given: Given, desk: Desk) {
  const named = ["distribution", "split", "class"].filter(
    (name) => maybe(given, name) !== undefined,
  );
  if (named.length !== 1) {
    throw new ArgumentRefused(
      "Name what to run: --distribution FILE, --split FILE, or --class CODE for a bond; one of them.",
    );
  }
  const found =
    named[0] === "distribution"
      ? await ofDistribution(given, desk)
      : named[0] === "split"
        ? await ofSplit(given, desk)
        : await ofBond(given, desk);
  const latest = await desk.provider.getBlock("latest");
  const today = jstDateOf(Math.max(desk.terminal.now(), latest?.timestamp ?? 0));
  const waiting = found.steps.find(({ terms }) => terms !== undefined && terms.date > today);
  const early =
    waiting?.terms === undefined ? undefined : { name: waiting.name, date: waiting.terms.date };
  return { ...found, early };
}

async function ofDistribution(given: Given, desk: Desk) {
  const { classCode, terms } = await distributionIn(given, desk, "distribution");
  const kind = PAYMENT_KIND_TEXTS[PAYMENT_KINDS[terms.kind] ?? "dividend"];
  const title = {
    en: `pay the holders of ${classCode}: ${kind.en}`,
    ja: `${classCode} の保有者へ${kind.ja}を支払`,
  };
  const step = await paying(desk, terms);
  return { title, steps: step === undefined ? [] : [step] };
}

async function ofSplit(given: Given, desk: Desk) {
  const { classCode, terms } = await splitIn(given, desk, "split");
  const { provider, platform } = desk;
  const contract = Split__factory.connect(platform.split, provider);
  const title = {
    en: `scale the holders of ${classCode}`,
    ja: `${classCode} の全保有者の数量を分割・併合`,
  };
  const { phase } = await contract.runOf(splitId(terms));
  if (phase === 0n) {
    throw new ArgumentRefused("The split was not begun: kessai action split FILE begins it.");
  }
  if (phase !== BEGUN) return { title, steps: [] };
  const steps: Step[] = [];
  if (terms.denominator > 1) {
    const fractions = await paying(desk, distributionTermsOf(await contract.fractionsOf(terms)));
    if (fractions !== undefined) steps.push(fractions);
  }
  const token = ISecurityToken__factory.connect(terms.token, provider);
  const job = rescaleJob(
    token,
    (wallets, holds) => contract.scale.populateTransaction(terms, [...wallets], [...holds]),
    classFrom(desk, terms.token),
  );
  steps.push({ name: { en: "split", ja: "分割・併合" }, function: "scale", job });
  return { title, steps };
}

async function ofBond(given: Given, desk: Desk) {
  const { address, code } = classOf(given, desk);
  const { provider, platform } = desk;
  const bonds = BondLifecycle__factory.connect(platform.bonds, provider);
  const state = await bonds.stateOf(address);
  const title = {
    en: `do all that is paid in of ${code}`,
    ja: `${code} の払込済みの元利払いを実行`,
  };
  const steps: Step[] = [];
  const isRedeeming = state.phase === REDEEMING;
  const add = async (terms: Parameters<typeof distributionTermsOf>[0]) => {
    const step = terms.perUnit === 0n ? undefined : await paying(desk, distributionTermsOf(terms));
    if (step !== undefined) steps.push(step);
  };
  for (let period = 0; period < Number(state.next); period++) {
    const isLast = period + 1 === Number(state.periods);
    if (isLast && state.phase >= REDEEMING) break;
    for (const terms of await bonds.paymentsOf(address, period)) await add(terms);
  }
  if (isRedeeming) {
    for (const terms of await bonds.redemptionOf(address)) await add(terms);
    const token = ISecurityToken__factory.connect(address, provider);
    const job = rescaleJob(
      token,
      (wallets, holds) => bonds.retire.populateTransaction(address, [...wallets], [...holds]),
      classFrom(desk, address),
    );
    steps.push({ name: { en: "end of the units", ja: "消却" }, function: "retire", job });
  }
  return { title, steps };
}

/** Undefined once it is over and collected. */
async function paying(desk: Desk, terms: DistributionTerms): Promise<Step | undefined> {
  const { provider, platform, chainId } = desk;
  const contract = Distribution__factory.connect(platform.distribution, provider);
  const id = distributionId(chainId, platform.distribution, terms);
  const account = await contract.accountOf(id);
  if (account.phase === 0n || account.phase === ANNOUNCED) {
    throw new ArgumentRefused(
      `The payment ${id} is not paid in: kessai action ${account.phase === 0n ? "announce" : "fund"} FILE comes first.`,
    );
  }
  if (account.phase !== FUNDED && !isCollectable(account)) return undefined;
  return {
    name: PAYMENT_KIND_TEXTS[PAYMENT_KINDS[terms.kind] ?? "dividend"],
    ...{ function: "pay", terms },
    job: payJob(provider, platform, terms, classFrom(desk, terms.token)),
  };
}

type Account = Awaited<ReturnType<ReturnType<typeof Distribution__factory.connect>["accountOf"]>>;

function isCollectable(account: Account): boolean {
  const { phase, funded, paid, national, local, owed, returned, collected } = account;
  const taxes = national + local;
  return phase === COMPLETE && (taxes > collected || funded > paid + taxes + owed + returned);
}

/** What a step would send now. */
async function callsOf(given: Given, step: Step): Promise<EncodedCall[]> {
  const left = await step.job.left((ask) => ask());
  const most = Number(mostOf(given));
  const calls: EncodedCall[] = [];
  for (let from = 0; from < left.length; from += most) {
    const items = left.slice(from, from + most);
    const { to, data }: ContractTransaction = await step.job.call(items);
    const about = {
      en: say(TEXTS.call, "en", { name: step.name.en, holders: items.length }),
      ja: say(TEXTS.call, "ja", { name: step.name.ja, holders: items.length }),
    };
    calls.push({ to: String(to), data, name: step.function, about, restricted: false });
  }
  return calls;
}

function mostOf(given: Given): bigint {
  return maybe(given, "most") === undefined ? MOST : amountOf(given, "most");
}

async function done(given: Given, desk: Desk, steps: readonly Step[], signer: Signer) {
  const { lang } = given;
  const depth = maybe(given, "depth") === undefined ? 0n : amountOf(given, "depth");
  const options = { most: Number(mostOf(given)), depth: Number(depth) };
  const [lines, rows]: [string[], object[]] = [[], []];
  let last: string | undefined;
  for (const step of steps) {
    const name = step.name[lang];
    let [transactions, holders, gasUsed] = [0, 0, 0n];
    const onChunk = (chunk: ChunkDone) => {
      transactions += 1;
      holders += chunk.holders;
      gasUsed += chunk.gasUsed;
      last = chunk.hash;
      const gas = formatGas(chunk.gasUsed);
      const left = chunk.left - chunk.holders;
      desk.terminal.err(say(TEXTS.chunk, lang, { name, done: holders, left, hash: last, gas }));
    };
    let left: readonly string[] = [];
    let why = "";
    try {
      await runHolderJob(step.job, signer, { ...options, onChunk });
    } catch (error) {
      if (!(error instanceof HoldersLeft)) throw error;
      ({ wallets: left, message: why } = error);
    }
    if (step.terms !== undefined) {
      const collected = await collect(desk, step.terms, signer);
      if (collected !== undefined) {
        transactions += 1;
        gasUsed += collected.gasUsed;
        last = collected.hash;
      }
    }
    const values = { name, holders, transactions, gas: formatGas(gasUsed) };
    lines.push(say(TEXTS.step, lang, values));
    rows.push({ step: step.name.en, holders, transactions, gas: gasUsed, left });
    if (left.length > 0) {
      lines.push(say(TEXTS.some, lang, { count: left.length, why }));
      return { value: { steps: rows }, lines, exit: EXIT.no };
    }
  }
  if (given.options.final === true && last !== undefined) {
    const receipt = await desk.provider.getTransactionReceipt(last);
    if (receipt !== null) await awaitFinal(desk.provider, receipt, desk.chainId);
  }
  return { value: { steps: rows }, lines };
}

/** Sends taxes to whoever pays them over, and roundings back. */
async function collect(
  { platform, chainId, provider }: Desk,
  terms: DistributionTerms,
  signer: Signer,
) {
  const contract = Distribution__factory.connect(platform.distribution, provider);
  const id = distributionId(chainId, platform.distribution, terms);
  if (!isCollectable(await contract.accountOf(id))) return undefined;
  return await confirm(await contract.connect(signer).collect(terms));
}
