// Unicode's East Asian Width W and F; emoji are found by their property. Code points that Unicode
// calls ambiguous (①, ─, α) count as one, as terminals do by default.
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], // Hangul jamo
  [0x2329, 0x232a], // angle brackets
  [0x2e80, 0x303e], // radicals, CJK punctuation
  [0x3041, 0x3247], // kana, bopomofo, enclosed letters
  [0x3250, 0xa4cf], // enclosed CJK, ideographs, Yi
  [0xa960, 0xa97c], // Hangul jamo extended
  [0xac00, 0xd7a3], // Hangul syllables
  [0xf900, 0xfaff], // compatibility ideographs
  [0xfe10, 0xfe19], // vertical forms
  [0xfe30, 0xfe6b], // compatibility and small forms
  [0xff01, 0xff60], // full-width forms
  [0xffe0, 0xffe6], // full-width signs
  [0x16fe0, 0x18d08], // Tangut, Khitan
  [0x1aff0, 0x1b2fb], // kana supplements
  [0x1f200, 0x1f265], // enclosed ideographs
  [0x20000, 0x3fffd], // further ideographs
];

/**
 * The columns that a text takes in a terminal: two for a full-width character, none for a combining
 * or invisible one, one for any other. Source: Unicode Standard Annex #11.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u.test(character)) continue;
    const point = character.codePointAt(0) ?? 0;
    const wide =
      wideRanges.some(([first, last]) => point >= first && point <= last) ||
      /\p{Emoji_Presentation}/u.test(character);
    width += wide ? 2 : 1;
  }
  return width;
}
