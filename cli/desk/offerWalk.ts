import { z } from "zod";
import { formatYen, OFFERING_PHASES, Offering__factory, offeringId } from "../../sdk/index.ts";
import type { Call, Desk, Given, WritePlan } from "../command.ts";
import { EXIT } from "../exit.ts";
import { amountOf, maybe } from "../inputs.ts";
import { amountSchema } from "../json.ts";
import { offeringIn } from "./termsIn.ts";

/** Entries of one transaction, unless another number is asked for. */
const MOST_ENTRIES = 40n;

const WAYS = {
  issue: {
    over: "issued",
    title: { en: "issue the offering of", ja: "の募集を払込みと引換えに発行" },
    row: { en: "issue entries", ja: "発行" },
  },
  refund: {
    over: "refunded",
    title: { en: "refund the offering of", ja: "の募集の代金を返還" },
    row: { en: "free the yen of entries", ja: "返還" },
  },
} as const;

/** What becomes of them; of one that was over before, no figures. */
export const walkedSchema = z.strictObject({
  phase: z.enum(OFFERING_PHASES),
  issued: amountSchema.optional(),
  paid: amountSchema.optional(),
  refused: z.number().optional(),
});

/** The calls that bring an offering's entries to their end, in chunks, one way or the other. */
export async function walkPlan(
  given: Given,
  desk: Desk,
  way: "issue" | "refund",
): Promise<WritePlan> {
  const { classCode, terms } = await offeringIn(given, desk);
  const { platform, provider } = desk;
  const to = platform.offering;
  const contract = Offering__factory.connect(to, provider);
  const id = offeringId(terms);
  const { phase, next, entryCount } = await contract.accountOf(id);
  const { over, title: said, row } = WAYS[way];
  const title = { en: `${said.en} ${classCode}`, ja: `${classCode} ${said.ja}` };
  if (OFFERING_PHASES[Number(phase)] === over) {
    const lines = [given.lang === "ja" ? "完了しています。" : "It is done."];
    return { title, calls: [], found: { value: { phase: over }, lines } };
  }
  const most = maybe(given, "most") === undefined ? MOST_ENTRIES : amountOf(given, "most");
  const calls: Call[] = [];
  let first = next;
  // Of an offering without entries there is still the end to note.
  do {
    const last = first + most < entryCount ? first + most : entryCount;
    const range = `${first}–${last === first ? first : last - 1n}`;
    const about = {
      en: `${row.en} ${range} of ${classCode}`,
      ja: `${classCode} 申込み ${range} を${row.ja}`,
    };
    calls.push({ to, contract, name: way, args: [terms, most], about });
    first = last;
  } while (first < entryCount);
  return {
    title,
    calls,
    async after() {
      const account = await contract.accountOf(id);
      const { issued, paid, refused } = account;
      const now = OFFERING_PHASES[Number(account.phase)] ?? "none";
      return {
        value: { phase: now, issued, paid, refused: Number(refused) },
        lines: [
          given.lang === "ja"
            ? `${now}: ${issued} 口発行、払込 ${formatYen(paid)}、不可 ${refused} 件`
            : `${now}: ${issued} units issued for ${formatYen(paid)}, ${refused} entries refused`,
        ],
        ...(refused > 0n ? { exit: EXIT.no } : {}),
      };
    },
  };
}
