import { z } from "zod";
import { ISecurityToken__factory, type Lang, say, type Text } from "../../sdk/index.ts";
import type { Answer, Desk } from "../command.ts";
import { amountSchema } from "../json.ts";

const HELD: Text = { en: "hold {id}: {units} units", ja: "拘束 {id}: {units} 口" };

/** The holds that transactions placed, in JSON. */
export const encumberedSchema = z.strictObject({
  holds: z.array(z.strictObject({ id: z.string(), wallet: z.string(), units: amountSchema })),
});

/** Which holds transactions placed on units of a class. */
export async function encumbered(
  { provider }: Desk,
  token: string,
  hashes: readonly string[],
  lang: Lang,
): Promise<Answer> {
  const { interface: events } = ISecurityToken__factory.connect(token, provider);
  const receipts = await Promise.all(hashes.map((hash) => provider.getTransactionReceipt(hash)));
  const holds = receipts
    .flatMap((receipt) => receipt?.logs ?? [])
    .filter(({ address }) => address.toLowerCase() === token.toLowerCase())
    .flatMap((log) => {
      const event = events.parseLog(log);
      if (event?.name !== "HoldPlaced") return [];
      const { id, holder, units } = event.args;
      return [{ id: String(id), wallet: String(holder), units: BigInt(units) }];
    });
  return {
    value: { holds },
    lines: holds.map(({ id, units }) => say(HELD, lang, { id, units })),
  };
}
