import { encodeBytes32String, isHexString, randomBytes, toBigInt, ZeroHash } from "ethers";
import type { TradeLegs } from "../encode/tradeTypedData.ts";
import { tradeSchema } from "../files/schemas/tradeSchema.ts";
import { showPath } from "../files/showPath.ts";
import { DAY_SECONDS } from "../format/JstDate.ts";
import { jstDateEnd } from "../format/jstDateEnd.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import type { TradeFile } from "./tradeFile.ts";

/** What a trade is made from. */
export interface NewTradeParameters extends TradeLegs {
  readonly chainId: bigint;
  /** Where DvpSettlement is. */
  readonly dvp: string;
  /** First moment at which it may settle: a Unix second, or a day in Japan (`2027-04-01`) from its begin on. At once if not said. */
  readonly settleFrom?: number | string;
  /** Last moment: a Unix second, or a day in Japan until its end. */
  readonly settleBy: number | string;
  /**
   * Numbers that each party uses once. At random if not said, so that two trades never share one; who counts
   * his trades instead saves gas, since 256 numbers in a row share a slot on the chain.
   */
  readonly sellerNonce?: bigint;
  readonly buyerNonce?: bigint;
  /** The security's terms epoch; 0, that of a class whose terms never changed, if not said. */
  readonly termsEpoch?: number;
  /** The netting cycle that it is for, see `cycleId`; gross if not said. */
  readonly cycle?: string;
  /** Whether it may settle in parts; not if not said. */
  readonly partialAllowed?: boolean;
  /** What both parties call it: up to 31 bytes of text, or 32 bytes as hex. */
  readonly commonReference?: string;
}

/** One fault of a trade that was to be made. */
export interface TradeFault {
  /** The field, such as `trade.units`. */
  readonly field: string;
  readonly message: string;
}

/** A trade cannot be made from what was given. Carries every fault. */
export class TradeRefused extends Error {
  override readonly name = "TradeRefused";
  readonly faults: readonly TradeFault[];

  constructor(faults: readonly TradeFault[]) {
    const lines = faults.map(({ field, message }) => `${field}: ${message}`);
    super(`${lines.join("\n")}\nCorrect this and make the trade anew; nothing was written.`);
    this.faults = faults;
  }
}

export type NewTradeErrors = TradeRefused;

/**
 * A trade that nobody has signed yet.
 *
 * @throws TradeRefused with every fault
 */
export function newTrade({ chainId, dvp, ...given }: NewTradeParameters): TradeFile {
  const { seller, buyer, security, units, cash, amount } = given;
  const plain = {
    apiVersion: 1n,
    kind: "Trade",
    chainId,
    dvp,
    trade: {
      ...{ seller, buyer, security, units: String(units), cash, amount: String(amount) },
      settleFrom: whole(secondOf(given.settleFrom ?? 0, (dayEnd) => dayEnd - DAY_SECONDS)),
      settleBy: whole(secondOf(given.settleBy, (dayEnd) => dayEnd - 1)),
      sellerNonce: String(given.sellerNonce ?? randomNonce()),
      buyerNonce: String(given.buyerNonce ?? randomNonce()),
      termsEpoch: whole(given.termsEpoch ?? 0),
      cycle: given.cycle ?? ZeroHash,
      partialAllowed: given.partialAllowed ?? false,
      commonReference: referenceOf(given.commonReference ?? ZeroHash),
    },
    signatures: {},
  };
  const { data, error } = tradeSchema.safeParse(plain);
  if (data !== undefined) return { ...data, chainId: BigInt(data.chainId) };
  throw new TradeRefused(
    error.issues.map(({ path, message }) => {
      const found = path.reduce<unknown>((value, key) => (value as never)?.[key], plain);
      return { field: showPath(path), message: `expected ${message}, found ${String(found)}` };
    }),
  );
}

/** A number as the reader of files gives it; what is no whole number stays, and is refused there. */
function whole(value: number | string): bigint | number | string {
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

function secondOf(moment: number | string, ofDay: (dayEnd: number) => number): number | string {
  if (typeof moment === "number") return moment;
  try {
    return ofDay(jstDateEnd(parseJstDate(moment)));
  } catch {
    return moment;
  }
}

function referenceOf(reference: string): string {
  if (isHexString(reference, 32)) return reference;
  try {
    return encodeBytes32String(reference);
  } catch {
    return reference;
  }
}

function randomNonce(): bigint {
  return toBigInt(randomBytes(32));
}
