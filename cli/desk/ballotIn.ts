import { type BallotPart, ballotChoices, type Choice } from "../../sdk/index.ts";
import type { Given, OptionSpec } from "../command.ts";
import { ArgumentRefused } from "./faults.ts";

/** How ballots are said on a command line. */
export const VOTE: OptionSpec = {
  flags: "--vote <choices>",
  about: {
    en: "for, against or abstain, one for all items or one for each (for,against); of divided votes several times, as 30:for,against",
    ja: "for(賛成)・against(反対)・abstain(棄権)。全議案共通または議案ごと(for,against)。不統一行使は 30:for,against を複数指定",
  },
  many: true,
};

const CHOICES: Readonly<Record<string, Choice>> = {
  ...{ for: "for", against: "against", abstain: "abstain" },
  ...{ 賛成: "for", 反対: "against", 棄権: "abstain" },
};

/**
 * The parts of a ballot, as `--vote` says them.
 *
 * @param items of the agenda
 * @throws ArgumentRefused
 */
export function partsOf({ options }: Given, items: number): BallotPart[] {
  const said = Array.isArray(options.vote) ? (options.vote as readonly string[]) : [];
  if (said.length === 0) throw new ArgumentRefused("--vote is needed, such as --vote for.");
  return said.map((text) => {
    const plain = text.normalize("NFKC").replaceAll("、", ",");
    const [, units, list = ""] = /^(?:(\d{1,20}):)?(.*)$/.exec(plain) ?? [];
    const words = list.split(",").map((each) => each.trim());
    const choices = words.map((word) => {
      const choice = CHOICES[word];
      if (choice !== undefined) return choice;
      throw new ArgumentRefused(
        `--vote is for, against or abstain (賛成、反対、棄権) for each item, not ${word}.`,
      );
    });
    const [first = "abstain"] = choices;
    const all = choices.length === 1 ? Array<Choice>(items).fill(first) : choices;
    if (all.length !== items) {
      throw new ArgumentRefused(
        `--vote says ${all.length} choices, and the agenda has ${items} items: give one for each, or one for all.`,
      );
    }
    return { choices: ballotChoices(all), units: BigInt(units ?? 0) };
  });
}
