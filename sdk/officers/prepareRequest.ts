import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import { PASS_STATUS_TEXTS } from "../errors/errorTexts.ts";
import { FileRefused, type Finding } from "../files/FileRefused.ts";
import { formatTime } from "../format/formatTime.ts";
import { jstDateEnd } from "../format/jstDateEnd.ts";
import { jstDateOf } from "../format/jstDateOf.ts";
import { inBatches } from "../read/inBatches.ts";
import { type Pass, readPass, SYSTEM_INVESTOR } from "../read/readPass.ts";
import { statusNumber } from "../read/readPassStatus.ts";
import type {
  GrantRow,
  LinkRow,
  ReasonRow,
  ReclassifyRow,
  RecoverRow,
  RenewRow,
  Row,
  VerbRows,
} from "./parseRows.ts";
import type { OfficersRequest, RequestItem } from "./request.ts";
import { digestOf, PAGE, rulesOf, type Verb, type VerbMessage } from "./verbs.ts";

/** Days after today until whose end a request may be relayed, if nothing else is asked for. */
export const DEADLINE_DAYS = 7;

export interface PrepareRequestParameters<V extends Verb> {
  /** Where KycPass is, with checksum. */
  readonly pass: string;
  readonly verb: V;
  readonly rows: readonly VerbRows[V][];
  /** How findings name the file of the rows. */
  readonly fileName: string;
  /** The request may be relayed until the end of the day in Japan so many days after today; 0 to 90. */
  readonly days?: number;
  /** Wallets in one signature of a list, 1 to 100. */
  readonly page?: number;
}

/** A request, and what was left out of it and why. */
export interface Prepared {
  readonly request: OfficersRequest;
  /** In the order of the file. */
  readonly notes: readonly Finding[];
}

/** None of the rows asks for anything that is not so already. */
export class NothingToPrepare extends Error {
  override readonly name = "NothingToPrepare";
  readonly notes: readonly Finding[];

  constructor(notes: readonly Finding[]) {
    const lines = notes.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    super(`${lines.join("\n")}\nNo row is left, so there is nothing to sign. Nothing was written.`);
    this.notes = notes;
  }
}

export type PrepareRequestErrors = FileRefused | NothingToPrepare;

/**
 * What officers are asked to sign for the rows of a file, bound to the passes as they are on the chain
 * now. The same rows, chain state and day make the same request.
 *
 * @throws FileRefused with every row that the chain would refuse
 * @throws NothingToPrepare if a list names no pass that the verb can do anything with
 */
export async function prepareRequest<V extends Verb>(
  provider: Provider,
  { pass, verb, rows, fileName, days = DEADLINE_DAYS, page = PAGE }: PrepareRequestParameters<V>,
): Promise<Prepared> {
  const block = await provider.getBlock("latest");
  const { chainId } = await provider.getNetwork();
  const deadline = jstDateEnd(jstDateOf(block?.timestamp ?? 0) + days) - 1;
  const [findings, notes]: [Finding[], Finding[]] = [[], []];
  const finding = ({ line }: Row, message: string): Finding => {
    return { file: fileName, line, column: 1, path: "", message };
  };
  const passOf = (wallet: string) => readPass(provider, pass, wallet, block?.number);

  const known = await inBatches<Row, Known>(rows, async (row) => {
    const { older, successor } = row as Partial<LinkRow & RecoverRow>;
    const other = older ?? successor;
    return {
      row,
      pass: await passOf(row.wallet),
      other: other === undefined ? undefined : await passOf(other),
    };
  });
  const kept = known.filter((each) => {
    const fault = faultOf(verb, each);
    if (fault === undefined) return true;
    if (LISTS.includes(verb)) notes.push(finding(each.row, `left out: ${fault}`));
    else findings.push(finding(each.row, `expected a wallet that this can be done with: ${fault}`));
    return false;
  });
  if (findings.length > 0) throw new FileRefused(findings);
  if (kept.length === 0) throw new NothingToPrepare(notes);

  const contract = IKycPass__factory.connect(pass, provider);
  const most = Math.min(page, rulesOf(verb).most);
  const pages = pagesOf(verb, kept, most);
  const items = await inBatches(pages, async (each): Promise<RequestItem> => {
    const message = await messageOf(verb, each, deadline, async (wallet) => {
      const { expiry, screenedUntil } = await contract.claimsOf(wallet, {
        blockTag: block?.number ?? "latest",
      });
      return { expiry: Number(expiry), screenedUntil: Number(screenedUntil) };
    });
    const rules = rulesOf(verb);
    const parsed = rules.schema.parse(message);
    return {
      rows: each.map(({ row: { reference, wallet, line } }) => ({ reference, wallet, line })),
      message: parsed,
      digest: digestOf(rules.typedData(chainId, pass, parsed)),
    };
  });
  notes.push(...(await quotaNotes(provider, pass, verb, kept, finding)));
  return { request: { chainId, pass, verb, deadline, items }, notes };
}

interface Known {
  readonly row: Row;
  readonly pass: Pass;
  /** Of a link the older wallet's, of a recovery the successor's. */
  readonly other: Pass | undefined;
}

/** Lists may name wallets for which there is nothing to do: what a screening finds need not have a pass. */
const LISTS: readonly Verb[] = ["suspend", "reinstate", "reattest"];

const COUNTED: readonly Verb[] = ["grant", "link", "reclassify", "recover"];

/** Why a verb cannot be done with a wallet, or undefined if it can. */
function faultOf(verb: Verb, { pass, other }: Known): string | undefined {
  const { wallet, status, isHeld, investorId } = pass;
  const said = PASS_STATUS_TEXTS[statusNumber(status)]?.en ?? status;
  const isGranted = isHeld && status !== "suspended";
  if (verb === "grant" || verb === "link") {
    if (status === "recovered") return `${wallet} is lost: another wallet takes its place`;
    if (isHeld) {
      const window =
        status === "in-veto-window" ? ` (until ${formatTime(pass.validFrom, "en")})` : "";
      return `${wallet} has a pass already: ${said}${window}. Leave the row out, or renew or reclassify it`;
    }
    if (verb === "grant") return undefined;
    if (investorId !== 0) return `${wallet} had a pass once and stays investor ${investorId}'s`;
    if (other === undefined || !other.isHeld || other.status === "suspended")
      return `the older wallet ${other?.wallet} has no pass to link to`;
    if (other.investorId === SYSTEM_INVESTOR) return `${other.wallet} has a system pass`;
    return undefined;
  }
  if (verb === "reinstate")
    return status === "suspended" ? undefined : `${wallet} is not suspended`;
  if (verb === "reattest" || verb === "revoke") {
    return isHeld ? undefined : `${wallet} has no pass: ${said}`;
  }
  if (verb === "recover") {
    if (investorId === 0) return `${wallet} never had a pass`;
    if (investorId === SYSTEM_INVESTOR) return `${wallet} has a system pass`;
    if (status === "recovered") return `another wallet takes the place of ${wallet} already`;
    if (other === undefined || !other.isHeld || other.status === "suspended")
      return `the successor ${other?.wallet} has no pass`;
    if (other.wallet === wallet || other.investorId !== investorId)
      return `${other.wallet} is no other wallet of the same investor; link it first`;
    return undefined;
  }
  if (isGranted) return undefined;
  return status === "suspended" && verb !== "suspend"
    ? `${wallet} is suspended; reinstate it first`
    : `${wallet} has no pass to ${verb}: ${said}`;
}

/** What one signature is about: a row each, or the rows of a list with one reason, a page at a time. */
function pagesOf(verb: Verb, kept: readonly Known[], most: number): Known[][] {
  if (rulesOf(verb).most === 1) return kept.map((each) => [each]);
  const byReason = Map.groupBy(kept, ({ row }) => (row as Partial<ReasonRow>).reason ?? "");
  return [...byReason.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, index) =>
      group.slice(index * most, (index + 1) * most),
    ),
  );
}

async function messageOf(
  verb: Verb,
  page: readonly Known[],
  deadline: number,
  datesOf: (wallet: string) => Promise<{ expiry: number; screenedUntil: number }>,
): Promise<VerbMessage> {
  const [first] = page;
  if (first === undefined) throw new Error("A page has at least one row.");
  const { row, pass } = first;
  const { wallet, seq, validFrom } = pass;
  const wallets = page.map((each) => each.pass.wallet);
  const seqs = page.map((each) => each.pass.seq);
  const { reason } = row as ReasonRow;
  switch (verb) {
    case "grant":
    case "link": {
      const { claims, classes, older } = row as GrantRow & LinkRow;
      const grant = { wallet, claims, classes, seq, deadline };
      return verb === "grant" ? grant : { older, grant };
    }
    case "renew": {
      const { expiry, screenedUntil } = row as RenewRow;
      return { wallet, expiry, screenedUntil, seq, deadline };
    }
    case "reclassify": {
      const { claims } = row as ReclassifyRow;
      return { wallet, claims: { ...claims, ...(await datesOf(wallet)) }, seq, deadline };
    }
    case "suspend":
      return { wallets, validFroms: page.map((each) => each.pass.validFrom), reason, deadline };
    case "reinstate":
      return { wallets, seqs, reason, deadline };
    case "reattest":
      return { wallets, seqs, deadline };
    case "recover":
      return { lost: wallet, successor: (row as RecoverRow).successor, reason, seq, deadline };
    case "revoke":
      return { wallet, validFrom, reason, deadline };
  }
}

/** A note where an officer may not attest so many on one day. */
async function quotaNotes(
  provider: Provider,
  pass: string,
  verb: Verb,
  kept: readonly Known[],
  finding: (row: Row, message: string) => Finding,
): Promise<Finding[]> {
  const isList = verb === "suspend" || verb === "reattest";
  if (!COUNTED.includes(verb) && !isList) return [];
  const settings = await IKycPass__factory.connect(pass, provider).settings();
  const quota = Number(isList ? settings.listedPerOfficerPerDay : settings.grantsPerOfficerPerDay);
  const row = kept[quota]?.row;
  if (row === undefined) return [];
  return [
    finding(
      row,
      `from here on it is more than the ${quota} that an officer may attest on one day (JST): relay the ` +
        "rest on the next day, or let other officers sign a file of their own",
    ),
  ];
}
