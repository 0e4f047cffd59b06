import { z } from "zod";
import { IKycPass__factory, readable, readPassStatus, say, type Text } from "../../sdk/index.ts";
import type { Desk, Given, WritePlan } from "../command.ts";
import { addressOf, codeOf } from "../inputs.ts";

/** A wallet and the status of its pass, in JSON. */
export const guardedSchema = z.strictObject({ wallet: z.string(), status: z.string() });

/** What a pass guardian orders of one wallet's pass, at once, and what its pass is afterwards. */
export async function guardianPlan(
  given: Given,
  desk: Desk,
  name: "suspend" | "revoke" | "veto",
  what: Text,
): Promise<WritePlan> {
  const [wallet, reason] = [addressOf(given, "wallet"), codeOf(given, "reason")];
  const contract = IKycPass__factory.connect(desk.platform.pass, desk.provider);
  const values = { wallet, reason: readable(reason) };
  const about = { en: say(what, "en", values), ja: say(what, "ja", values) };
  return {
    title: about,
    calls: [{ to: desk.platform.pass, contract, name, args: [wallet, reason], about }],
    async after() {
      const status = await readPassStatus(desk.provider, desk.platform.pass, wallet);
      return { value: { wallet, status }, lines: [`${wallet}: ${status}`] };
    },
  };
}
