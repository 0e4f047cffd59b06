import {
  formatGas,
  type Lang,
  type SayValues,
  say,
  type TableColumn,
  type Text,
  table,
} from "../../sdk/index.ts";

export type Teller = ReturnType<typeof teller>;

/** Says a story line by line in one language, and counts its steps. */
export function teller(lang: Lang, print: (line: string) => void) {
  const t = (text: Text, values: SayValues = {}) => say(text, lang, values);
  let step = 0;
  return {
    lang,
    print,
    t,
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
