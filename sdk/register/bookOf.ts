import type { JstDate } from "../format/JstDate.ts";
import type { BookHeading } from "./bookHeading.ts";
import type { Holder, Holders } from "./Holder.ts";
import type { Register, RegisterHold, RegisterInvestor } from "./Register.ts";

/** Units of one holder acquired on one day. */
export interface BookLot {
  readonly date: JstDate;
  readonly units: bigint;
  /** Yen of face, of a bond. */
  readonly amount?: bigint;
}

/** A pledge or an attachment on a holder's units. */
export interface BookEncumbrance {
  readonly purpose: "pledge" | "attachment";
  readonly date: JstDate;
  readonly units: bigint;
  /** The creditor's wallet. */
  readonly wallet?: string;
  readonly investor?: number;
  readonly name?: string;
  readonly address?: string;
}

/** One holder. */
export interface BookRow {
  /** From 1. */
  readonly number: number;
  /** Undefined for a contract with a system pass. */
  readonly investor?: number;
  /** Undefined if nobody entered it. */
  readonly name?: string;
  readonly address?: string;
  readonly trust: boolean;
  readonly units: bigint;
  readonly amount?: bigint;
  /** Oldest first; they sum to the units. */
  readonly lots: readonly BookLot[];
  readonly encumbrances: readonly BookEncumbrance[];
  readonly held: bigint;
  readonly frozen: bigint;
  readonly free: bigint;
  readonly wallets: readonly string[];
}

/** A register as one of the law's three books. */
export interface Book {
  readonly heading: BookHeading;
  readonly register: Omit<Register, "investors">;
  readonly rows: readonly BookRow[];
  /** Rows for which nobody entered a name. */
  readonly nameless: number;
}

/**
 * A register with the names that go with it, in the form of which its documents are made: figures from the
 * chain, names and addresses from the local file.
 *
 * @param holders names by number; without them the book has none
 */
export function bookOf(
  { investors, ...register }: Register,
  heading: BookHeading,
  holders: Holders = new Map(),
): Book {
  const rows = investors.map((investor, index) => rowOf(investor, index + 1, heading, holders));
  const nameless = rows.filter(({ name }) => name === undefined).length;
  return { heading, register, rows, nameless };
}

function rowOf(
  { investor, units, held, frozen, free, wallets }: RegisterInvestor,
  number: number,
  { face }: BookHeading,
  holders: Holders,
): BookRow {
  const who = named(holders, investor, wallets[0]?.wallet);
  const byDate = new Map<JstDate, bigint>();
  for (const lot of wallets.flatMap(({ lots }) => lots)) {
    byDate.set(lot.date, (byDate.get(lot.date) ?? 0n) + lot.units);
  }
  const amount = (of: bigint) => (face === undefined ? {} : { amount: of * face });
  return {
    number,
    ...(investor === undefined ? {} : { investor }),
    ...(who === undefined ? {} : { name: who.name, address: who.address }),
    trust: who?.trust ?? false,
    units,
    ...amount(units),
    lots: [...byDate]
      .sort(([one], [other]) => one - other)
      .map(([date, of]) => ({ date, units: of, ...amount(of) })),
    encumbrances: wallets.flatMap(({ holds }) =>
      holds.flatMap((hold) => encumbranceOf(hold, holders)),
    ),
    ...{ held, frozen, free },
    wallets: wallets.map(({ wallet }) => wallet),
  };
}

function encumbranceOf(
  { purpose, date, units, creditor, creditorInvestor }: RegisterHold,
  holders: Holders,
): BookEncumbrance[] {
  if (purpose !== "pledge" && purpose !== "attachment") return [];
  const who = named(holders, creditorInvestor, creditor);
  return [
    {
      purpose,
      date,
      units,
      ...(creditor === undefined ? {} : { wallet: creditor }),
      ...(creditorInvestor === undefined ? {} : { investor: creditorInvestor }),
      ...(who === undefined ? {} : { name: who.name, address: who.address }),
    },
  ];
}

function named(
  holders: Holders,
  investor: number | undefined,
  wallet: string | undefined,
): Holder | undefined {
  return holders.get(investor === undefined ? (wallet ?? "") : String(investor));
}
