import {
  type ClassFile,
  formatDate,
  formatGas,
  formatUnits,
  type JstDate,
  type Lang,
  type SayValues,
  say,
  type TableColumn,
  type Text,
  table,
} from "../../../sdk/index.ts";
import { TEXTS } from "./texts.ts";

export type Narrator = ReturnType<typeof narrator>;

/** Says the story line by line in one language, and counts its steps. */
export function narrator(lang: Lang, print: (line: string) => void, classFile: ClassFile) {
  const t = (text: Text, values: SayValues = {}) => say(text, lang, values);
  let step = 0;
  return {
    lang,
    print,
    t,
    /** What an address is called. */
    names: new Map<string, string>(),
    nameOf(address: string): string {
      return this.names.get(address) ?? shortened(address);
    },
    units: (count: bigint) => formatUnits(count, classFile.type, lang, classFile.unit.face),
    date: (day: JstDate) => formatDate(day, lang),
    /** A number of seconds in the largest unit in which it is whole. */
    duration(seconds: number): string {
      if (seconds % 3_600 === 0) return t(TEXTS.hours, { hours: seconds / 3_600 });
      if (seconds % 60 === 0) return t(TEXTS.minutes, { minutes: seconds / 60 });
      return t(TEXTS.seconds, { seconds });
    },
    heading: (text: Text, values: SayValues = {}) => print(`\n${t(text, values)}\n`),
    /** One step that was done, numbered, with its gas. */
    told(text: Text, values: SayValues, gas?: bigint): void {
      step += 1;
      const cost = gas === undefined ? "" : formatGas(gas);
      print(`${String(step).padStart(2)}  ${cost.padStart(11)}  ${t(text, values)}`);
    },
    /** A table, two columns in. */
    table(rows: readonly (readonly string[])[], columns: readonly TableColumn[]): void {
      print(table(rows, { columns }).replace(/^/gm, "  "));
    },
  };
}

export function shortened(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
