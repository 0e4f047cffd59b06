import { ToldError } from "../text/ToldError.ts";
/** One fault of a file, at the place where it stands. */
export interface Finding {
  /** The file's name as it was given. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units as editors count. */
  readonly column: number;
  /** Where in the terms it stands, such as `passes.officers[2]`; empty for the file as a whole. */
  readonly path: string;
  /** What is expected, what was found. */
  readonly message: string;
}

/** A file whose content cannot be used. Carries every fault, in the order of the file. */
export class FileRefused extends ToldError {
  override readonly name = "FileRefused";
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const lines = findings.map(
      ({ file, line, column, path, message }) =>
        `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`,
    );
    const places = findings.length === 1 ? "this place" : `these ${findings.length} places`;
    super(
      {
        en: "{lines}\nCorrect {places} and try again; nothing was done with the file.",
        ja: "{lines}\n以上 {count} か所を直して、もう一度実行してください。このファイルでは何も行っていません。",
      },
      { lines: lines.join("\n"), places, count: findings.length },
    );
    this.findings = findings;
  }
}
