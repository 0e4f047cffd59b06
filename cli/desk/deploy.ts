import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Deployment, planHash, say } from "../../sdk/index.ts";
import type { Answer, Given, OptionSpec } from "../command.ts";
import { maybe, pathOf } from "../inputs.ts";
import {
  DEPLOYMENTS_OPTION,
  type DeployPlan,
  deploymentsOf,
  deployPlan,
  SIGNER_OPTION,
} from "./deployPlan.ts";
import { ArgumentRefused, PlanChanged, PlanNotAgreed, SignerNeeded } from "./faults.ts";
import { NETWORK_OPTION, onChain } from "./onChain.ts";
import { NO_KEY, signerOf } from "./signerOf.ts";
import type { Terminal } from "./terminal.ts";

export const DEPLOY_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--plan <hash>",
    about: {
      en: "the plan that was looked at; refused if it changed",
      ja: "確認済みの計画のハッシュ",
    },
  },
  ...[SIGNER_OPTION, NETWORK_OPTION, DEPLOYMENTS_OPTION],
];

/** What `--json` prints of a deployment. */
export const deployedSchema = z.strictObject({
  plan: z.string(),
  from: z.string(),
  /** Where it is written down. */
  deployment: z.string(),
  /** Addresses by name. */
  contracts: z.record(z.string(), z.string()),
});

/** The plan with which a deployment began, so that it is known again when it goes on. */
const begunSchema = z.strictObject({
  hash: z.string(),
  file: z.string(),
  genesis: z.string(),
  /** Of file and steps alone. */
  steps: z.string(),
});

const TEXTS = {
  plan: { en: "Plan {hash}", ja: "計画 {hash}" },
  agree: { en: "Deploy this as {from}?", ja: "{from} として配備しますか?" },
  done: { en: "Deployed, and written to {path}.", ja: "配備が完了し、{path} に記録しました。" },
} as const;

/**
 * Deploys what a file says, if it is what was planned, or goes on where an earlier run stopped.
 *
 * @throws PlanChanged, PlanNotAgreed, SignerNeeded; the faults of scripts/deploy
 */
export async function deploy(
  kind: "platform" | "class",
  given: Given,
  terminal: Terminal,
): Promise<Answer> {
  const path = pathOf(given, "file");
  const asked = maybe(given, "plan")?.toLowerCase();
  if (asked !== undefined && !/^0x[0-9a-f]{64}$/.test(asked)) {
    throw new ArgumentRefused(`--plan is what \`kessai ${kind} plan\` printed: 0x and 64 digits.`);
  }
  const named = given.options.signer as string | undefined;
  if (named === undefined) throw new SignerNeeded(NO_KEY);
  return await onChain(given, terminal, async (chain) => {
    const signer = await signerOf(named, chain.provider, chain.chainId, terminal);
    const from = await signer.getAddress();
    const plan = await deployPlan(kind, given, chain, from);
    const deployments = deploymentsOf(given);
    const begun = await begunWith(deployments, plan);
    const hash = begun ?? plan.hash;
    terminal.err(say(TEXTS.plan, given.lang, { hash }));
    if (asked !== undefined) {
      // Of one that was begun, both the plan that it began with and the one of what is left.
      if (asked !== hash && asked !== plan.hash)
        throw new PlanChanged(asked, hash, `${kind} plan ${path}`);
    } else if (!given.yes) {
      const agrees = !given.json && (await terminal.agrees(say(TEXTS.agree, given.lang, { from })));
      if (!agrees) throw new PlanNotAgreed(hash);
    }
    // What Hardhat brings takes a second to load: only now.
    const { signedBy } = await import("../../scripts/deploy/signedBy.ts");
    const { deployFile } = await import("../../scripts/deploy/deployFile.ts");
    const { endOnStop } = await import("../../scripts/deploy/endOnStop.ts");
    if (!hears) endOnStop(given.lang);
    hears = true;
    await begin(deployments, plan, hash);
    const whole = await deployFile({
      ...{ kind, path, deployments, from, lang: given.lang },
      network: await signedBy(chain.shown, chain.provider, signer),
      senderOption: "--signer",
      // A platform's sender opens no classes, so that the next key is another.
      command: (next, file) =>
        `kessai ${next} deploy ${file} --signer ${next === kind ? named : "KEY"} --yes`,
      print: (line) => terminal.err(line),
    });
    const at = join(deployments, `${chain.chainId}.json`);
    const contracts = placedBy(kind, plan, whole);
    const value = { plan: hash, from, deployment: at, contracts };
    return { value, lines: [say(TEXTS.done, given.lang, { path: at })] };
  });
}

let hears = false;

function placedBy(kind: "platform" | "class", { address }: DeployPlan, whole: Deployment) {
  const placed = Object.entries(kind === "platform" ? whole.platform.contracts : whole.classes);
  return Object.fromEntries(
    placed
      .map(([name, each]) => [name, each.address] as const)
      .filter(([, each]) => kind === "platform" || each === address),
  );
}

/** The hash of the plan with which this same deployment began, whatever it has changed on the chain since. */
async function begunWith(deployments: string, plan: DeployPlan): Promise<string | undefined> {
  const { journalPath, mayHaveSent } = await import("../../scripts/deploy/journal.ts");
  const folder = join(deployments, plan.id);
  try {
    const begun = begunSchema.parse(
      JSON.parse(await readFile(planPath(deployments, plan), "utf8")),
    );
    await readFile(journalPath(folder));
    if (!(await mayHaveSent(folder))) return undefined;
    const { hash, ...rest } = begun;
    const { file, genesis } = plan;
    return JSON.stringify(rest) === JSON.stringify({ file, genesis, steps: stepsOf(plan) })
      ? hash
      : undefined;
  } catch {
    return undefined;
  }
}

async function begin(deployments: string, plan: DeployPlan, hash: string): Promise<void> {
  const { file, genesis } = plan;
  await mkdir(deployments, { recursive: true });
  const begun = { hash, file, genesis, steps: stepsOf(plan) };
  await writeFile(planPath(deployments, plan), `${JSON.stringify(begun, undefined, 2)}\n`);
}

function planPath(deployments: string, { id }: DeployPlan): string {
  return join(deployments, `${id}.plan.json`);
}

function stepsOf({ file, steps }: DeployPlan): string {
  return planHash({ file, steps, state: {} });
}
