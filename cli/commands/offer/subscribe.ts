import { z } from "zod";
import { formatYen, Offering__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { payIn } from "../../desk/payIn.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf } from "../../inputs.ts";
import { TERMS } from "./options.ts";

/** Subscribes: the investor's yen are held until they are issued against or free again. */
export const offerSubscribe: WriteCommand = {
  kind: "write",
  path: "offer subscribe",
  about: {
    en: "subscribe for units (申込み): the yen for them are held (investor)",
    ja: "募集に申込み(代金の円を拘束、投資家)",
  },
  example: "offer subscribe offer.json --units 10 --signer env:INVESTOR_KEY",
  arguments: [TERMS],
  options: [{ flags: "--units <number>", about: { en: "how many", ja: "数量" }, required: true }],
  result: writtenWith(z.strictObject({ entries: z.array(z.number()) })),
  async plan(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const { platform, provider } = desk;
    const units = amountOf(given, "units");
    const yen = units * terms.price;
    const to = platform.offering;
    const contract = Offering__factory.connect(to, provider);
    const name = { en: "the offering", ja: "募集コントラクト" };
    const sender = await senderOf(given, desk);
    const { calls, notes } = await payIn(desk, sender, yen, { at: to, name });
    const about = {
      en: `subscribe for ${units} units of ${classCode}, for ${formatYen(yen)}`,
      ja: `${classCode} ${units} 口を ${formatYen(yen)} で申込み`,
    };
    return {
      ...{ title: about, notes },
      calls: [...calls, { to, contract, name: "subscribe", args: [terms, units], about }],
      async after(hashes) {
        const receipts = await Promise.all(
          hashes.map((hash) => provider.getTransactionReceipt(hash)),
        );
        const entries = receipts
          .flatMap((receipt) => receipt?.logs ?? [])
          .filter(({ address }) => address.toLowerCase() === to.toLowerCase())
          .flatMap((log) => {
            const event = contract.interface.parseLog(log);
            return event?.name === "UnitsSubscribed" ? [Number(event.args.entry)] : [];
          });
        return {
          value: { entries },
          lines: entries.map((entry) =>
            given.lang === "ja" ? `申込番号 ${entry}` : `entry ${entry}`,
          ),
        };
      },
    };
  },
};
