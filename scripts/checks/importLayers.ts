import type { Finding } from "./finding.ts";
import { importsOf } from "./importsOf.ts";
import { solidityLayer } from "./solidityLayer.ts";
import type { SourceFile } from "./sourceFile.ts";
import { typescriptLayer } from "./typescriptLayer.ts";

/** Imports that cross the project's layers, so that the architecture is what the code says it is. */
export function importLayers(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    if (file.path.endsWith(".sol")) return solidityFindings(file);
    return /\.[cm]?[jt]s$/.test(file.path) ? typescriptFindings(file) : [];
  });
}

function solidityFindings({ path, text }: SourceFile): Finding[] {
  return importsOf(text, "solidity").flatMap(({ specifier, line }) => {
    const message = specifier === undefined ? undefined : solidityLayer(path, specifier);
    return message === undefined ? [] : [{ file: path, line, message }];
  });
}

function typescriptFindings({ path, text }: SourceFile): Finding[] {
  return importsOf(text, "typescript").flatMap(({ specifier, line }) => {
    const message = typescriptLayer(path, specifier);
    return message === undefined ? [] : [{ file: path, line, message }];
  });
}
