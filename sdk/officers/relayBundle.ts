import type { Provider, Signer } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import type { Attestation, Claims } from "../encode/passTypes.ts";
import { ContractRefusal } from "../errors/ContractRefusal.ts";
import { explainError } from "../errors/explainError.ts";
import { refusalOf } from "../errors/refusalOf.ts";
import { formatTime } from "../format/formatTime.ts";
import { inBatches } from "../read/inBatches.ts";
import { type PassAct, readAttestations } from "../read/readAttestations.ts";
import { readPass } from "../read/readPass.ts";
import { WrongChain } from "../read/requireChain.ts";
import { type Lang, say, type Text } from "../text/texts.ts";
import { confirm, type NotMinedInTime, type Receipt } from "../write/confirm.ts";
import { type RelayerBusy, requireIdle } from "../write/requireIdle.ts";
import type { Bundle } from "./collectSignatures.ts";
import type { RequestItem, RequestRow } from "./request.ts";
import { rulesOf, type Verb, type VerbMessage, type VerbMessages } from "./verbs.ts";

/** Grants in one transaction, if nothing else is asked for. */
export const GRANTS_PER_TRANSACTION = 50;

/** What became of a row. */
export interface RowResult {
  readonly row: RequestRow;
  /**
   * done: by a transaction of this run; done-before: the chain shows it done already; refused: the chain
   * refuses it, see the reason; left-out: there was nothing to do.
   */
  readonly outcome: "done" | "done-before" | "refused" | "left-out";
  /** Numbers of the officers who attested it. */
  readonly officers: readonly number[];
  readonly reason: Text | undefined;
  readonly transactionHash: string | undefined;
  /** From when it works, Unix seconds: the end of the veto window, or when it was mined. */
  readonly worksFrom: number | undefined;
  /** When it was mined, Unix seconds. */
  readonly minedAt: number | undefined;
}

export interface RelayBundleParameters {
  /** Whoever pays the gas; connected to the chain. Needs no power. */
  readonly relayer: Signer;
  readonly bundle: Bundle;
  /** Grants in one transaction, 1 to 50. */
  readonly batch?: number;
  /** The block from which KycPass has existed. */
  readonly fromBlock?: number;
}

export type RelayBundleErrors = WrongChain | RelayerBusy | NotMinedInTime;

/**
 * Sends what officers signed, and answers what became of each row: first of the rows that need no
 * transaction, then of each transaction's once it is mined. What is done is read from the chain, so it can
 * be stopped at any moment and run again: it sends only what the chain does not show done, and the chain
 * takes nothing twice.
 *
 * @throws WrongChain if the bundle is for another chain
 * @throws RelayerBusy if the relayer's earlier transactions are not mined
 * @throws NotMinedInTime if a transaction stays unmined
 */
export async function* relayBundle({
  relayer,
  bundle,
  batch = GRANTS_PER_TRANSACTION,
  fromBlock = 0,
}: RelayBundleParameters): AsyncGenerator<readonly RowResult[], void> {
  const { provider } = relayer;
  if (provider === null)
    throw new Error("The relayer is not connected to a chain. Connect it to a provider.");
  const { chainId, pass, verb } = bundle.request;
  const network = await provider.getNetwork();
  if (network.chainId !== chainId) throw new WrongChain(chainId, network.chainId);
  await requireIdle(provider, await relayer.getAddress());

  const contract = IKycPass__factory.connect(pass, relayer);
  const relay: Relay = { provider, contract, pass, verb, fromBlock, known: new Map() };
  const acts = await actsNow(relay);
  const sendings = sendingsOf(bundle).map((each) => ({
    ...each,
    done: doneBefore(verb, acts, each),
  }));
  const before = sendings.flatMap(({ done }) => done);
  if (before.length > 0) yield before;
  const open = sendings.filter(({ done, item }) => done.length < item.rows.length);
  if (verb !== "grant") {
    for (const sending of open) yield await sendOne(relay, sending);
    return;
  }
  for (let from = 0; from < open.length; from += batch) {
    yield* sendGrants(relay, open.slice(from, from + batch));
  }
}

type IKycPass = ReturnType<typeof IKycPass__factory.connect>;

interface Relay {
  readonly provider: Provider;
  readonly contract: IKycPass;
  readonly pass: string;
  readonly verb: Verb;
  readonly fromBlock: number;
  /** What was read already, by the number of the block as of which. */
  readonly known: Map<number, Promise<Acts>>;
}

type Acts = ReadonlyMap<string, readonly PassAct[]>;

/** What was done with each wallet's pass, as of the last block. */
async function actsNow({ provider, pass, fromBlock, known }: Relay): Promise<Acts> {
  const block = await provider.getBlockNumber();
  const acts =
    known.get(block) ??
    readAttestations(provider, pass, fromBlock).then((all) =>
      Map.groupBy(all, ({ wallet }) => wallet),
    );
  known.set(block, acts);
  return await acts;
}

/** One message with the attestations that go with it. */
interface Sending {
  readonly item: RequestItem;
  readonly attestations: readonly Attestation[];
  /** Rows of which the chain shows that they are done. */
  readonly done: readonly RowResult[];
}

function sendingsOf({ request: { items, verb }, attestations }: Bundle) {
  return items.flatMap((item, index): Omit<Sending, "done">[] => {
    const given = attestations[index] ?? [];
    if (verb !== "reattest") return [{ item, attestations: given }];
    // Each officer vouches by itself.
    return given.map((each) => ({ item, attestations: [each] }));
  });
}

function doneBefore(
  verb: Verb,
  acts: Acts,
  { item, attestations }: Pick<Sending, "item" | "attestations">,
): RowResult[] {
  return item.rows.flatMap((row, index) => {
    const found = acts.get(row.wallet)?.find((act) => {
      return isThatAct(verb, item.message, index, attestations, act);
    });
    if (found === undefined) return [];
    const { officers, transactionHash, worksFrom, minedAt } = found;
    return [
      {
        ...{ row, outcome: "done-before" as const, officers, reason: undefined },
        ...{ transactionHash, worksFrom, minedAt },
      },
    ];
  });
}

/** Whether what the chain shows is what the message asks for: by the number or pass that both bind. */
function isThatAct(
  verb: Verb,
  message: VerbMessage,
  index: number,
  attestations: readonly Attestation[],
  act: PassAct,
): boolean {
  if (act.verb !== verb) return false;
  const same = (claims: Partial<Claims>) =>
    Object.entries(claims).every(([key, value]) => act.claims[key as keyof Claims] === value);
  switch (verb) {
    case "grant":
    case "link": {
      const grant = "grant" in message ? message.grant : (message as VerbMessages["grant"]);
      return act.seq === grant.seq && same(grant.claims);
    }
    case "renew": {
      const { seq, expiry, screenedUntil } = message as VerbMessages["renew"];
      return act.seq === seq && same({ expiry, screenedUntil });
    }
    case "reclassify": {
      const { seq, claims } = message as VerbMessages["reclassify"];
      return act.seq === seq && same(claims);
    }
    case "recover": {
      const { seq, successor } = message as VerbMessages["recover"];
      return act.seq === seq && act.successor === successor;
    }
    case "suspend":
      return act.validFrom === (message as VerbMessages["suspend"]).validFroms[index];
    case "revoke":
      return act.validFrom === (message as VerbMessages["revoke"]).validFrom;
    case "reinstate":
      return act.seq === (message as VerbMessages["reinstate"]).seqs[index];
    case "reattest": {
      const { seqs } = message as VerbMessages["reattest"];
      return act.seq === seqs[index] && act.officers[0] === attestations[0]?.officer;
    }
  }
}

// ------------------------------------------------------------------ grants

/** Gas for one grant of many, with about twice the room that it needs; what is not used is not paid. */
const GAS = { transaction: 100_000n, grant: 120_000n, attestation: 15_000n, class: 70_000n };

/** No transaction asks for more: some chains take no more than 2^24. */
const MOST_GAS = 15_000_000n;

async function* sendGrants(
  relay: Relay,
  sendings: readonly Sending[],
): AsyncGenerator<readonly RowResult[], void> {
  const { contract } = relay;
  // Asked first, since a refused grant costs its gas all the same.
  const asked = await inBatches(sendings, async (sending) => {
    const { message } = sending.item;
    const grant = message as VerbMessages["grant"];
    const refusal = await refusalBy(contract.grant.staticCall(grant, [...sending.attestations]));
    return { sending, grant, refusal };
  });
  const refused = asked.flatMap(({ sending, refusal }) =>
    refusal === undefined ? [] : [{ sending, refusal }],
  );
  if (refused.length > 0) {
    yield await inBatches(refused, ({ sending, refusal }) => refusedRow(relay, sending, refusal));
  }
  const sound = asked.filter((each) => each.refusal === undefined);
  while (sound.length > 0) {
    let gas = GAS.transaction;
    let count = 0;
    for (const { grant, sending } of sound) {
      const signed = GAS.attestation * BigInt(sending.attestations.length);
      const next = GAS.grant + signed + GAS.class * BigInt(grant.classes.length);
      if (count > 0 && gas + next > MOST_GAS) break;
      gas += next;
      count++;
    }
    const now = sound.splice(0, count);
    // The gas is not estimated: a grant that lacks gas is refused and the transaction succeeds, so an
    // estimate would find that too little suffices.
    const sent = await contract.grantMany(
      now.map(({ grant }) => grant),
      now.map(({ sending }) => [...sending.attestations]),
      { gasLimit: gas },
    );
    yield await grantResults(relay, now, await confirm(sent));
  }
}

async function grantResults(
  relay: Relay,
  sent: readonly { readonly sending: Sending; readonly grant: VerbMessages["grant"] }[],
  receipt: Receipt,
): Promise<RowResult[]> {
  const { granted, refused } = grantsIn(relay, receipt);
  const minedAt = await timeOf(relay, receipt);
  return await inBatches(sent, async ({ sending, grant }): Promise<RowResult> => {
    const [row] = sending.item.rows as [RequestRow];
    const worksFrom = granted.get(grant.wallet);
    if (worksFrom !== undefined) {
      return done(row, officersOf(sending), receipt.hash, worksFrom, minedAt);
    }
    const data = refused.get(grant.wallet) ?? "0x";
    const reason = refusalOf(data) ?? "unknown";
    const result = await refusedRow(relay, sending, reason);
    return { ...result, transactionHash: receipt.hash };
  });
}

function grantsIn({ contract, pass }: Relay, receipt: Receipt) {
  const granted = new Map<string, number>();
  const refused = new Map<string, string>();
  for (const log of receipt.logs) {
    if (log.address.toLowerCase() !== pass.toLowerCase()) continue;
    const event = contract.interface.parseLog(log);
    if (event?.name === "PassGranted") {
      granted.set(event.args.wallet, Number((event.args.claims >> 32n) & 0xffff_ffffn));
    } else if (event?.name === "GrantRefused") {
      refused.set(event.args.wallet, event.args.reason);
    }
  }
  return { granted, refused };
}

// ------------------------------------------------------------------ everything else

async function sendOne(relay: Relay, sending: Sending): Promise<RowResult[]> {
  const { verb, contract } = relay;
  const { item, done: before } = sending;
  const isDone = (row: RequestRow) => before.some((each) => each.row === row);
  const open = item.rows.filter((row) => !isDone(row));
  const call = callOf(contract, verb, sending);
  const refusal = await refusalBy(call.ask());
  if (refusal !== undefined) {
    return await inBatches(open, (row) => refusedRow(relay, sending, refusal, row));
  }
  const isList = rulesOf(verb).most > 1;
  // A list of which every pass is left out changes nothing.
  if (isList && (await call.ask()) === 0n) {
    return await inBatches(open, (row) => leftOut(relay, sending, row));
  }
  const receipt = await confirm(await call.send());
  const minedAt = await timeOf(relay, receipt);
  const acts = await actsOf(relay, receipt);
  return await inBatches(open, async (row): Promise<RowResult> => {
    const act = acts.get(row.wallet);
    if (act === undefined) return await leftOut(relay, sending, row);
    const result = done(row, officersOf(sending), receipt.hash, act, minedAt);
    const reason = notReached(relay, receipt, row.wallet);
    return reason === undefined ? result : { ...result, reason };
  });
}

/** What asks whether a call would be refused, and what sends it. */
function callOf(contract: IKycPass, verb: Verb, { item, attestations }: Sending) {
  const given = [...attestations];
  const [first] = given as [Attestation];
  const { message } = item;
  // The message is the verb's: it was checked by the verb's form.
  // biome-ignore lint/suspicious/noExplicitAny: seven methods with a struct of their own each
  const of = message as any;
  const [method, second] = {
    grant: [contract.grant, given],
    link: [contract.link, given],
    renew: [contract.renew, given],
    reclassify: [contract.reclassify, given],
    suspend: [contract.suspendListed, first],
    reinstate: [contract.reinstateListed, given],
    reattest: [contract.reattestListed, first],
    recover: [contract.recover, given],
    revoke: [contract.revokeByQuorum, given],
    // biome-ignore lint/suspicious/noExplicitAny: as above
  }[verb] as [any, unknown];
  return {
    ask: (): Promise<unknown> => method.staticCall(of, second),
    send: () => method(of, second),
  };
}

/** From when what a receipt shows of each wallet works. */
async function actsOf(relay: Relay, receipt: Receipt): Promise<Map<string, number>> {
  const { contract, pass, verb } = relay;
  const minedAt = await timeOf(relay, receipt);
  const acts = new Map<string, number>();
  for (const log of receipt.logs) {
    if (log.address.toLowerCase() !== pass.toLowerCase()) continue;
    const event = contract.interface.parseLog(log);
    if (event === null || event.name !== EVENT_OF[verb]) continue;
    const { args } = event;
    const from =
      verb === "link"
        ? Number((args.claims >> 32n) & 0xffff_ffffn)
        : verb === "reclassify" || verb === "recover"
          ? Number(args.validFrom)
          : minedAt;
    acts.set(args[0], from);
  }
  return acts;
}

/** A class that did not take the news of a worse pass: until it does, the wallet may still move there. */
function notReached({ contract, pass }: Relay, receipt: Receipt, wallet: string): Text | undefined {
  const numbers = receipt.logs.flatMap((log) => {
    if (log.address.toLowerCase() !== pass.toLowerCase()) return [];
    const event = contract.interface.parseLog(log);
    const isOurs = event?.name === "ClassNotReached" && event.args.wallet === wallet;
    return isOurs ? [String(event.args.number)] : [];
  });
  if (numbers.length === 0) return undefined;
  const text = (lang: Lang) => say(TEXTS.notReached, lang, { numbers: numbers.join(", ") });
  return { en: text("en"), ja: text("ja") };
}

const EVENT_OF: Readonly<Record<Verb, string>> = {
  grant: "PassGranted",
  link: "PassGranted",
  renew: "PassRenewed",
  reclassify: "PassReclassified",
  suspend: "PassSuspended",
  reinstate: "PassReinstated",
  reattest: "PassReattested",
  recover: "PassRecovered",
  revoke: "PassRevoked",
};

// ------------------------------------------------------------------ results

function done(
  row: RequestRow,
  officers: readonly number[],
  transactionHash: string,
  worksFrom: number,
  minedAt: number,
): RowResult {
  return { row, outcome: "done", officers, reason: undefined, transactionHash, worksFrom, minedAt };
}

const NOT_DONE = { transactionHash: undefined, worksFrom: undefined, minedAt: undefined } as const;

/** A row that the chain refused, unless it shows by now that somebody else sent the same. */
async function refusedRow(
  relay: Relay,
  sending: Sending,
  refusal: Refusal,
  row: RequestRow = sending.item.rows[0] as RequestRow,
): Promise<RowResult> {
  const officers = officersOf(sending);
  if (refusal === "unknown") {
    return { row, outcome: "refused", officers, reason: TEXTS.noReason, ...NOT_DONE };
  }
  if (refusal.code === "WrongSeq" || refusal.code === "PassAlreadyHeld") {
    const acts = await actsNow(relay);
    const found = doneBefore(relay.verb, acts, sending).find((each) => each.row === row);
    if (found !== undefined) return found;
  }
  const window = await windowText(relay, row.wallet, refusal);
  const reason = (lang: Lang) => `${refusal.in(lang)}${window?.[lang] ?? ""}`;
  const said = { en: reason("en"), ja: reason("ja") };
  return { row, outcome: "refused", officers, reason: said, ...NOT_DONE };
}

const TEXTS = {
  noReason: {
    en: "The chain gave no reason that is known here: a class that the row names may have refused, or the gas ran out. Relay the same bundle again, or prepare the row without its classes.",
    ja: "理由を特定できません（指定した銘柄による拒否、またはガス不足の可能性があります）。同じファイルを再送するか、銘柄を除いて準備し直してください。",
  },
  window: {
    en: " Its pass is in the veto window until {time}, for {hours} h {minutes} min more.",
    ja: "現在のパスは {time} まで拒否期間中です（残り {hours} 時間 {minutes} 分）。",
  },
  notReached: {
    en: "Classes {numbers} did not take the news. Anybody repeats it by KycPass's sync; until then the wallet may still move there.",
    ja: "銘柄番号 {numbers} に反映できませんでした。パス登録簿の sync で再通知してください。それまで当該銘柄では移転できる場合があります。",
  },
  notHeld: { en: "It has no pass.", ja: "パスを保有していません。" },
  otherPass: {
    en: "Its pass is not the one that was signed for, or is suspended already.",
    ja: "署名対象のパスではないか、既に停止中です。",
  },
  notSuspended: {
    en: "It is not suspended any more.",
    ja: "既に停止中ではありません。",
  },
  changed: {
    en: "Its pass has changed since it was prepared. Prepare it again.",
    ja: "準備後にパスが変更されています。準備し直してください。",
  },
  vouches: {
    en: "Officer {number} vouches for it already, or eight officers do.",
    ja: "KYC担当者 {number} は証明済みか、証明者が上限の8名に達しています。",
  },
} satisfies Record<string, Text>;

/** How long the present pass's veto window runs, where a refusal comes of there being a pass already. */
async function windowText(
  { provider, pass }: Relay,
  wallet: string,
  { code }: ContractRefusal,
): Promise<Text | undefined> {
  if (code !== "PassAlreadyHeld" && code !== "WrongSeq") return undefined;
  const [{ status, validFrom }, block] = await Promise.all([
    readPass(provider, pass, wallet),
    provider.getBlock("latest"),
  ]);
  if (status !== "in-veto-window") return undefined;
  const left = Math.max(0, validFrom - (block?.timestamp ?? validFrom));
  const [hours, minutes] = [Math.floor(left / 3_600), Math.ceil((left % 3_600) / 60)];
  const text = (lang: Lang) =>
    say(TEXTS.window, lang, { time: formatTime(validFrom, lang), hours, minutes });
  return { en: text("en"), ja: text("ja") };
}

/** Why a list left a wallet out. */
async function leftOut(relay: Relay, sending: Sending, row: RequestRow): Promise<RowResult> {
  const { provider, pass, verb } = relay;
  const { item } = sending;
  const index = item.rows.indexOf(row);
  const { isHeld, status, seq } = await readPass(provider, pass, row.wallet);
  const [number = 0] = officersOf(sending);
  const signed = "seqs" in item.message ? item.message.seqs[index] : undefined;
  let reason: Text = TEXTS.otherPass;
  if (!isHeld) reason = TEXTS.notHeld;
  else if (verb === "reinstate" && status !== "suspended") reason = TEXTS.notSuspended;
  else if (signed !== undefined && signed !== seq) reason = TEXTS.changed;
  else if (verb === "reattest") {
    const text = (lang: Lang) => say(TEXTS.vouches, lang, { number });
    reason = { en: text("en"), ja: text("ja") };
  }
  return { row, outcome: "left-out", officers: officersOf(sending), reason, ...NOT_DONE };
}

function officersOf({ attestations }: Sending): number[] {
  return attestations.map(({ officer }) => officer);
}

/** Why the chain refuses; `unknown` if that is no refusal of a contract of the suite. */
type Refusal = ContractRefusal | "unknown";

/** Whether and why the chain would refuse a call. Faults of the network are thrown on. */
async function refusalBy(asked: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    const explained = explainError(error);
    if (explained instanceof ContractRefusal) return explained;
    if (isRevert(error)) return "unknown";
    throw error;
  }
}

/** One row that is refused for a strange reason must not keep the others back. */
function isRevert(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === "CALL_EXCEPTION" || /\brevert(ed)?\b/i.test(String(message));
}

async function timeOf({ provider }: Relay, { blockNumber }: Receipt): Promise<number> {
  return (await provider.getBlock(blockNumber))?.timestamp ?? 0;
}
