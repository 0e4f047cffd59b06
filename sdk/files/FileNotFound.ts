/** No file is at the path. */
export class FileNotFound extends Error {
  override readonly name = "FileNotFound";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string) {
    super(
      `There is no file ${path}. Check its spelling; a path that does not begin at the root begins ` +
        `in the folder where the command runs.`,
    );
    this.path = path;
  }
}
