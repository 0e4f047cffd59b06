import { readFile, writeFile } from "node:fs/promises";
import { applied, ready } from "../../consent/consents.ts";
import { done } from "../done.ts";
import { everyRow } from "../everyRow.ts";
import { HASH } from "../office.ts";

type Ready = Awaited<ReturnType<typeof ready>>;

async function signed(w: Ready): Promise<string> {
  const file = w.at("consent.json");
  await done(w, ["consent", "sign", ...w.what, "--file", file, ...w.signer(w.registrar)]);
  return file;
}

const before = everyRow(ready, {
  "consent apply": {
    good: (w) => ({ words: [...w.what, ...w.signer(w.a)] }),
    bad: (w) => ({
      words: [...w.what.slice(0, -1), "2020-01-01", ...w.signer(w.a)],
      ...{ name: "ContractRefusal", code: "ConsentLapsed", says: "2020" },
    }),
  },
  "consent sign": {
    good: (w) => ({
      words: [...w.what, "--file", w.at("consent.json"), ...w.signer(w.registrar)],
    }),
    bad: (w) => ({
      words: [
        ...[...w.what.slice(0, -1), "tomorrow", "--file", w.at("consent.json")],
        ...w.signer(w.registrar),
      ],
      ...{ name: "ArgumentRefused", says: "such as 2027-03-31T15:00:00+09:00" },
    }),
  },
  "consent present": {
    isAnybodys: true,
    good: async (w) => ({ words: [await signed(w), ...w.signer(w.a)] }),
    bad: async (w) => {
      const file = await signed(w);
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace('"units": "4"', '"units": "9"'));
      return {
        words: [file, ...w.signer(w.a)],
        ...{ name: "ConsentFileRefused", says: "consent.json" },
      };
    },
  },
});

const after = everyRow(applied, {
  "consent give": {
    good: (w) => ({ words: [w.id, ...w.signer(w.registrar)] }),
    bad: (w) => ({
      words: [HASH, ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "consent list" },
    }),
  },
  "consent reject": {
    good: (w) => ({ words: [w.id, "--reason", "DECLINED", ...w.signer(w.registrar)] }),
    bad: (w) => ({
      words: [w.id, "--reason", "a reason of more than a word's bytes", ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "31" },
    }),
  },
  "consent withdraw": {
    good: (w) => ({ words: [w.id, ...w.signer(w.a)] }),
    bad: (w) => ({
      words: [w.id, ...w.signer(w.b)],
      ...{ name: "ContractRefusal", code: "NotTheApplicant", says: "appli" },
    }),
  },
  "consent take-back": {
    good: async (w) => {
      await done(w, ["consent", "give", w.id, ...w.signer(w.registrar)]);
      return { words: [...w.pair, "--reason", "MISTAKE", ...w.signer(w.registrar)] };
    },
    bad: (w) => ({
      words: [...w.pair, "--reason", "MISTAKE", ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "`kessai consent list` shows" },
    }),
  },
  "consent list": {
    good: () => ({ words: ["--all"] }),
    bad: () => ({
      words: ["--class", "NO-1"],
      ...{ name: "ClassUnknown", says: "It has SBI-ST-1" },
    }),
  },
});

export const consentRows = [before, after];
