import { type Text, type TradeFile, tradeId } from "../../sdk/index.ts";
import type { Call, Desk, Given, WritePlan } from "../command.ts";
import { tradeIn } from "./tradeIn.ts";

/** A call about the trade in a file. */
export async function tradePlan(
  given: Given,
  desk: Desk,
  call: Pick<Call, "to" | "contract" | "name">,
  about: Text,
  argumentsOf: (file: TradeFile) => readonly unknown[] = ({ trade }) => [trade],
): Promise<WritePlan> {
  const file = await tradeIn(given, desk);
  const id = tradeId(file.trade);
  const said = { en: `${about.en} ${id}`, ja: `約定 ${id}: ${about.ja}` };
  return { title: said, calls: [{ ...call, args: argumentsOf(file), about: said }] };
}

/** The argument of commands about one trade. */
export const TRADE = {
  name: "file",
  about: { en: "the trade", ja: "約定ファイル" },
} as const;
