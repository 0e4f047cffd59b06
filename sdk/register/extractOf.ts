import type { BookHeading } from "./bookHeading.ts";
import { type Book, type BookRow, bookOf } from "./bookOf.ts";
import type { Holders } from "./Holder.ts";
import type { Register } from "./Register.ts";

/** The register has no such holder. */
export class HolderNotFound extends Error {
  override readonly name = "HolderNotFound";

  constructor(holder: number | string, block: number) {
    super(
      `${typeof holder === "number" ? `Investor ${holder}` : holder} has no units at block ${block}. ` +
        `Check the number, or ask for a day on which there were some.`,
    );
  }
}

/** What the register says of one holder, for him alone: the book with one row. */
export interface Extract extends Book {
  readonly rows: readonly [BookRow];
  readonly isExtract: true;
}

export type ExtractOfErrors = HolderNotFound;

/**
 * What the law lets a holder ask for in writing (会社法122条, 682条; 信託法187条): his own row of the
 * book, without anybody else's figures.
 *
 * @param holder the investor's number; of a contract with a system pass its wallet
 * @throws HolderNotFound if the holder has no units
 */
export function extractOf(
  register: Register,
  holder: number | string,
  heading: BookHeading,
  holders?: Holders,
): Extract {
  const book = bookOf(register, heading, holders);
  const row = book.rows.find(({ investor, wallets }) =>
    typeof holder === "number"
      ? investor === holder
      : investor === undefined && wallets[0]?.toLowerCase() === holder.toLowerCase(),
  );
  if (row === undefined) throw new HolderNotFound(holder, register.block);
  const nameless = row.name === undefined ? 1 : 0;
  return { ...book, rows: [{ ...row, number: 1 }], nameless, isExtract: true };
}
