import {
  type ClassFile,
  formatDate,
  formatUnits,
  type JstDate,
  type Lang,
} from "../../../sdk/index.ts";
import { teller } from "../teller.ts";
import { TEXTS } from "./texts.ts";

export type Narrator = ReturnType<typeof narrator>;

/** Tells the story, in the names of its people and the units of its class. */
export function narrator(lang: Lang, print: (line: string) => void, classFile: ClassFile) {
  const told = teller(lang, print);
  return {
    ...told,
    /** What an address is called. */
    names: new Map<string, string>(),
    nameOf(address: string): string {
      return this.names.get(address) ?? shortened(address);
    },
    units: (count: bigint) => formatUnits(count, classFile.type, lang, classFile.unit.face),
    date: (day: JstDate) => formatDate(day, lang),
    /** A number of seconds in the largest unit in which it is whole. */
    duration(seconds: number): string {
      if (seconds % 3_600 === 0) return told.t(TEXTS.hours, { hours: seconds / 3_600 });
      if (seconds % 60 === 0) return told.t(TEXTS.minutes, { minutes: seconds / 60 });
      return told.t(TEXTS.seconds, { seconds });
    },
  };
}

export function shortened(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
