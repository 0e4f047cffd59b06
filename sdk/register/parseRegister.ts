import type { z } from "zod";
import { parseJstDate } from "../format/parseJstDate.ts";
import type { Register } from "./Register.ts";
import type { registerSchema } from "./registerJson.ts";

const AMOUNTS = new Set(["chainId", "supply", "units", "held", "frozen", "free"]);

/** A register as it was before it became JSON: amounts as numbers of the chain, dates as days. */
export function parseRegister(json: z.infer<typeof registerSchema>): Register {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    if (AMOUNTS.has(key) && typeof value === "string") return BigInt(value);
    return key === "date" ? parseJstDate(value) : value;
  });
}
