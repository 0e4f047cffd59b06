import { z } from "zod";
import { Fixing__factory, formatDate } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { writtenWith } from "../../desk/written.ts";
import { codeOf, dateOf, textOf } from "../../inputs.ts";
import { DATE, INDEX, percent } from "./options.ts";

/** Fixes the median of a date's reports. */
export const rateFix: WriteCommand = {
  kind: "write",
  path: "rate fix",
  about: {
    en: "fix the median of a date's reports, once they are no longer taken (anyone)",
    ja: "報告の受付終了後、中央値で金利を確定(誰でも可)",
  },
  example: "rate fix --index TONA --date 2027-04-01 --signer env:ANY_KEY",
  options: [INDEX, DATE],
  result: writtenWith(
    z.strictObject({ /** Millionths a year. */ rate: z.string().regex(/^-?\d+$/) }),
  ),
  async plan(given, desk) {
    const [index, date] = [codeOf(given, "index"), dateOf(given, "date")];
    const name = textOf(given, "index");
    const to = desk.platform.fixing;
    const contract = Fixing__factory.connect(to, desk.provider);
    const about = {
      en: `fix ${name} of ${formatDate(date, "en")}`,
      ja: `${name} の ${formatDate(date, "ja")} の金利を確定`,
    };
    return {
      title: about,
      calls: [{ to, contract, name: "fix", args: [index, date], about }],
      async after() {
        const rate = await contract.rateOf(index, date);
        return { value: { rate }, lines: [percent(rate)] };
      },
    };
  },
};
