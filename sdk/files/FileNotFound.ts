import { ToldError } from "../text/ToldError.ts";
/** No file is at the path. */
export class FileNotFound extends ToldError {
  override readonly name = "FileNotFound";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string) {
    super(
      {
        en: "There is no file {path}. Check its spelling; a path that does not begin at the root begins in the folder where the command runs.",
        ja: "ファイル {path} はありません。綴りを確認してください。相対パスはコマンドを実行したフォルダから始まります。",
      },
      { path },
    );
    this.path = path;
  }
}
