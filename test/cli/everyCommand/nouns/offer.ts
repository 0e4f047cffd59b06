import { readFile, writeFile } from "node:fs/promises";
import { CLASS_FILE, offered, subscribed } from "../../offer/offers.ts";
import { done } from "../done.ts";
import { everyRow, KEYS } from "../everyRow.ts";

type Offered = Awaited<ReturnType<typeof offered>>;
type Subscribed = Awaited<ReturnType<typeof subscribed>>;

const SALT = { SALT: "a secret of the desk" };

async function planned(w: Offered): Promise<string> {
  await done(w, ["offer", "plan", w.plan, ...CLASS_FILE, "--out", w.file]);
  return w.file;
}

/** A list of two persons at most, and a table of two. */
async function listed(w: Offered): Promise<readonly string[]> {
  const { result } = await done(w, [
    ...["offer", "list", "--class", "SBI-ST-1", "--name", "BONDS", "--most", "2"],
    ...["--days", "93", ...w.signer(w.registrar)],
  ]);
  await writeFile(w.at("persons.csv"), "顧客番号\r\nC-1\r\nC-2\r\n");
  return [w.at("persons.csv"), "--list", result.list, "--secret", "SALT"];
}

const before = everyRow(offered, {
  "offer plan": {
    good: (w) => ({ words: [w.plan, ...CLASS_FILE, "--out", w.file] }),
    bad: (w) => ({
      words: [w.plan, "--class-file", "examples/classes/nri-15.yaml"],
      ...{ name: "ArgumentRefused", says: "SBI-ST-1" },
    }),
  },
  "offer open": {
    good: async (w) => ({ words: [await planned(w), ...w.signer(w.registrar)] }),
    bad: async (w) => {
      const file = await planned(w);
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace('"most": "20"', '"most": "21"'));
      return {
        words: [file, ...w.signer(w.registrar)],
        ...{ name: "TermsFileRefused", says: "offer.json" },
      };
    },
  },
  "offer list": {
    good: (w) => ({
      words: [
        ...["--class", "SBI-ST-1", "--name", "BONDS", "--most", "４９", "--days", "93"],
        ...w.signer(w.registrar),
      ],
    }),
    bad: (w) => ({
      words: [
        ...["--class", "SBI-ST-1", "--name", "a name that is longer than a word is"],
        ...["--most", "49", "--days", "93", ...w.signer(w.registrar)],
      ],
      ...{ name: "ArgumentRefused", says: "31 bytes" },
    }),
  },
  "offer ask": {
    good: async (w) => ({ words: [...(await listed(w)), ...w.signer(w.registrar)], env: SALT }),
    bad: async (w) => ({
      words: [...(await listed(w)), ...w.signer(w.registrar)],
      env: { SALT: "sesame" },
      ...{ name: "ArgumentRefused", says: "SALT" },
    }),
  },
});

const under = everyRow(() => subscribed(), {
  "offer subscribe": {
    good: (w) => ({
      words: [w.file, "--units", "１", "--signer", "env:HOLDER"],
      env: { HOLDER: KEYS[11]! },
    }),
    bad: (w) => ({
      words: [w.file, "--units", "-1", ...w.signer(w.a)],
      ...{ name: "ArgumentRefused", says: "a whole number, such as 1000" },
    }),
  },
  "offer withdraw": {
    good: (w) => ({ words: [w.file, "--entry", "1", ...w.signer(w.b)] }),
    bad: (w) => ({
      words: [w.file, "--entry", "0", ...w.signer(w.b)],
      ...{ name: "ContractRefusal", code: "NotTheSubscriber", says: "subscri" },
    }),
  },
  "offer issue": {
    isAnybodys: true,
    good: async (w) => {
      await w.closed();
      return { words: [w.file, "--most", "1", ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "OfferingStillOpen", says: "Wait until then" },
    }),
  },
  "offer cancel": {
    good: (w) => ({ words: [w.file, "--reason", "MARKET-1", ...w.signer(w.registrar)] }),
    bad: (w) => ({
      words: [w.file, "--reason", "a reason of more than a word's bytes", ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "31" },
    }),
  },
  "offer refund": {
    isAnybodys: true,
    good: async (w: Subscribed) => {
      await done(w, ["offer", "cancel", w.file, "--reason", "M-1", ...w.signer(w.registrar)]);
      return { words: [w.file, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "OfferingNotFailed", says: "Offering" },
    }),
  },
  "offer status": {
    good: (w) => ({ words: [w.file, "--out", w.at("entries.csv")], exit: 3 }),
    bad: (w) => ({
      words: [w.at("none.json")],
      ...{ name: "FileNotFound", says: "none.json" },
    }),
  },
});

const byFile = everyRow(() => subscribed({ method: "by-file" }), {
  "offer allot": {
    good: async (w) => {
      await w.closed();
      await writeFile(w.at("entries.csv"), "entry,units\r\n0,12\r\n1,5\r\n");
      return {
        words: [w.file, "--table", w.at("entries.csv"), "--seal", ...w.signer(w.registrar)],
      };
    },
    bad: async (w) => {
      await writeFile(w.at("entries.csv"), "entry,units,colour\r\n0,1,red\r\n");
      return {
        words: [w.file, "--table", w.at("entries.csv"), ...w.signer(w.registrar)],
        ...{ name: "FileRefused", says: "the nearest is" },
      };
    },
  },
});

export const offerRows = [before, under, byFile];
