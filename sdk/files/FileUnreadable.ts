/** Something is at the path, but no text can be read from it. */
export class FileUnreadable extends Error {
  override readonly name = "FileUnreadable";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path} cannot be read: ${reason}.`);
    this.path = path;
  }
}
