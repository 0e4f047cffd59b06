import type { JstDate } from "../format/JstDate.ts";

/** Units that came in together: what is left of them. */
export interface RegisterLot {
  readonly block: number;
  /** In Japan. */
  readonly date: JstDate;
  readonly units: bigint;
}

export type RegisterHoldPurpose = "trade" | "pledge" | "attachment" | "lock-up" | "redemption";

/** Units promised or encumbered on their owner's account. */
export interface RegisterHold {
  readonly id: string;
  readonly purpose: RegisterHoldPurpose;
  readonly units: bigint;
  /** The pledgee or attaching creditor whom the registrar named. */
  readonly creditor?: string;
  /** His number at KycPass, if he has one. */
  readonly creditorInvestor?: number;
  /** Who may move the units out of it. */
  readonly executor?: string;
  /** To whom what the units earn is paid. */
  readonly payee?: string;
  /** Last Unix second of it, if it ends by time. */
  readonly until?: number;
  readonly block: number;
  readonly date: JstDate;
}

/** Units by what may be done with them. */
export interface RegisterAmounts {
  readonly units: bigint;
  readonly held: bigint;
  /** As ordered: may be more than there is. */
  readonly frozen: bigint;
  /** Neither held nor frozen. */
  readonly free: bigint;
}

export interface RegisterWallet extends RegisterAmounts {
  readonly wallet: string;
  /** An order stops the whole wallet. */
  readonly stopped: boolean;
  /** Oldest first; they sum to the units. */
  readonly lots: readonly RegisterLot[];
  /** Oldest first; they sum to what is held. */
  readonly holds: readonly RegisterHold[];
}

/** One holder: an investor with all wallets, or a contract with a system pass. */
export interface RegisterInvestor extends RegisterAmounts {
  /** The number at KycPass; undefined for a contract with a system pass. */
  readonly investor?: number;
  /** In ascending order; only those with units. */
  readonly wallets: readonly RegisterWallet[];
}

/** The holders of a class at the end of a block. */
export interface Register {
  readonly chainId: bigint;
  /** The class. */
  readonly token: string;
  readonly pass: string;
  readonly block: number;
  readonly blockHash: string;
  /** Of the block, in Unix seconds. */
  readonly timestamp: number;
  readonly supply: bigint;
  /** By number; contracts last, by address. */
  readonly investors: readonly RegisterInvestor[];
  /** SHA-256 over the canonical JSON of all the above, see {@link registerDigest}. */
  readonly digest: string;
}
