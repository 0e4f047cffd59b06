import { type Lang, say, type Text } from "../text/texts.ts";

const UNITS: readonly (readonly [seconds: number, text: Text])[] = [
  [86_400, { en: "{count} d", ja: "{count}日" }],
  [3_600, { en: "{count} h", ja: "{count}時間" }],
  [60, { en: "{count} min", ja: "{count}分" }],
  [1, { en: "{count} s", ja: "{count}秒" }],
];

/**
 * A span of time in its two largest units: `2 d 3 h`, `23 h 59 min`, `36 s`; `2日3時間` in Japanese.
 * What is smaller is cut off.
 *
 * @param seconds 0 or more
 */
export function formatDuration(seconds: number, lang: Lang): string {
  const first = UNITS.findIndex(([size]) => seconds >= size);
  const [from, to] = first < 0 ? [UNITS.length - 1, UNITS.length] : [first, first + 2];
  let rest = seconds;
  const parts = UNITS.slice(0, to).flatMap(([size, text], index) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return index < from || (count === 0 && index > from) ? [] : [say(text, lang, { count })];
  });
  return parts.join(lang === "en" ? " " : "");
}
