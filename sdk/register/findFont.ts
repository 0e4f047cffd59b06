import { access } from "node:fs/promises";

/** A font file, and the face in it where it holds several. */
export interface FontFile {
  readonly path: string;
  readonly face?: string;
}

/** No font for Japanese was found. */
export class FontNeeded extends Error {
  override readonly name = "FontNeeded";

  constructor(path?: string) {
    super(
      `A PDF needs a full font for Japanese, and ${path === undefined ? "none was found" : `${path} is none`}: install Noto Sans CJK ` +
        `(Debian: fonts-noto-cjk), or name the file of another.`,
    );
  }
}

export type FindFontErrors = FontNeeded;

/** Where systems keep Noto CJK. */
const KNOWN: readonly FontFile[] = [
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
  "/Library/Fonts/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
].map((path) => ({
  path,
  face: path.includes("Serif") ? "NotoSerifCJKjp-Regular" : "NotoSansCJKjp-Regular",
}));

/**
 * A font for Japanese: the one named, or Noto CJK where systems keep it.
 *
 * @param named a .ttf, .otf or .ttc file
 * @throws FontNeeded
 */
export async function findFont(
  named?: FontFile,
  known: readonly FontFile[] = KNOWN,
): Promise<FontFile> {
  for (const font of named === undefined ? known : [named]) {
    try {
      await access(font.path);
      return font;
    } catch {
      // The next may be there.
    }
  }
  throw new FontNeeded(named?.path);
}
