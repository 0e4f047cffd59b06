const TRADE_ID = /^0x[0-9a-fA-F]{64}$/;
/** Whole bytes that fit the 35 characters of an ISO 20022 identification. */
const DIGITS = 34;

/** A text that is no trade's id. */
export class TradeIdRefused extends Error {
  override readonly name = "TradeIdRefused";
  readonly given: string;

  constructor(given: string) {
    super(
      `${JSON.stringify(given)} is not a trade's id: give 0x and 64 hexadecimal digits, as the trade's events do.`,
    );
    this.given = given;
  }
}

/** An end-to-end id of none of the trades given, or of more than one. */
export class EndToEndIdUnknown extends Error {
  override readonly name = "EndToEndIdUnknown";
  readonly given: string;

  constructor(given: string, found: number) {
    super(
      `${JSON.stringify(given)} is the end-to-end id of ${found} of the trades given: it must be of one. ` +
        `Compare the trade's full id, which the payment carries as remittance information.`,
    );
    this.given = given;
  }
}

export type EndToEndIdErrors = TradeIdRefused;
export type TradeOfEndToEndIdErrors = TradeIdRefused | EndToEndIdUnknown;

/**
 * How a payment names its trade in the 35 characters that ISO 20022 gives an end-to-end id: the first 34
 * hexadecimal digits of the trade's id (17 of its 32 bytes), in capitals, without 0x. What a bank reports back
 * by it is found among the trades that wait ({@link tradeOfEndToEndId}); the full id goes beside it, as
 * remittance information.
 *
 * @param tradeId 32 bytes as hex
 * @throws TradeIdRefused
 */
export function endToEndId(tradeId: string): string {
  if (!TRADE_ID.test(tradeId)) throw new TradeIdRefused(tradeId);
  return tradeId.slice(2, 2 + DIGITS).toUpperCase();
}

/**
 * The trade that an end-to-end id names.
 *
 * @param reference as a bank reports it; capitals or not
 * @param tradeIds the trades that wait for a payment
 * @throws TradeIdRefused; EndToEndIdUnknown if it is of none of them, or of two
 */
export function tradeOfEndToEndId(reference: string, tradeIds: readonly string[]): string {
  const wanted = reference.trim().toUpperCase();
  const found = tradeIds.filter((tradeId) => endToEndId(tradeId) === wanted);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new EndToEndIdUnknown(reference, found.length);
  return only;
}
