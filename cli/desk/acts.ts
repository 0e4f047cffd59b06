import { readFile } from "node:fs/promises";
import { ZeroAddress } from "ethers";
import { z } from "zod";
import {
  ACT_TEXTS,
  type Act,
  ActRefused,
  type ActVerb,
  actArgument,
  actFileSchema,
  actId,
  describeAct,
  formatAct,
  formatDuration,
  formatTime,
  type Lang,
  parseAct,
  plainAct,
  RegistrarDesk__factory,
  readActs,
  readRegistrars,
  readText,
  say,
  type Text,
} from "../../sdk/index.ts";
import type { Answer, Desk, Given, WritePlan } from "../command.ts";
import { classOf, codeOf, documentOf, maybe, numberOf } from "../inputs.ts";
import { ActOpen, FileTaken } from "./faults.ts";
import { writeNew } from "./writeNew.ts";

// Orders of two registrar keys (起案・承認): one proposes an act, another approves it at once, or it is carried
// out after the platform's delay.

const TEXTS = {
  title: { en: "propose: {what}", ja: "起案: {what}" },
  keys: {
    en: "One of these keys proposes it, and another approves it: {keys}",
    ja: "次の鍵の一つが起案し、別の一つが承認します: {keys}",
  },
  others: {
    en: "Another key of the class approves it at once: {keys}",
    ja: "次のいずれか別の鍵が承認すると直ちに実行されます: {keys}",
  },
  nobody: {
    en: "No other key of the class can approve it.",
    ja: "承認できる別の鍵はありません。",
  },
  alone: {
    en: "Without a second key it can be carried out {delay} after it is proposed.",
    ja: "承認がない場合は、起案から {delay} 経過後に実行できます。",
  },
  aloneFrom: {
    en: "Without a second key it can be carried out from {time} until {lapses}.",
    ja: "承認がない場合は {time} から {lapses} まで実行できます。",
  },
  again: {
    en: "An equal act was proposed before and ended; this one has number {number}.",
    ja: "同じ内容の管理行為が過去にあり、終了しています。今回の番号は {number} です。",
  },
  id: { en: "act {id}", ja: "管理行為 {id}" },
  written: { en: "Written to {file}", ja: "{file} に書き出しました" },
  next: { en: "kessai units approve --act {file}", ja: "kessai units approve --act {file}" },
} satisfies Record<string, Text>;

/** What is known of an act that was proposed, in JSON. */
export const proposedActSchema = z.strictObject({
  id: z.string(),
  /** As in its file. */
  act: actFileSchema,
  file: z.string().optional(),
  by: z.string(),
  readyAt: z.number(),
  lapsesAt: z.number(),
  /** Registrar keys that can approve it. */
  approvers: z.array(z.string()),
});

/** An act without what its options say, the same for all of them. */
export interface ActDraft {
  readonly verb: ActVerb;
  readonly wallet: string;
  readonly to?: string;
  readonly units?: bigint;
  readonly holds?: Act["holds"];
}

/**
 * The plan that proposes an act. `--act FILE` keeps it for the second key, once it was sent; of a batch for a Safe or a
 * proposal for another key at once.
 *
 * @throws ActOpen if an equal one waits already, unless a number was given; FileTaken
 */
export async function proposePlan(given: Given, desk: Desk, draft: ActDraft): Promise<WritePlan> {
  const { address: token, code } = classOf(given, desk);
  const { lang, options } = given;
  const { provider, platform } = desk;
  const contract = RegistrarDesk__factory.connect(platform.desk, provider);
  const wanted: Act = {
    ...{ token, verb: draft.verb, wallet: draft.wallet, to: draft.to ?? ZeroAddress },
    ...{ units: draft.units ?? 0n, holds: draft.holds ?? [] },
    reason: codeOf(given, "reason"),
    document: await documentOf(given, "document"),
    number: 0n,
  };
  const { act, isAgain } = await numbered(given, desk, wanted);
  const file = maybe(given, "act") === undefined ? undefined : String(options.act);
  if (file !== undefined && (await isThere(file))) throw new FileTaken(file);
  const content = { chainId: desk.chainId, desk: platform.desk, act };
  const isElsewhere = options.out !== undefined || options.propose !== undefined;
  if (file !== undefined && isElsewhere) await writeNew(file, formatAct(content));

  const delay = formatDuration(Number(await contract.actDelay()), lang);
  const registrars = await registrarsOf(desk, token);
  const title = {
    en: say(TEXTS.title, "en", { what: `${ACT_TEXTS[act.verb].en} (${code})` }),
    ja: say(TEXTS.title, "ja", { what: `${ACT_TEXTS[act.verb].ja}(${code})` }),
  };
  return {
    title,
    calls: [
      { to: platform.desk, contract, name: "propose", args: [actArgument(act)], about: title },
    ],
    notes: [
      ...describeAct(act, code, lang),
      say(TEXTS.id, lang, { id: actId(act) }),
      ...(isAgain ? [say(TEXTS.again, lang, { number: act.number })] : []),
      registrars.length < 2
        ? TEXTS.nobody[lang]
        : say(TEXTS.keys, lang, { keys: registrars.join(", ") }),
      say(TEXTS.alone, lang, { delay }),
    ],
    async after() {
      if (file !== undefined) await writeNew(file, formatAct(content));
      const state = await stateOf(desk, act, file);
      const times = { time: state.readyAt, lapses: state.lapsesAt };
      return {
        value: state,
        lines: [
          ...approversSaid(state.approvers, lang),
          say(TEXTS.aloneFrom, lang, {
            time: formatTime(times.time, lang),
            lapses: formatTime(times.lapses, lang),
          }),
          ...(file === undefined
            ? [formatAct(content).trimEnd()]
            : [say(TEXTS.written, lang, { file })]),
          say(TEXTS.next, lang, { file: file ?? state.id }),
        ],
      };
    },
  };
}

/** The lowest number under which no equal act was proposed, or the one that was given. */
async function numbered(given: Given, { provider, platform }: Desk, wanted: Act) {
  if (maybe(given, "number") !== undefined) {
    return { act: { ...wanted, number: numberOf(given, "number") }, isAgain: false };
  }
  const contract = RegistrarDesk__factory.connect(platform.desk, provider);
  for (let number = 0n; ; number++) {
    const act = { ...wanted, number };
    const { by, isOpen } = await contract.proposalOf(actId(act));
    if (isOpen) throw new ActOpen(actId(act), by, number);
    if (by === ZeroAddress) return { act, isAgain: number > 0n };
  }
}

/** Where an act stands, and who can approve it. */
async function stateOf(desk: Desk, act: Act, file: string | undefined) {
  const { provider, platform, chainId } = desk;
  const contract = RegistrarDesk__factory.connect(platform.desk, provider);
  const id = actId(act);
  const [{ by, readyAt, lapsesAt }, registrars] = await Promise.all([
    contract.proposalOf(id),
    registrarsOf(desk, act.token),
  ]);
  return {
    ...{ id, act: plainAct({ chainId, desk: platform.desk, act }) },
    ...(file === undefined ? {} : { file }),
    ...{ by, readyAt: Number(readyAt), lapsesAt: Number(lapsesAt) },
    approvers: registrars.filter((key) => key !== by),
  };
}

/** An act that was proposed, as `--act` names it, and where it stands. */
export async function knownAct(given: Given, desk: Desk) {
  const { provider, platform, chainId, deployment } = desk;
  const named = maybe(given, "act") ?? "";
  const from = deployment.platform.contracts.desk?.block;
  let act: Act;
  if (/^0x[0-9a-fA-F]{64}$/.test(named)) {
    const [found] = await readActs(provider, platform.desk, { id: named }, from);
    // A node may answer with another act: the id is the act's own.
    if (found === undefined || actId(found.act) !== named.toLowerCase()) {
      throw new ActRefused(named, "no act with this id was proposed here");
    }
    act = found.act;
  } else {
    const path = String(given.options.act);
    const file = parseAct(await readText(path), path);
    if (file.chainId !== chainId) {
      const why = `it is for chain ${file.chainId}, and this is ${chainId}; name its chain with --network`;
      throw new ActRefused(path, why);
    }
    if (file.desk.toLowerCase() !== platform.desk.toLowerCase()) {
      throw new ActRefused(path, "it is for another platform; name its deployment");
    }
    act = file.act;
  }
  const code =
    Object.entries(deployment.classes).find(
      ([, { address }]) => address.toLowerCase() === act.token.toLowerCase(),
    )?.[0] ?? act.token;
  return { act, code, state: await stateOf(desk, act, undefined) };
}

/** Does something with an act that was proposed. */
export async function actPlan(
  given: Given,
  desk: Desk,
  name: "approve" | "carryOut" | "withdraw" | "veto",
  what: Text,
  more: readonly unknown[] = [],
): Promise<WritePlan> {
  const { lang } = given;
  const { act, code, state } = await knownAct(given, desk);
  const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
  const about = {
    en: say(what, "en", { what: `${ACT_TEXTS[act.verb].en} (${code})` }),
    ja: say(what, "ja", { what: `${ACT_TEXTS[act.verb].ja}(${code})` }),
  };
  return {
    title: about,
    calls: [
      {
        ...{ to: desk.platform.desk, contract, name, about },
        args: [actArgument(act), ...more],
      },
    ],
    notes: [
      ...describeAct(act, code, lang),
      say(TEXTS.id, lang, { id: state.id }),
      ...(state.readyAt === 0 ? [] : waitSaid(state, lang)),
    ],
    async after() {
      return { value: state, lines: [] };
    },
  };
}

/** Who can approve an act, and from when it can be carried out alone. */
export function waitSaid(
  state: Pick<z.infer<typeof proposedActSchema>, "approvers" | "readyAt" | "lapsesAt">,
  lang: Lang,
): string[] {
  return [
    ...approversSaid(state.approvers, lang),
    say(TEXTS.aloneFrom, lang, {
      time: formatTime(state.readyAt, lang),
      lapses: formatTime(state.lapsesAt, lang),
    }),
  ];
}

function approversSaid(approvers: readonly string[], lang: Lang): string[] {
  return [
    approvers.length === 0
      ? TEXTS.nobody[lang]
      : say(TEXTS.others, lang, { keys: approvers.join(", ") }),
  ];
}

async function registrarsOf({ provider, platform, deployment }: Desk, token: string) {
  const from = deployment.platform.contracts.authority?.block;
  return await readRegistrars(provider, platform, token, from);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await readFile(path);
    return true;
  } catch {
    return false;
  }
}

/** What a command says when there is nothing to send. */
export function nothingSent(title: string, value: object, lines: readonly string[]): Answer {
  return { value: { status: "sent", title, calls: [], result: value }, lines: [title, ...lines] };
}

/** The chain's time or this machine's, whichever is later; Unix seconds. */
export async function nowOf({ provider, terminal }: Desk): Promise<number> {
  const latest = await provider.getBlock("latest");
  return Math.max(terminal.now(), latest?.timestamp ?? 0);
}
