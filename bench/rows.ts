/** One line of the comparison. */
export interface Row {
  /** The bar of which it is the figure, or an id of its own with the bar in `ours`. */
  readonly id: string;
  /** The bar with our figure, where that is not the row's own. */
  readonly ours?: string;
  /** What it is, where bench/bars.json does not say it. */
  readonly what?: string;
  /** The peers' figure that is set against ours, where it has another name. */
  readonly against?: string;
  /** The run fails when a peer that is no floor is cheaper. */
  readonly leads?: true;
  /** Why a peer may be cheaper: what it does not do. Asked for whenever one is. */
  readonly reasons?: Readonly<Record<string, string>>;
}

const NO_CHECKS =
  "a floor: it asks neither who gives nor who receives, and has no pause, freeze, hold, record date or cap";
const ONE_ORDER =
  "an agent's key writes one number: no reason, no document, no number of the order";

/** The rows in the order of the page. Rows of bars that no peer has are added behind. */
export const ROWS: readonly Row[] = [
  {
    ...{ id: "transfer", leads: true },
    reasons: { openZeppelin: NO_CHECKS, solady: NO_CHECKS },
  },
  {
    id: "transferFrom",
    reasons: { openZeppelin: NO_CHECKS, solady: NO_CHECKS },
  },
  {
    ...{ id: "yenTransfer", leads: true },
    reasons: { openZeppelin: NO_CHECKS, solady: NO_CHECKS },
  },
  { id: "transferEnrolledNewHolder" },
  {
    id: "transferFirstReceipt",
    against: "transferEnrolledNewHolder",
    reasons: {
      openZeppelin: `${NO_CHECKS}; ours also reads his pass and writes him into the class, once`,
      solady: `${NO_CHECKS}; ours also reads his pass and writes him into the class, once`,
    },
  },
  { ...{ id: "newClass", leads: true } },
  { ...{ id: "transferAfterRecordDate", leads: true } },
  { ...{ id: "transferAfterRecordDateOthers", leads: true } },
  { ...{ id: "batchTransfer", leads: true } },
  { ...{ id: "dvpSigned", leads: true } },
  {
    ...{ id: "dvpOneSignature", ours: "dvpSigned" },
    what: "DvP in which one party signs and the other one sends; ours asks for both signatures and lets anyone send",
    reasons: {
      airSwap:
        "its tokens have no rules, and it checks one signature instead of two: the buyer must hold gas and send it himself",
      airSwapOverKessai:
        "our rules are asked for both assets; it checks one signature instead of two: the buyer must hold gas and send it himself",
    },
  },
  { ...{ id: "dvpBatch100", leads: true } },
  { id: "dvpMatched" },
  { ...{ id: "netCycle2000", against: "dvpBatch100", leads: true } },
  { id: "passGrant" },
  { id: "passGrantWithWord" },
  { id: "passGrantBatch", against: "passGrant" },
  {
    id: "revokeFiveClasses",
    reasons: {
      tRex: "its registry forgets the investor as a receiver; he goes on selling, and each transfer asks the registry for it. Ours ends him on both sides, in five classes, at once",
      tRexClaim: "as T-REX, bare",
      tRexModules: "as T-REX, bare",
    },
  },
  {
    id: "freezeUnits",
    reasons: { tRex: ONE_ORDER, tRexClaim: ONE_ORDER, tRexModules: ONE_ORDER },
  },
  {
    id: "freezeWallet",
    reasons: { tRex: ONE_ORDER, tRexClaim: ONE_ORDER, tRexModules: ONE_ORDER },
  },
  { id: "forcedTransfer" },
];
