import { formatDate } from "../format/formatDate.ts";
import { DateRefused, type JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import { type Cell, halfWidth } from "./cells.ts";

/** The year before the first of each era, by the era's name and letter. */
const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  R: 2018,
  H: 1988,
  S: 1925,
};

/**
 * A date as desks' files must have it, YYYY-MM-DD. One in another form, also of a Japanese era, is refused
 * with the form that it must have.
 *
 * @param today the first date that is not past
 */
export function dateCell(text: string, today: JstDate): Cell<JstDate> {
  const plain = halfWidth(text).replace(/\s+/g, "");
  const [year, month, day] = partsOf(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return { expected: "a date as YYYY-MM-DD, such as 2027-03-31" };
  }
  const written = [String(year).padStart(4, "0"), two(month), two(day)].join("-");
  let date: JstDate;
  try {
    date = parseJstDate(written);
  } catch (error) {
    if (!(error instanceof DateRefused)) throw error;
    return { expected: `an existing day from 1970-01-02 to 2106-02-06${lengthOf(year, month)}` };
  }
  if (written !== text) return { expected: `a date as YYYY-MM-DD: write ${written}` };
  if (date < today) return { expected: `a date not before today, ${formatDate(today, "en")}` };
  return { value: date };
}

/** Year, month and day of a date in any of the forms that desks write. */
function partsOf(text: string): [number, number, number] | undefined {
  const western =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (western !== null) return [Number(western[1]), Number(western[2]), Number(western[3])];
  const [, era, ofEra, month, day] =
    /^(令和|平成|昭和|[RHS])(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?$/i.exec(text) ?? [];
  const before = ERAS[era?.toUpperCase() ?? ""];
  if (before === undefined) return undefined;
  return [before + (ofEra === "元" ? 1 : Number(ofEra)), Number(month), Number(day)];
}

function lengthOf(year: number, month: number): string {
  if (month < 1 || month > 12) return " (there are 12 months)";
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return ` (${year}-${two(month)} has ${days} days)`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
