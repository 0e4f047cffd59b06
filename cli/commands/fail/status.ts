import { z } from "zod";
import { Fails__factory, formatDate, formatYen, tradeId } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { TRADE } from "../../desk/tradeCall.ts";
import { tradeIn } from "../../desk/tradeIn.ts";

const amount = z.string().regex(/^\d+$/);

/** What a late trade cost so far, and who owes it. */
export const failStatus: ReadCommand = {
  kind: "read",
  path: "fail status",
  about: {
    en: "days of a late trade, what is due from each side, and what was collected",
    ja: "フェイル・資金不足の日数、未払額と徴収済額",
  },
  example: "fail status trade.json",
  arguments: [TRADE],
  result: z.strictObject({
    ...{ id: z.string(), failDays: z.number(), defaultDays: z.number() },
    lastDay: z.string().nullable(),
    ...{ dueFromSeller: amount, dueFromBuyer: amount, buyInDebt: amount },
    ...{ paidBySeller: amount, paidByBuyer: amount },
    /** Millionths a year; 0 where none was agreed. */
    lateInterest: z.number(),
  }),
  async run(given, desk) {
    const { trade } = await tradeIn(given, desk);
    const id = tradeId(trade);
    const fails = Fails__factory.connect(desk.platform.fails, desk.provider);
    const [late, [dueFromSeller, dueFromBuyer], { agreed }] = await Promise.all([
      fails.lateOf(id),
      fails.dueOf(id),
      fails.lateInterestOf(id),
    ]);
    const { failDays, defaultDays, buyInDebt, paidBySeller, paidByBuyer } = late;
    const day = late.lastDay === 0n ? undefined : Number(late.lastDay);
    const due = [dueFromSeller, dueFromBuyer].map(formatYen);
    return {
      value: {
        ...{ id, failDays: Number(failDays), defaultDays: Number(defaultDays) },
        lastDay: day === undefined ? null : formatDate(day, "en"),
        ...{ dueFromSeller, dueFromBuyer, buyInDebt, paidBySeller, paidByBuyer },
        lateInterest: Number(agreed),
      },
      lines: [
        given.lang === "ja"
          ? `${id}: フェイル ${failDays} 日、資金不足 ${defaultDays} 日、売方の未払い ${due[0]}、買方の未払い ${due[1]}`
          : `${id}: ${failDays} days failed, ${defaultDays} without cash; due from the seller ${due[0]}, from the buyer ${due[1]}`,
      ],
    };
  },
};
