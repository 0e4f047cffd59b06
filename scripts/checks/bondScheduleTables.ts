import { join } from "node:path";
import {
  type BondClassFile,
  type BondPeriod,
  bondSchedule,
  type ClassFile,
  calendarVersion,
  formatDate,
  formatYen,
  grossOf,
  type JstDate,
  PER_YEN_SCALE,
  ratesOf,
  readClassFile,
  taxesOf,
} from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

const FOLDER = "examples/classes";
const [PERSON, FIRM] = [0, 1];
const HEADINGS = [
  ...["due", "paid", "record date", "days", "interest on a yen", "on a bond", "on the issue"],
  ...["individual: taxes", "net", "corporation: tax", "net"],
];

/**
 * What each of the example bonds pays, as docs/bond-schedules.md shows it.
 *
 * @param files the project's files, from its root
 */
export async function bondScheduleTables(
  root: string,
  files: readonly string[],
): Promise<GeneratedTable> {
  const paths = files.filter((path) => path.startsWith(`${FOLDER}/`) && path.endsWith(".yaml"));
  const classes = await Promise.all(paths.map((path) => readClassFile(join(root, path))));
  const bonds = classes.filter(isBond);
  return {
    page: "docs/bond-schedules.md",
    table: [...bonds.flatMap(tableOf), `Calendar: ${calendarVersion()}.`].join("\n"),
    from: `${FOLDER}/ and sdk/life/`,
  };
}

function isBond(file: ClassFile): file is BondClassFile {
  return file.type === "bond";
}

function tableOf(file: BondClassFile): string[] {
  const { face } = file.unit;
  const { rate, issued, interestFrom, holiday } = file.bond;
  const terms = [
    `${formatYen(face)} a bond, ${file.supply.cap} bonds`,
    `rate ${rate} a year`,
    `issued ${day(issued)}`,
    `interest from the ${interestFrom === "payment-date" ? "payment date" : "day after the payment date"}`,
    `holiday rule ${holiday}`,
  ];
  return [
    `## ${file.name.en}`,
    "",
    `${file.name.ja}. ${terms.join("; ")}.`,
    "",
    `| ${HEADINGS.join(" | ")} |`,
    `|${"---|".repeat(3)}${"---:|".repeat(HEADINGS.length - 3)}`,
    ...bondSchedule(file).map((period) => `| ${cellsOf(file, period).join(" | ")} |`),
    "",
  ];
}

function cellsOf(file: BondClassFile, period: BondPeriod): string[] {
  const perUnit = file.unit.face * period.perYen;
  const gross = grossOf(1n, perUnit);
  const [person, firm] = [PERSON, FIRM].map((taxClass) =>
    taxesOf(gross, ratesOf("bond-interest", false, taxClass, period.pays)),
  );
  if (person === undefined || firm === undefined) throw new Error("There are two tax classes.");
  return [
    ...[day(period.due), day(period.pays), period.record === null ? "–" : day(period.record)],
    ...[`${period.days}/${period.of}`, decimals(period.perYen)],
    ...[formatYen(gross), formatYen(grossOf(file.supply.cap, perUnit))],
    ...[`${formatYen(person.national)} + ${formatYen(person.local)}`, formatYen(person.net)],
    ...[formatYen(firm.national), formatYen(firm.net)],
  ];
}

function decimals(perYen: bigint): string {
  return `${perYen / PER_YEN_SCALE}.${String(perYen % PER_YEN_SCALE).padStart(13, "0")}`;
}

function day(date: JstDate): string {
  return formatDate(date, "en");
}
