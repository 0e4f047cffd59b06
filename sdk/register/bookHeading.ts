import type { ClassFile } from "../files/parseClassFile.ts";
import { formatDate } from "../format/formatDate.ts";
import { formatYen } from "../format/formatYen.ts";
import type { Text } from "../text/texts.ts";

/** Which of the three books a class's register is to the law. */
export type BookKind = "bond" | "share" | "beneficial-interest";

/** What a book says of its class. */
export interface BookHeading {
  readonly kind: BookKind;
  readonly name: Text;
  readonly code: string;
  /** Yen of one unit of a bond. */
  readonly face?: bigint;
  /** What else the law wants said of the class, such as the rate of a bond. */
  readonly items: readonly BookItem[];
}

export interface BookItem {
  readonly label: Text;
  readonly value: Text;
}

/** The law knows no such book of the class. */
export class NoBookForClass extends Error {
  override readonly name = "NoBookForClass";

  constructor(code: string, type: string) {
    super(
      `${code} is a ${type}, for which the law names none of the three books. ` +
        `Name the kind of book that the terms ask for.`,
    );
  }
}

export type BookHeadingErrors = NoBookForClass;

/**
 * What a book says of a class, from the class's file.
 *
 * @param kind of the book, where the terms ask for one that the law does not
 * @throws NoBookForClass if the class has none and none is named
 */
export function bookHeading(
  file: Pick<ClassFile, "name" | "code" | "type" | "unit" | "bond">,
  kind: BookKind | undefined = bookKinds[file.type],
): BookHeading {
  if (kind === undefined) throw new NoBookForClass(file.code, file.type);
  const { name, code, unit, bond } = file;
  const items: BookItem[] = [];
  if (unit.face !== undefined) {
    items.push(item("Amount of each bond", "各社債の金額", formatYen(unit.face)));
  }
  if (bond !== undefined) {
    items.push(item("Rate a year", "利率（年）", bond.rate));
    items.push(dated("Payment date", "払込みの日", bond.issued));
    items.push(dated("Redemption", "償還の期日", bond.due));
  }
  return { kind, name, code, ...(unit.face === undefined ? {} : { face: unit.face }), items };
}

const bookKinds: Readonly<Partial<Record<ClassFile["type"], BookKind>>> = {
  bond: "bond",
  share: "share",
  "beneficial-interest": "beneficial-interest",
};

function item(en: string, ja: string, value: string): BookItem {
  return { label: { en, ja }, value: { en: value, ja: value } };
}

function dated(en: string, ja: string, date: number): BookItem {
  return { label: { en, ja }, value: { en: formatDate(date, "en"), ja: formatDate(date, "ja") } };
}
