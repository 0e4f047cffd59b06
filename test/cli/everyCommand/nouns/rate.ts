import { writeFile } from "node:fs/promises";
import { windowOf } from "../../../settlement/support/fixings.ts";
import { ready } from "../../rate/rates.ts";
import { everyRow } from "../everyRow.ts";

type Ready = Awaited<ReturnType<typeof ready>>;

const INDEX_NONE = ["--index", "NONE", "--date", "2027-04-01"];
const signing = (w: Ready, rate: string) => [
  ...[...w.day, "--rate", rate, "--source", "BOJ", "--to", w.at("report.json")],
  ...w.signer(w.reporters[0]!),
];

async function signed(w: Ready, places: readonly number[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const place of places) files.push((await w.sign(place, "0.25")).to);
  return files;
}

export const rateRows = everyRow(ready, {
  "rate sign": {
    good: (w) => ({ words: signing(w, "-０.1") }),
    bad: (w) => ({
      words: signing(w, "0.25.1"),
      ...{ name: "ArgumentRefused", says: "per cent" },
    }),
  },
  "rate report": {
    isAnybodys: true,
    good: async (w) => ({ words: [...(await signed(w, [0, 1])), ...w.signer(w.relayer)] }),
    bad: async (w) => {
      await writeFile(w.at("report.json"), "{}");
      return {
        words: [w.at("report.json"), ...w.signer(w.relayer)],
        ...{ name: "RateReportRefused", says: "report.json" },
      };
    },
  },
  "rate fix": {
    isAnybodys: true,
    good: async (w) => {
      const words = ["rate", "report", ...(await signed(w, [0, 1])), ...w.signer(w.relayer)];
      await w.kessai(words);
      await w.networkHelpers.time.increaseTo(windowOf(w, w.today).closes + 1);
      return { words: [...w.day, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [...w.day, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "WindowStillOpen", says: "until" },
    }),
  },
  "rate show": {
    good: (w) => ({ words: w.day, exit: 3 }),
    bad: () => ({
      words: INDEX_NONE,
      ...{ name: "ArgumentRefused", says: "kessai platform order fixing.setIndex" },
    }),
  },
});
