import { z } from "zod";
import { printed } from "./bookJson.ts";
import type { Register } from "./Register.ts";

const whole = z.string().regex(/^(0|[1-9]\d*)$/);
const count = z.int().nonnegative();
const date = z.iso.date();
const wallet = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const amounts = { units: whole, held: whole, frozen: whole, free: whole };

/** What the JSON of a register holds; see `Register`. Amounts are decimal digits as text. */
export const registerSchema = z.strictObject({
  chainId: whole,
  ...{ token: wallet, pass: wallet },
  block: count,
  blockHash: hash,
  timestamp: count,
  supply: whole,
  investors: z.array(
    z.strictObject({
      investor: count.optional(),
      ...amounts,
      wallets: z.array(
        z.strictObject({
          wallet,
          ...amounts,
          stopped: z.boolean(),
          lots: z.array(z.strictObject({ block: count, date, units: whole })),
          holds: z.array(
            z.strictObject({
              id: hash,
              purpose: z.enum(["trade", "pledge", "attachment", "lock-up", "redemption"]),
              units: whole,
              creditor: wallet.optional(),
              creditorInvestor: count.optional(),
              executor: wallet.optional(),
              payee: wallet.optional(),
              until: count.optional(),
              block: count,
              date,
            }),
          ),
        }),
      ),
    }),
  ),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A register for programs, by `registerSchema`. */
export function registerJson(register: Register): string {
  return `${JSON.stringify(register, printed, 2)}\n`;
}
