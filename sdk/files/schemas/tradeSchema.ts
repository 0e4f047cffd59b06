import { LAST_JST_DATE } from "../../format/JstDate.ts";
import { jstDateEnd } from "../../format/jstDateEnd.ts";
import {
  address,
  apiVersion,
  bytes,
  bytes32,
  count,
  decimal,
  flag,
  MAX_UNITS,
  map,
  word,
} from "./fields.ts";

const MAX_256 = 2n ** 256n - 1n;
const MAX_EPOCH = 2 ** 16 - 1;
const MAX_CHAIN_ID = Number.MAX_SAFE_INTEGER;
/** The last second that a date in Japan can be told of. */
const LAST_SECOND = jstDateEnd(LAST_JST_DATE) - 1;

const trade = map("what both parties agree on", {
  seller: address("who gives units"),
  buyer: address("who gives cash"),
  security: address("the class"),
  units: decimal("units of the class", 1n, MAX_UNITS),
  cash: address("the cash token"),
  amount: decimal("of the cash token, in its smallest unit", 1n, MAX_256),
  settleFrom: count("first Unix second at which it may settle; 0 for at once", 0, LAST_SECOND),
  settleBy: count("last Unix second at which it may settle", 1, LAST_SECOND),
  sellerNonce: decimal("a number that the seller uses once", 0n, MAX_256),
  buyerNonce: decimal("a number that the buyer uses once", 0n, MAX_256),
  termsEpoch: count("the class's terms epoch", 0, MAX_EPOCH),
  cycle: bytes32("the netting cycle that it is for; zeros for gross"),
  partialAllowed: flag("whether it may settle in parts"),
  commonReference: bytes32("what both parties call it; zeros for nothing"),
}).superRefine(
  ({ seller, buyer, security, cash, settleFrom, settleBy }, context) => {
    const fault = (field: string, message: string) =>
      context.addIssue({ code: "custom", message, path: [field] });
    if (seller !== undefined && seller === buyer) fault("buyer", "another party than the seller");
    if (security !== undefined && security === cash) fault("cash", "another token than the class");
    if (settleFrom > settleBy) fault("settleBy", `${settleFrom} or later, as settleFrom says`);
  },
  // Also when another field is faulty, so that all findings come at once.
  { when: ({ value }) => typeof value === "object" && value !== null },
);

/** The form of a trade's file. */
export const tradeSchema = map("a trade", {
  apiVersion: apiVersion(),
  kind: word("what the file describes", ["Trade"]),
  chainId: count("the chain's id", 1, MAX_CHAIN_ID),
  dvp: address("the DvP settlement contract"),
  trade,
  signatures: map("what the parties signed so far", {
    seller: bytes("the seller's signature").exactOptional(),
    buyer: bytes("the buyer's signature").exactOptional(),
  }),
});
