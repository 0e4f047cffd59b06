import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";
import { markdown } from "./markdown.ts";
import { runTool } from "./runTool.ts";
import type { SourceFile } from "./sourceFile.ts";

const FOLDER = "cache/documents";

/** A TypeScript block of a document, and the name of the file it is checked as. */
interface Example {
  readonly name: string;
  readonly text: string;
  readonly document: string;
  readonly line: number;
}

/**
 * Compiles every TypeScript block of the documents, each as a module of its own that may import
 * `kessai` (the sdk's one door) as a reader would; all in one run of the compiler.
 */
export async function documentCode(
  root: string,
  documents: readonly SourceFile[],
): Promise<Finding[]> {
  const examples = documents.flatMap(examplesOf);
  if (examples.length === 0) return [];
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    for (const { name, text } of examples) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    const run = await runTool({
      package: "typescript",
      command: "tsc",
      args: ["--pretty", "false", "-p", FOLDER],
      root,
    });
    return run.ok ? [] : compilerFindings(run.output, examples);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TSCONFIG = {
  extends: "../../tsconfig.json",
  compilerOptions: {
    moduleDetection: "force",
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: { kessai: ["../../sdk/index.ts"] },
  },
  include: ["*.ts"],
  exclude: [],
};

function examplesOf({ path, text }: SourceFile, at: number): Example[] {
  return markdown(text)
    .blocks.filter(({ language }) => language === "ts" || language === "typescript")
    .map((block) => ({
      name: `document${at}-line${block.line}.ts`,
      text: block.text,
      document: path,
      line: block.line,
    }));
}

function compilerFindings(output: string, examples: readonly Example[]): Finding[] {
  const findings = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (.*)$/gm)].map(
    ([, file = "", line, message = ""]) => {
      const example = examples.find(({ name }) => file.endsWith(`/${name}`) || file === name);
      return example
        ? { file: example.document, line: example.line + Number(line) - 1, message }
        : { file, line: Number(line), message };
    },
  );
  if (findings.length === 0) throw new Error(`the compiler failed on the documents:\n${output}`);
  return findings;
}
