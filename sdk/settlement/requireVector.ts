import type { NetVector } from "../encode/netVectorTypedData.ts";
import { tradeId } from "../encode/tradeId.ts";
import type { Trade } from "../encode/tradeTypedData.ts";
import { formatTime } from "../format/formatTime.ts";
import { filled } from "../text/filled.ts";
import type { Lang, SayValues, Text } from "../text/texts.ts";
import { type AssetIsBoth, type NetList, netOf, type TermsEpochsDiffer } from "./netOf.ts";
import { tradeListRoot } from "./tradeListRoot.ts";
import type { TradeListRefused } from "./tradeTree.ts";

/** A trade of a cycle as its opener lists it. */
export interface ListedTrade {
  readonly id: string;
  readonly trade: Trade;
}

/** What the opener of a cycle fixed at the cut-off. */
export interface CycleFixed {
  readonly root: string;
  readonly parties: readonly string[];
  readonly assets: readonly string[];
  readonly termsEpochs: readonly number[];
}

/** A vector that a party is asked to sign, with all that it must follow from. */
export interface VectorRequest {
  readonly cycle: string;
  /** Last Unix second at which the cycle may settle. */
  readonly deadline: number;
  readonly fixed: CycleFixed;
  /** Every trade of the cycle, from its opener. */
  readonly trades: readonly ListedTrade[];
  readonly vector: NetVector;
  /** Who is asked, from its own settings and not from the request. */
  readonly party: string;
  /**
   * The trades that the party stands by, from its own books: whatever was cancelled is not among them. Those
   * of other cycles are left out of account.
   */
  readonly agreed: readonly Trade[];
}

/** What can be wrong with a request to sign a vector. */
export type VectorFaultCode = keyof typeof TEXTS;

/** One thing in which a request is not what it must be. */
export interface VectorFault {
  readonly code: VectorFaultCode;
  readonly text: Text;
}

/** A vector is not what its party agreed to. Carries all that differs. */
export class VectorRefused extends Error {
  override readonly name = "VectorRefused";
  readonly faults: readonly VectorFault[];

  constructor(faults: readonly VectorFault[]) {
    super(told(faults, "en"));
    this.faults = faults;
  }

  /** The message in a language. */
  in(lang: Lang): string {
    return told(this.faults, lang);
  }
}

export type RequireVectorErrors =
  | VectorRefused
  | TradeListRefused
  | TermsEpochsDiffer
  | AssetIsBoth;

/**
 * What a party of a netting cycle asks before it signs (NET-1): that the list under the root is of this
 * cycle, has every trade that it agreed to and no other of its own, and that what was fixed and the vector
 * are what the list comes to. Everything is computed anew.
 *
 * @throws VectorRefused naming all that differs
 * @throws TradeListRefused if the list is empty, has a trade twice, or has what is no id
 * @throws TermsEpochsDiffer if trades of one class name different epochs
 * @throws AssetIsBoth if a token is a class here and cash there
 */
export function requireVector(request: VectorRequest): void {
  const { fixed, vector, party } = request;
  const nets = netOf(request.trades.map(({ trade }) => trade));
  const root = tradeListRoot(request.trades.map(({ id }) => id));
  const trades = request.trades.map(({ id, trade }) => ({ listed: id, id: tradeId(trade), trade }));
  const faults = [
    ...trades.flatMap((each) => tradeFaults(each, request)),
    ...numberFaults(trades),
    ...ownFaults(trades, request),
    ...compared("root", root, fixed.root),
    ...compared("parties", shown(nets.parties), shown(fixed.parties)),
    ...compared("assets", shown(nets.assets), shown(fixed.assets)),
    ...compared("epochs", shown(nets.termsEpochs), shown(fixed.termsEpochs)),
    ...compared("vectorCycle", request.cycle, vector.cycle),
    ...compared("vectorRoot", root, vector.root),
    ...compared("vectorParty", party, vector.party),
    ...compared("vectorAssets", shown(nets.assets), shown(vector.assets)),
    ...compared("vectorEpochs", shown(nets.termsEpochs), shown(vector.termsEpochs)),
    ...netFaults(nets, party, vector),
  ];
  if (faults.length > 0) throw new VectorRefused(faults);
}

/** A trade by what it says itself, and by the id under which it is listed. */
interface Identified extends ListedTrade {
  readonly listed: string;
}

function tradeFaults({ listed, id, trade }: Identified, { cycle, deadline }: VectorRequest) {
  const faults = compared("id", id, listed);
  if (!isSame(trade.cycle, cycle)) {
    faults.push(fault("otherCycle", { id, wanted: cycle, found: trade.cycle }));
  }
  if (trade.settleBy < deadline) {
    faults.push(timeFault("endsBefore", id, trade.settleBy, deadline));
  }
  if (trade.settleFrom > deadline) {
    faults.push(timeFault("beginsAfter", id, trade.settleFrom, deadline));
  }
  return faults;
}

/** Two trades with one number of a party are one instead of the other; a cycle would settle both. */
function numberFaults(trades: readonly Identified[]): VectorFault[] {
  const first = new Map<string, string>();
  return trades.flatMap(({ id, trade }) => {
    const { seller, buyer, sellerNonce, buyerNonce } = trade;
    const uses = [
      [seller, sellerNonce],
      [buyer, buyerNonce],
    ] as const;
    return uses.flatMap(([party, number]) => {
      const key = `${party.toLowerCase()} ${number}`;
      const other = first.get(key);
      first.set(key, other ?? id);
      return other === undefined ? [] : [fault("numberTwice", { id, other, party, number })];
    });
  });
}

function ownFaults(
  trades: readonly Identified[],
  { agreed, party, cycle }: VectorRequest,
): VectorFault[] {
  const ofCycle = agreed.filter((trade) => isSame(trade.cycle, cycle));
  const mine = new Set(ofCycle.map((trade) => tradeId(trade)));
  const inList = new Set(trades.map(({ id }) => id));
  const isForeign = ({ id, trade: { seller, buyer } }: Identified) =>
    !mine.has(id) && (isSame(seller, party) || isSame(buyer, party));
  return [
    ...[...mine].filter((id) => !inList.has(id)).map((id) => fault("missing", { id })),
    ...trades.filter(isForeign).map(({ id }) => fault("neverAgreed", { id })),
  ];
}

function netFaults({ parties, assets, nets }: NetList, party: string, vector: NetVector) {
  const place = parties.findIndex((each) => isSame(each, party));
  if (place < 0) return [fault("noParty", { party })];
  const wrong = assets.flatMap((asset, index) => {
    const [wanted, found] = [nets[index]?.[place] ?? 0n, vector.nets[index]];
    return found === undefined || found === wanted ? [] : [fault("net", { asset, wanted, found })];
  });
  return [...compared("netCount", String(assets.length), String(vector.nets.length)), ...wrong];
}

function compared(code: VectorFaultCode, wanted: string, found: string): VectorFault[] {
  return isSame(wanted, found) ? [] : [fault(code, { wanted, found })];
}

function timeFault(code: VectorFaultCode, id: string, time: number, deadline: number): VectorFault {
  const values = (lang: Lang) => ({
    id,
    time: formatTime(time, lang),
    deadline: formatTime(deadline, lang),
  });
  return { code, text: filled(TEXTS[code], values) };
}

function fault(code: VectorFaultCode, values: SayValues): VectorFault {
  return { code, text: filled(TEXTS[code], values) };
}

/** Hex is the same in small letters and capitals. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function shown(values: readonly (string | number)[]): string {
  return `[${values.join(", ")}]`;
}

function told(faults: readonly VectorFault[], lang: Lang): string {
  return [...faults.map(({ text }) => text[lang]), ADVICE[lang]].join("\n");
}

const ADVICE: Text = {
  en: "Nothing was signed. Send this to whoever opened the cycle, and sign only what they then ask for.",
  ja: "署名していません。以上を回の開設者に通知し、修正後の依頼にのみ署名してください。",
};

const TEXTS = {
  id: {
    en: "A trade is listed as {found}, and its content has the id {wanted}.",
    ja: "約定が {found} として記載されていますが、内容から計算した識別子は {wanted} です。",
  },
  otherCycle: {
    en: "Trade {id} is for cycle {found}, not for {wanted}.",
    ja: "約定 {id} は別の回 {found} のもので、{wanted} のものではありません。",
  },
  endsBefore: {
    en: "Trade {id} may settle until {time}, and the cycle may settle later, until {deadline}.",
    ja: "約定 {id} の決済期限は {time} で、回の期限 {deadline} より前です。",
  },
  beginsAfter: {
    en: "Trade {id} may settle from {time} on, and the cycle only until {deadline}.",
    ja: "約定 {id} の決済開始は {time} で、回の期限 {deadline} より後です。",
  },
  numberTwice: {
    en: "Trades {other} and {id} both use number {number} of {party}: one was to take the place of the other.",
    ja: "約定 {other} と {id} が {party} の同じ番号 {number} を使っています。一方は他方に代わるものです。",
  },
  missing: {
    en: "Your trade {id} is missing from the list.",
    ja: "貴社の約定 {id} が一覧にありません。",
  },
  neverAgreed: {
    en: "The list has trade {id} in your name, to which you never agreed.",
    ja: "貴社名義の約定 {id} が一覧にありますが、貴社は合意していません。",
  },
  root: {
    en: "The root of the list is {wanted}, and {found} was fixed.",
    ja: "一覧のルートは {wanted} ですが、確定されたのは {found} です。",
  },
  parties: {
    en: "The parties of the list are {wanted}, and {found} were fixed.",
    ja: "一覧の当事者は {wanted} ですが、確定されたのは {found} です。",
  },
  assets: {
    en: "The assets of the list are {wanted}, and {found} were fixed.",
    ja: "一覧の資産は {wanted} ですが、確定されたのは {found} です。",
  },
  epochs: {
    en: "The terms epochs of the list are {wanted}, and {found} were fixed.",
    ja: "一覧の条件の版は {wanted} ですが、確定されたのは {found} です。",
  },
  vectorCycle: {
    en: "The vector is for cycle {found}, not for {wanted}.",
    ja: "署名対象は回 {found} のもので、{wanted} のものではありません。",
  },
  vectorRoot: {
    en: "The vector is for the list with root {found}; this one has {wanted}.",
    ja: "署名対象のルートは {found} ですが、この一覧は {wanted} です。",
  },
  vectorParty: {
    en: "The vector is that of {found}, not yours ({wanted}).",
    ja: "署名対象は {found} のもので、貴社（{wanted}）のものではありません。",
  },
  vectorAssets: {
    en: "The vector has the assets {found}, and the list {wanted}.",
    ja: "署名対象の資産は {found} ですが、一覧は {wanted} です。",
  },
  vectorEpochs: {
    en: "The vector has the terms epochs {found}, and the list {wanted}.",
    ja: "署名対象の条件の版は {found} ですが、一覧は {wanted} です。",
  },
  noParty: {
    en: "The list has no trade of yours ({party}).",
    ja: "一覧に貴社（{party}）の約定がありません。",
  },
  netCount: {
    en: "The vector has {found} nets, and the list {wanted} assets.",
    ja: "署名対象の差引数は {found} 件ですが、一覧の資産は {wanted} 件です。",
  },
  net: {
    en: "Your net of {asset} is {wanted}, and the vector says {found}.",
    ja: "{asset} の貴社の差引は {wanted} ですが、署名対象では {found} です。",
  },
} satisfies Record<string, Text>;
