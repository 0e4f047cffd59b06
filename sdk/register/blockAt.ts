import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import { jstDateEnd } from "../format/jstDateEnd.ts";
import { nodeBlock } from "./nodeBlock.ts";
import type { NodeBlock, Rpc } from "./Rpc.ts";

/** No block says yet that the day is over: one more may belong to it. */
export class DayNotOver extends Error {
  override readonly name = "DayNotOver";

  constructor(date: JstDate, head: number) {
    super(
      `${formatDate(date, "en")} is not over on this chain, whose last block is ${head}. ` +
        `Wait for a block after 24:00 in Japan, or ask for the latest block.`,
    );
  }
}

/** The chain, or the class on it, began later. */
export class DayTooEarly extends Error {
  override readonly name = "DayTooEarly";

  constructor(date: JstDate, first: number) {
    super(
      `${formatDate(date, "en")} ended before block ${first}, from which the register is built. ` +
        `Ask for a later day.`,
    );
  }
}

/** At the end of a block, of a day in Japan, or now. */
export type RegisterMoment =
  | { readonly block: number }
  | { readonly date: JstDate }
  | "latest"
  | undefined;

export type BlockAtErrors = DayNotOver | DayTooEarly;

/**
 * The block whose end a register shows: of a date, the last one whose time is before 24:00 in Japan.
 *
 * @param fromBlock the first that may be answered
 * @throws DayNotOver, DayTooEarly, BlockUnknown
 */
export async function blockAt(
  provider: Rpc,
  at: RegisterMoment,
  fromBlock: number,
): Promise<NodeBlock> {
  if (at === undefined || at === "latest") return await nodeBlock(provider, "latest");
  if ("block" in at) return await nodeBlock(provider, at.block);
  const end = jstDateEnd(at.date);
  const head = await nodeBlock(provider, "latest");
  if (head.timestamp < end) throw new DayNotOver(at.date, head.number);
  let found = await nodeBlock(provider, fromBlock);
  if (found.timestamp >= end) throw new DayTooEarly(at.date, fromBlock);
  let after = head.number;
  // Of the day or before: found. Of a later day: after.
  while (after - found.number > 1) {
    const middle = await nodeBlock(provider, found.number + Math.floor((after - found.number) / 2));
    if (middle.timestamp < end) found = middle;
    else after = middle.number;
  }
  return found;
}
