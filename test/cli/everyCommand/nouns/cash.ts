import { HASH_LOCK, SECRET } from "../../../settlement/support/paidElsewhere.ts";
import { reinstated, suspended } from "../../../support/lists.ts";
import { known, reserved } from "../../cash/payments.ts";
import { done } from "../done.ts";
import { everyRow } from "../everyRow.ts";

type Known = Awaited<ReturnType<typeof known>>;

const instruct = (w: Known) => ["cash", "instruct", w.file, ...w.signer(w.buyer)];

/** What two attestors say of a payment, in files. */
async function paid(w: Known): Promise<readonly string[]> {
  await done(w, instruct(w));
  const files: string[] = [];
  for (const key of w.attestors.slice(0, 2)) files.push(await w.signed(key, "paid"));
  return files;
}

const before = everyRow(known, {
  "cash reserve": {
    good: (w) => ({ words: [w.file, "--lock", HASH_LOCK, ...w.signer(w.seller)] }),
    bad: (w) => ({
      words: [w.file, "--lock", "sesame", ...w.signer(w.seller)],
      ...{ name: "ArgumentRefused", says: "--lock is a SHA-256" },
    }),
  },
});

const under = everyRow(() => reserved(), {
  "cash instruct": {
    good: (w) => ({ words: [w.file, ...w.signer(w.buyer)] }),
    bad: async (w) => {
      await done(w, instruct(w));
      return {
        words: [w.file, ...w.signer(w.buyer)],
        ...{ name: "ContractRefusal", code: "WrongPhase", says: "Look up where the trade stands" },
      };
    },
  },
  "cash sign": {
    good: async (w) => {
      await done(w, instruct(w));
      return {
        words: [
          ...[w.file, "--is", "paid", "--reference", "ORDER-7", "--to", w.at("paid.json")],
          ...w.signer(w.attestors[0]!),
        ],
      };
    },
    bad: (w) => ({
      words: [
        ...[w.file, "--is", "perhaps", "--reference", "ORDER-7", "--to", w.at("paid.json")],
        ...w.signer(w.attestors[0]!),
      ],
      ...{ name: "ArgumentRefused", says: "rejected" },
    }),
  },
  "cash finish": {
    isAnybodys: true,
    good: async (w) => ({ words: [w.file, ...(await paid(w)), ...w.signer(w.relayer)] }),
    bad: async (w) => ({
      words: [w.file, (await paid(w))[0]!, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "QuorumMissing", says: "2" },
    }),
  },
  "cash deliver": {
    isAnybodys: true,
    good: async (w) => {
      const files = await paid(w);
      await suspended(w, w.buyer);
      await done(w, ["cash", "finish", w.file, ...files, ...w.signer(w.relayer)]);
      await reinstated(w, [w.buyer]);
      return { words: [w.file, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "WrongPhase", says: "Look up where the trade stands" },
    }),
  },
  "cash release": {
    isAnybodys: true,
    good: async (w) => {
      await w.networkHelpers.time.increaseTo(w.trade.settleBy + 1);
      return { words: [w.file, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "NotYet", says: "from" },
    }),
  },
  "cash status": {
    good: (w) => ({ words: [w.file], exit: 3 }),
    bad: (w) => ({ words: [w.at("none.json")], ...{ name: "FileNotFound", says: "none.json" } }),
  },
});

const locked = everyRow(() => reserved("--lock", HASH_LOCK), {
  "cash open": {
    isAnybodys: true,
    good: async (w) => {
      await done(w, instruct(w));
      return { words: [w.file, "--secret", SECRET, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, "--secret", "sesame", ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "--secret is 0x and 64 digits" },
    }),
  },
});

export const cashRows = [before, under, locked];
