import { AMOUNT } from "../../../settlement/support/tradeAgreed.ts";
import { ready } from "../../fail/fails.ts";
import { everyRow } from "../everyRow.ts";

type Late = Awaited<ReturnType<typeof ready>>;

/** What the buyer bought elsewhere, for more. */
async function replacement(w: Late): Promise<string> {
  const dearer = await w.replaced(w.made, { amount: AMOUNT + 1_000n });
  return await w.fileOf("replacement.json", dearer.trade);
}

export const failRows = everyRow(ready, {
  "fail mark": {
    isAnybodys: true,
    good: async (w) => {
      await w.has("seller", false);
      await w.atCutOff(0);
      return { words: [w.file, ...w.signer(w.relayer)] };
    },
    bad: async (w) => {
      await w.has("seller", false);
      return {
        words: [w.file, ...w.signer(w.relayer)],
        ...{
          name: "ContractRefusal",
          code: "NotLateYet",
          says: "come back after the next cut-off",
        },
      };
    },
  },
  "fail collect": {
    isAnybodys: true,
    good: async (w) => {
      await w.marked(w.made, "seller", 1);
      return { words: [w.file, "--from", "seller", ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, "--from", "buyer", ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "NothingDue", says: "due" },
    }),
  },
  "fail buy-in": {
    good: async (w) => {
      await w.marked(w.made, "seller", 3);
      return { words: [w.file, await replacement(w), ...w.signer(w.buyer)] };
    },
    bad: async (w) => ({
      words: [w.file, await replacement(w), ...w.signer(w.buyer)],
      ...{ name: "ContractRefusal", code: "TooFewDays", says: "Have each further late day marked" },
    }),
  },
  "fail interest": {
    good: (w) => ({ words: [w.file, "--rate", "２.5", ...w.signer(w.seller)] }),
    bad: (w) => ({
      words: [w.file, "--rate", "five", ...w.signer(w.seller)],
      ...{ name: "ArgumentRefused", says: "per cent" },
    }),
  },
  "fail cancel": {
    good: async (w) => {
      await w.marked(w.made, "buyer", 2);
      return { words: [w.file, ...w.signer(w.seller)] };
    },
    bad: async (w) => {
      await w.marked(w.made, "buyer", 2);
      return {
        words: [w.file, ...w.signer(w.buyer)],
        ...{ name: "ContractRefusal", code: "NotForTheParty", says: "part" },
      };
    },
  },
  "fail status": {
    good: async (w) => {
      await w.marked(w.made, "seller", 1);
      return { words: [w.file] };
    },
    bad: (w) => ({ words: [w.at("none.json")], ...{ name: "FileNotFound", says: "none.json" } }),
  },
});
