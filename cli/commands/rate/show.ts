import { z } from "zod";
import { Fixing__factory, formatDate } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { EXIT } from "../../exit.ts";
import { dateOf } from "../../inputs.ts";
import { DATE, INDEX, indexOf, percent } from "./options.ts";

/** A date's reports and fixing. */
export const rateShow: ReadCommand = {
  kind: "read",
  path: "rate show",
  about: {
    en: "a date's reports and fixing (exit 3 while there is none)",
    ja: "対象日の報告件数と確定金利(未確定は終了コード 3)",
  },
  example: "rate show --index TONA --date 2027-04-01",
  options: [INDEX, DATE],
  result: z.strictObject({
    ...{ index: z.string(), date: z.string(), reports: z.number(), quorum: z.number() },
    /** Millionths a year. */
    rate: z.string().nullable(),
  }),
  async run(given, desk) {
    const date = dateOf(given, "date");
    const contract = Fixing__factory.connect(desk.platform.fixing, desk.provider);
    const { index, name, quorum } = await indexOf(given, desk);
    const [reports, fixed] = await Promise.all([
      contract.reportsOf(index, date),
      contract.queryFilter(
        contract.filters.RateFixed(index, date),
        desk.deployment.platform.contracts.fixing?.block ?? 0,
      ),
    ]);
    const rate = fixed[0]?.args.rate;
    const day = formatDate(date, given.lang);
    const shown = rate === undefined ? "–" : percent(rate);
    return {
      value: {
        ...{ index: name, date: formatDate(date, "en"), reports: Number(reports) },
        ...{ quorum: Number(quorum), rate: rate === undefined ? null : String(rate) },
      },
      lines: [
        given.lang === "ja"
          ? `${name} ${day}: ${shown}(報告 ${reports} 件、定足数 ${quorum})`
          : `${name} ${day}: ${shown} (${reports} reports, ${quorum} needed)`,
      ],
      exit: rate === undefined ? EXIT.waits : EXIT.done,
    };
  },
};
