/** Who an investor is: what no chain may know. */
export interface Holder {
  readonly name: string;
  readonly address: string;
  /** The units belong to the property of a trust. */
  readonly trust?: boolean;
}

/**
 * Names and addresses by investor number as decimal digits; of contracts, and of creditors without a pass,
 * by wallet.
 */
export type Holders = ReadonlyMap<string, Holder>;
