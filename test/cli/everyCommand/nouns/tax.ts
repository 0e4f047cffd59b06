import { everyRow } from "../everyRow.ts";
import { office } from "../office.ts";

const HEAD = "支払種別,上場,税区分,開始日,終了日,所得税等,住民税\r\n";

export const taxRows = everyRow(office, {
  "tax set": {
    good: async (w) => ({
      words: [
        await w.filed("rates.csv", `${HEAD}dividend,上場,0,2038-01-01,2040-12-31,15,5\r\n`),
        ...w.signer(w.admin),
      ],
      exit: 3,
    }),
    bad: async (w) => ({
      words: [
        await w.filed("rates.csv", `${HEAD}dividend,maybe,0,2038-01-01,2040-12-31,15,5\r\n`),
        ...w.signer(w.admin),
      ],
      ...{ name: "FileRefused", says: "yes or no" },
    }),
  },
  "tax show": {
    good: () => ({ words: ["--date", "２０２７-06-30"] }),
    bad: () => ({
      words: ["--date", "2027-06-31"],
      ...{ name: "ArgumentRefused", says: "a date such as 2027-03-31" },
    }),
  },
});
