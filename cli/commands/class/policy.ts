import {
  categoryBits,
  type InvestorCategory,
  residences as RESIDENCES,
  RegistrarDesk__factory,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classOf, textOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

const CATEGORIES: readonly InvestorCategory[] = [
  ...(["general", "specified", "qii", "special-business-eligible", "broker-dealer"] as const),
];
const MOST_RESIDENCES = 15;

/** Changes who may hold a class. */
export const classPolicy: WriteCommand = {
  kind: "write",
  path: "class policy",
  about: {
    en: "change who may hold a class (rule changer, after its delay)",
    ja: "保有条件の変更(規則変更担当、予告期間の後)",
  },
  example:
    "class policy --class SBI-ST-1 --categories specified,qii --residences JP --signer env:RULE_KEY",
  options: [
    CLASS_OPTION,
    {
      flags: "--categories <list>",
      about: { en: `any of ${CATEGORIES.join(", ")}`, ja: `${CATEGORIES.join("、")} から選択` },
      required: true,
    },
    {
      flags: "--residences <list>",
      about: {
        en: "countries by two letters (JP,US), or any",
        ja: "居住国の2文字コード(JP,US)または any",
      },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const categories = listOf(textOf(given, "categories").toLowerCase());
    for (const each of categories) {
      if (!(CATEGORIES as readonly string[]).includes(each)) {
        throw new ArgumentRefused(`--categories are any of ${CATEGORIES.join(", ")}, not ${each}.`);
      }
    }
    const said = textOf(given, "residences");
    const countries = /^any$/i.test(said) ? [] : listOf(said.toUpperCase());
    const numbers = countries.map((country) => {
      const number = RESIDENCES.get(country);
      if (number !== undefined) return number;
      throw new ArgumentRefused(
        `--residences are countries by the two letters of ISO 3166-1, such as JP, or any; not ${country}.`,
      );
    });
    if (numbers.length > MOST_RESIDENCES) {
      throw new ArgumentRefused(`--residences are ${MOST_RESIDENCES} at most, or any.`);
    }
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const where = countries.length === 0 ? "any" : countries.join(", ");
    const about = {
      en: `let ${categories.join(", ")} of residence ${where} hold ${code}`,
      ja: `${code} の保有条件を区分 ${categories.join("、")}、居住国 ${where} に変更`,
    };
    // In one order, so that the same again finds what it announced.
    const args = [
      address,
      categoryBits(categories as InvestorCategory[]),
      numbers.toSorted((a, b) => a - b),
    ];
    return {
      title: about,
      calls: [{ ...{ to: desk.platform.desk, contract, about }, name: "setPolicy", args }],
    };
  },
};

function listOf(text: string): string[] {
  return [...new Set(text.split(",").map((each) => each.trim()))].filter((each) => each !== "");
}
