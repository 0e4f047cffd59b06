import { ZeroAddress } from "ethers";
import { RegistrarDesk__factory, type Text } from "../../sdk/index.ts";
import type { Call, Desk, Given } from "../command.ts";
import { amountOf, codeOf, maybe } from "../inputs.ts";
import { senderOf } from "./senderOf.ts";

/** In the desk's list of verbs. */
const LEND_TO_ACTION = 11;

/** What comes next of a loan that takes two registrar keys. */
export type Lending =
  | { readonly kind: "lent" }
  /** The last call that it takes, unless it is `propose`. */
  | { readonly kind: "call"; readonly call: Call; readonly isLast: boolean }
  /** The key that sends proposed it itself. */
  | { readonly kind: "waits"; readonly by: string; readonly readyAt: number };

export interface Loan {
  readonly token: string;
  /** The action's contract. */
  readonly action: string;
  /** Hash of the terms. */
  readonly document: string;
  /** Code of the reason, if none was given. */
  readonly reason: string;
  readonly about: Text;
}

/** Which call of `propose`, `approve`, `carryOut` is next, so that both keys type the same command. */
export async function lendingOf(given: Given, desk: Desk, loan: Loan): Promise<Lending> {
  const { platform, provider, terminal } = desk;
  const { token, action, document, about } = loan;
  const contract = RegistrarDesk__factory.connect(platform.desk, provider);
  if ((await contract.loanOf(token, action)) === document) return { kind: "lent" };
  const act = {
    ...{ token, verb: LEND_TO_ACTION, wallet: ZeroAddress, to: action, units: 0n, holds: [] },
    ...{ reason: codeOf(given, "reason", loan.reason), document },
    number: maybe(given, "number") === undefined ? 1n : amountOf(given, "number"),
  };
  const { by, readyAt, isOpen } = await contract.proposalOf(await contract.actId(act));
  const sender = await senderOf(given, desk);
  const call = (name: string, en: string, ja: string): Call => ({
    ...{ to: platform.desk, contract, name, args: [act] },
    about: { en: `${en} to ${about.en}`, ja: `${about.ja}(${ja})` },
  });
  if (!isOpen) return { kind: "call", call: call("propose", "propose", "起案"), isLast: false };
  if (sender !== by)
    return { kind: "call", call: call("approve", "approve", "承認"), isLast: true };
  if (Number(readyAt) > terminal.now()) return { kind: "waits", by, readyAt: Number(readyAt) };
  const carried = call("carryOut", "carry out the order", "実行");
  return { kind: "call", call: carried, isLast: true };
}

/** What is said to the key that proposed it. */
export function waitsForAnother(by: string): Text {
  return {
    en: `${by} proposed it. Another registrar key approves it by the same command.`,
    ja: `${by} が起案済みです。別の原簿管理人が同じコマンドで承認してください。`,
  };
}

/** The options of a loan. */
export const LENDING_OPTIONS = [
  {
    flags: "--reason <code>",
    about: { en: "a code of up to 31 bytes", ja: "理由コード" },
  },
  {
    flags: "--number <number>",
    about: { en: "another one after it was withdrawn (1)", ja: "取下げ後の再起案番号" },
  },
] as const;
