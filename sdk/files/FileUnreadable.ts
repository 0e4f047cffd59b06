import { ToldError } from "../text/ToldError.ts";
import type { Text } from "../text/texts.ts";
/** Something is at the path, but no text can be read from it. */
export class FileUnreadable extends ToldError {
  override readonly name = "FileUnreadable";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string, reason: Text | string) {
    super(
      { en: "{path} cannot be read: {reason}.", ja: "{path} を読み取れません: {reason}。" },
      { path, reason },
    );
    this.path = path;
  }
}
