import type { JsonRpcProvider, Signer } from "ethers";
import {
  Authority__factory,
  awaitFinal,
  ContractRefusal,
  confirm,
  explainError,
  formatGas,
  formatTime,
  say,
  type Text,
} from "../../sdk/index.ts";
import type { Answer, Desk, Given, WritePlan } from "../command.ts";
import { EXIT } from "../exit.ts";
import { type EncodedCall, encodedCall } from "./encodedCall.ts";
import { ArgumentRefused, NotAgreed, PowerMissing, SignerNeeded } from "./faults.ts";
import { proposalOf } from "./proposal.ts";
import { safeBatch } from "./safeBatch.ts";
import { signerOf } from "./signerOf.ts";
import { writeNew } from "./writeNew.ts";
import type { Written } from "./written.ts";

const TEXTS = {
  dryRun: { en: "Nothing was sent (--dry-run).", ja: "送信していません(--dry-run)。" },
  safe: {
    en: "Written to {file}: import it in the Safe's transaction builder.",
    ja: "{file} に書き出しました。Safe の transaction builder で取り込んでください。",
  },
  proposed: {
    en: "Written to {file}. Another key sends it: kessai approve {file}",
    ja: "{file} に起案を書き出しました。別の鍵で承認・送信してください: kessai approve {file}",
  },
  sent: {
    en: "{about}: sent in {hash}, block {block}, {gas} gas",
    ja: "{about}: 送信済み {hash} (ブロック {block}、ガス {gas})",
  },
  announced: {
    en: "{about}: announced in {hash}; ready from {time}. Run the same command again then.",
    ja: "{about}: 予告済み {hash}。{time} から実行できます。その後に同じコマンドを再度実行してください。",
  },
  waits: {
    en: "{about}: announced before; ready from {time}. Run the same command again then.",
    ja: "{about}: 予告済みです。{time} から実行できます。その後に同じコマンドを再度実行してください。",
  },
  refused: { en: "{about}: refused: {why}", ja: "{about}: 拒否されました: {why}" },
  nothing: { en: "There is nothing to send.", ja: "送信するものはありません。" },
  foreseen: { en: "{about}: about {gas} gas", ja: "{about}: 約 {gas} ガス" },
  listed: { en: "{about}", ja: "{about}" },
  agree: { en: "Send this as {from}?", ja: "{from} として送信しますか?" },
} as const satisfies Record<string, Text>;

/** What a call became. */
type Row = Written["calls"][number];

/**
 * Does with a plan what the command line says: shows it (`--dry-run`), writes it for a Safe (`--out`) or for another
 * key (`--propose`), or sends it, call by call, each checked before.
 *
 * @throws SignerNeeded, PowerMissing, NotAgreed, FileTaken; a ContractRefusal where a contract would refuse: then
 * what follows is not sent
 */
export async function carryOut(plan: WritePlan, given: Given, desk: Desk): Promise<Answer> {
  const { found } = plan;
  const done = await carriedOut(plan, given, desk);
  if (found === undefined) return done;
  const { exit } = done;
  return {
    value: { result: found.value, ...(done.value as Written) },
    lines: [...found.lines, ...done.lines],
    exit: exit === undefined || exit === EXIT.done ? (found.exit ?? EXIT.done) : exit,
  };
}

async function carriedOut(plan: WritePlan, given: Given, desk: Desk): Promise<Answer> {
  const calls = plan.calls.map((call) => ("data" in call ? call : encodedCall(desk, call)));
  const { lang, options } = given;
  const { terminal, chainId } = desk;
  const title = plan.title[lang];
  // One call that is all there is needs no title.
  const isAll = calls.length === 1 && calls[0]?.about[lang] === title;
  const head = [...(isAll ? [] : [title]), ...(plan.notes ?? [])];
  const rows = calls.map(({ to, name, about, data }): Row => {
    return { to, name, about: about[lang], data };
  });
  const listed = rows.map(({ about }) => `  ${about}`);
  const named = options.signer as string | undefined;
  if (calls.length === 0 && plan.job === undefined) {
    const value: Written = { status: "nothing", title, calls: [] };
    return { value, lines: [...head, TEXTS.nothing[lang]] };
  }

  if (typeof options.out === "string") {
    const now = terminal.now() * 1_000;
    await writeNew(options.out, safeBatch(chainId, plan.title.en, calls, now));
    const value: Written = { status: "safe-batch", title, calls: rows, file: options.out };
    return { value, lines: [...head, ...listed, say(TEXTS.safe, lang, { file: options.out })] };
  }
  const provider = desk.provider as JsonRpcProvider;
  if (typeof options.propose === "string") {
    if (plan.notBy !== undefined) {
      throw new ArgumentRefused({
        en: "--propose would make the maker's own proposal another's. Approve it, or have its maker write a new one.",
        ja: "--propose を使うと起案者が変わってしまいます。承認するか、起案者が新たに起案してください。",
      });
    }
    const maker =
      named === undefined
        ? null
        : await (await signerOf(named, provider, chainId, terminal)).getAddress();
    const proposal = proposalOf({
      ...{ chainId: String(chainId), authority: desk.platform.authority, title: plan.title },
      ...{ maker, madeAt: new Date(terminal.now() * 1_000).toISOString(), calls },
    });
    await writeNew(options.propose, `${JSON.stringify(proposal, undefined, 2)}\n`);
    const value: Written = {
      ...{ status: "proposed", title, calls: rows, file: options.propose },
      ...(maker === null ? {} : { from: maker }),
    };
    return {
      value,
      lines: [...head, ...listed, say(TEXTS.proposed, lang, { file: options.propose })],
    };
  }
  if (options.dryRun === true && named === undefined) {
    const value: Written = { status: "dry-run", title, calls: rows };
    return { value, lines: [...head, ...listed, TEXTS.dryRun[lang]] };
  }

  const signer = await signerOf(named, provider, chainId, terminal);
  const from = await signer.getAddress();
  if (from === plan.notBy) {
    throw new SignerNeeded({
      en: `${from} wrote it down, and another key has to send it`,
      ja: `起案者 ${from} とは別の鍵で送信する必要があります`,
    });
  }
  head.push(...((await plan.check?.(from)) ?? []));
  if (options.dryRun === true) {
    const foreseen: Row[] = [];
    const lines: string[] = [];
    for (const [index, call] of calls.entries()) {
      const row = rows[index] as Row;
      // What follows may rest on what is only sent with the first.
      const gas = index === 0 ? await checked(desk, signer, from, call) : undefined;
      foreseen.push(gas === undefined ? row : { ...row, gas: String(gas), status: "foreseen" });
      lines.push(
        `  ${gas === undefined ? row.about : say(TEXTS.foreseen, lang, { about: row.about, gas: formatGas(gas) })}`,
      );
    }
    const value: Written = { status: "dry-run", title, calls: foreseen, from };
    return { value, lines: [...head, ...lines, TEXTS.dryRun[lang]] };
  }

  if (terminal.isTerminal && !given.yes && !given.json) {
    for (const line of [...head, ...listed]) terminal.err(line);
    if (!(await terminal.agrees(say(TEXTS.agree, lang, { from })))) throw new NotAgreed();
  }
  if (plan.job !== undefined) {
    const done = await plan.job(signer);
    const value: Written = { status: "sent", title, calls: [], from, result: done.value };
    return { ...done, value, lines: [...head, ...done.lines] };
  }
  return await send(plan, calls, rows, { signer, from, head, title }, given, desk);
}

async function send(
  plan: WritePlan,
  calls: readonly EncodedCall[],
  rows: readonly Row[],
  { signer, from, head, title }: { signer: Signer; from: string; head: string[]; title: string },
  { lang, options }: Given,
  desk: Desk,
): Promise<Answer> {
  const done: Row[] = [];
  const lines: string[] = [];
  const hashes: string[] = [];
  let waits = false;
  let isAnyRefused = false;
  for (const [index, call] of calls.entries()) {
    const row = rows[index] as Row;
    const { about } = row;
    // What follows would rest on what waits.
    if (waits) {
      done.push({ ...row, status: "not-sent" });
      continue;
    }
    const refused = (error: unknown) => {
      const explained = explainError(error);
      if (plan.isEachAlone !== true || !(explained instanceof ContractRefusal)) throw explained;
      const why = explained.in(lang);
      isAnyRefused = true;
      done.push({ ...row, status: "refused", why });
      lines.push(say(TEXTS.refused, lang, { about, why }));
    };
    const power = await powerOf(desk, from, call);
    if (power.kind === "waits") {
      waits = true;
      done.push({ ...row, status: "waits", readyAt: power.readyAt });
      lines.push(say(TEXTS.waits, lang, { about, time: formatTime(power.readyAt, lang) }));
      continue;
    }
    const { to, data } = power.kind === "announce" ? power : call;
    let receipt: Awaited<ReturnType<typeof confirm>>;
    try {
      const gas = await estimated(signer, to, data);
      // Room for state that changes before it is mined.
      receipt = await confirm(
        await signer.sendTransaction({ to, data, gasLimit: (gas * 5n) / 4n }),
      );
    } catch (error) {
      refused(error);
      continue;
    }
    if (options.final === true) await awaitFinal(desk.provider, receipt, desk.chainId);
    const { hash, blockNumber: block, gasUsed } = receipt;
    const made = { ...row, hash, block, gas: String(gasUsed) };
    if (power.kind === "announce") {
      waits = true;
      const at = await desk.provider.getBlock(block);
      const readyAt = Number(at?.timestamp ?? 0) + power.delay;
      done.push({ ...made, status: "announced", readyAt });
      lines.push(say(TEXTS.announced, lang, { about, hash, time: formatTime(readyAt, lang) }));
    } else {
      hashes.push(hash);
      done.push({ ...made, status: "sent" });
      lines.push(say(TEXTS.sent, lang, { about, hash, block, gas: formatGas(gasUsed) }));
    }
  }
  const after = waits ? undefined : await plan.after?.(hashes, done);
  const value: Written = {
    ...{ status: waits ? "waits" : "sent", title, calls: done, from },
    ...(after === undefined ? {} : { result: after.value }),
  };
  return {
    ...{ value, lines: [...head, ...lines, ...(after?.lines ?? [])] },
    exit: waits ? EXIT.waits : (after?.exit ?? (isAnyRefused ? EXIT.no : EXIT.done)),
  };
}

type Power =
  | { readonly kind: "free" }
  | { readonly kind: "waits"; readonly readyAt: number }
  | {
      readonly kind: "announce";
      readonly to: string;
      readonly data: string;
      readonly delay: number;
    };

/** Whether a key may make a call now, or announces it first. */
async function powerOf(
  { provider, platform, terminal }: Desk,
  from: string,
  { to, data, about, restricted }: EncodedCall,
): Promise<Power> {
  if (!restricted) return { kind: "free" };
  const authority = Authority__factory.connect(platform.authority, provider);
  const [isImmediate, delay] = await authority.canCall(from, to, data.slice(0, 10));
  if (isImmediate) return { kind: "free" };
  if (delay === 0n) throw new PowerMissing(from, about, []);
  const readyAt = Number(
    await authority.getSchedule(await authority.hashOperation(from, to, data)),
  );
  if (readyAt === 0) {
    const announce = authority.interface.encodeFunctionData("schedule", [to, data, 0]);
    return { kind: "announce", to: platform.authority, data: announce, delay: Number(delay) };
  }
  const latest = await provider.getBlock("latest");
  const now = Math.max(terminal.now(), latest?.timestamp ?? 0);
  return readyAt > now ? { kind: "waits", readyAt } : { kind: "free" };
}

async function checked(
  desk: Desk,
  signer: Signer,
  from: string,
  call: EncodedCall,
): Promise<bigint | undefined> {
  const power = await powerOf(desk, from, call);
  if (power.kind === "waits") return undefined;
  const { to, data } = power.kind === "announce" ? power : call;
  return await estimated(signer, to, data);
}

async function estimated(signer: Signer, to: string, data: string): Promise<bigint> {
  try {
    return await signer.estimateGas({ to, data });
  } catch (error) {
    throw explainError(error);
  }
}
