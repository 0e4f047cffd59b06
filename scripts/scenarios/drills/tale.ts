import { type TransactionResponse, ZeroAddress } from "ethers";
import {
  ContractRefusal,
  displayWidth,
  explainRefusal,
  formatDuration,
  formatGas,
  formatTime,
  type Lang,
  type Receipt,
  say,
  type Text,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Cost, DrillHead, DrillOutcome } from "./drill.ts";
import { type DrillChain, openDrillChain } from "./drillChain.ts";
import { TEXTS } from "./texts.ts";
import { wrapped } from "./wrapped.ts";

const COLUMNS = 96;
/** Where the words of a step begin. */
const INDENT = " ".repeat(17);

type Send = () => Promise<TransactionResponse>;
type Part = "before" | "thief" | "stop" | "repair" | "aside";

export type Tale = Awaited<ReturnType<typeof tale>>;

/** Tells a drill step by step in one language, and counts what each part of it costs. */
export async function tale(lang: Lang, print: (line: string) => void) {
  const chain: DrillChain = await openDrillChain();
  const t = (text: Text, values = {}) => say(text, lang, values);
  const names = new Map([[ZeroAddress, t(TEXTS.nobody)]]);
  const costs: Record<Part, { transactions: number; gas: bigint; until: number }> = {
    before: { transactions: 0, gas: 0n, until: 0 },
    thief: { transactions: 0, gas: 0n, until: 0 },
    stop: { transactions: 0, gas: 0n, until: 0 },
    repair: { transactions: 0, gas: 0n, until: 0 },
    aside: { transactions: 0, gas: 0n, until: 0 },
  };
  let part: Part = "before";
  let step = 0;
  let refused = 0;
  let pass = "";
  let leakedAt = 0;

  const line = (gas: string, text: string) => {
    step += 1;
    const start = `${String(step).padStart(3)}  ${gas.padStart(10)}  `;
    print(start + wrapped(text, COLUMNS - start.length, INDENT));
  };

  const begin = async (next: Part, text: Text) => {
    costs[part].until = await chain.now();
    part = next;
    if (leakedAt === 0) leakedAt = await chain.now();
    print(`\n${t(text)}\n`);
  };

  return {
    ...{ lang, print, t, chain, names },
    /** The KYC pass contract, for what refusals leave open. */
    knowsPass(address: string): void {
      pass = address;
    },
    async opens({ title, leaks }: DrillHead): Promise<void> {
      print(t(title));
      print(t(TEXTS.leaked, { what: t(leaks) }).replace(/\n/g, " "));
    },
    thief: (heading: Text = TEXTS.thief) => begin("thief", heading),
    stop: (heading: Text = TEXTS.stop) => begin("stop", heading),
    repair: () => begin("repair", TEXTS.repair),
    /** What is measured besides, and counts in no part. */
    aside: (heading: Text) => begin("aside", heading),

    /** A step that sends something, which must succeed; several transactions are one step. */
    async does(text: Text, ...sends: Send[]): Promise<Receipt[]> {
      const receipts: Receipt[] = [];
      for (const send of sends) receipts.push(await chain.mined(send));
      return this.did(text, receipts);
    },
    /** A step that proves what was said, and counts in no cost. */
    async proves(text: Text, send: Send): Promise<void> {
      const { gasUsed } = await chain.mined(send);
      line(formatGas(gasUsed), t(text));
    },
    /** A step whose transactions are mined already. */
    did(text: Text, receipts: Receipt[]): Receipt[] {
      const gas = receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
      costs[part].transactions += receipts.length;
      costs[part].gas += gas;
      line(formatGas(gas), t(text));
      return receipts;
    },
    /** A step that sends nothing. */
    notes: (text: Text) => line("", t(text)),
    async waits(text: Text, seconds: number): Promise<void> {
      await chain.pass(seconds);
      line("", t(text));
    },
    /** An attempt of the thief that must be refused for the reason with this code. */
    async refused(text: Text, code: string, send: Send): Promise<void> {
      refused += 1;
      await this.blocked(text, code, send);
    },
    /** The same of honest people, who are in the thief's way or under his stop. */
    async blocked(text: Text, code: string, send: Send): Promise<void> {
      const reason = await refusalOf(chain, send, (error) =>
        explainRefusal(chain.provider, pass, error),
      );
      ensure(reason !== undefined, `"${text.en}" was not refused`);
      ensure(reason.code === code, `"${text.en}" was refused for ${reason.code}, not ${code}`);
      line(t(TEXTS.refused), t(text));
      print(`${INDENT}→ ${wrapped(reason.in(lang, names), COLUMNS - 19, `${INDENT}  `)}`);
    },

    /** What it all comes to. */
    async ends(outcome: DrillOutcome) {
      const until = await chain.now();
      const stop: Cost = { ...counted(costs.stop), seconds: costs.stop.until - leakedAt };
      const repairedAt = costs.repair.until || until;
      const repair: Cost = { ...counted(costs.repair), seconds: repairedAt - costs.stop.until };
      print(`\n${t(TEXTS.sum)}\n`);
      const row = (name: Text, value: string) => {
        const label = t(name);
        const start = `  ${label}${" ".repeat(Math.max(1, 15 - displayWidth(label)))}`;
        print(start + wrapped(value, COLUMNS - 17, INDENT));
      };
      row(TEXTS.got, t(outcome.got));
      row(TEXTS.worst, t(outcome.worst));
      const attempts = refused === 1 ? TEXTS.oneAttemptRefused : TEXTS.attemptsRefused;
      row(TEXTS.attempts, t(attempts, { count: refused }));
      row(TEXTS.toStop, t(TEXTS.stopCost, said(stop)));
      row(TEXTS.toRepair, t(TEXTS.repairCost, said(repair)));
      for (const { what, value } of outcome.figures ?? []) {
        print(`  ${wrapped(`${t(what)}${t(TEXTS.colon)}${t(value)}`, COLUMNS - 2, "    ")}`);
      }
      print(`\n${t(TEXTS.tips)}\n`);
      for (const tip of outcome.tips) {
        print(`  ${t(TEXTS.bullet)}${wrapped(t(tip), COLUMNS - 4, "    ")}`);
      }
      return { ...outcome, refused, stop, repair };
    },
    async time(): Promise<string> {
      return formatTime(await chain.now(), lang);
    },
  };

  function said({ transactions, gas, seconds }: Cost) {
    const count = t(transactions === 1 ? TEXTS.oneTransaction : TEXTS.transactions, {
      transactions,
    });
    return { count, gas: formatGas(gas), time: formatDuration(seconds, lang) };
  }
}

function counted({ transactions, gas }: { transactions: number; gas: bigint }) {
  return { transactions, gas };
}

async function refusalOf(
  chain: DrillChain,
  send: Send,
  explain: (error: unknown) => Promise<unknown>,
): Promise<ContractRefusal | undefined> {
  try {
    await chain.mined(send);
    return undefined;
  } catch (error) {
    const explained = await explain(error);
    if (explained instanceof ContractRefusal) return explained;
    throw explained;
  }
}
