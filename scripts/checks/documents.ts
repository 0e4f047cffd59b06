import { parseAllDocuments } from "yaml";
import { documentLinks } from "./documentLinks.ts";
import type { Finding } from "./finding.ts";
import { type GeneratedTable, tableFindings } from "./generatedTable.ts";
import { inStep } from "./inStep.ts";
import { type FencedBlock, markdown } from "./markdown.ts";
import { namedTests } from "./namedTests.ts";
import type { SourceFile } from "./sourceFile.ts";

/** All that the document check needs to know of the project. */
export interface DocumentedProject {
  readonly documents: readonly SourceFile[];
  /** Names of the scripts in package.json. */
  readonly scripts: readonly string[];
  /** Text of a file, true for a folder, undefined when there is nothing at that path. */
  readonly look: (path: string) => string | true | undefined;
  /** Tables that pages show and something else says. */
  readonly tables?: readonly GeneratedTable[];
}

const REQUIRED = ["README.md", "CHANGELOG.md", "SECURITY.md"];
const README_LINES = 110;
const SHELLS = new Set(["sh", "bash", "shell", "console"]);

/**
 * What the documents promise and the project does not keep: dead links and anchors, tests named that
 * are not there, npm scripts that do not exist, YAML and JSON that do not parse, a README longer than
 * two screens, tables that are not what they were generated from, a page in Japanese that is behind its English one.
 * TypeScript blocks are checked by {@link documentCode}; Solidity blocks are not checked.
 */
export function documents(project: DocumentedProject): Finding[] {
  return [
    ...REQUIRED.filter((name) => !project.documents.some(({ path }) => path === name)).map(
      (file) => ({ file, line: 1, message: "is missing: a newcomer looks for it first" }),
    ),
    ...project.documents.flatMap((document) => [
      ...lengthFindings(document),
      ...documentLinks(document, project.look),
      ...namedTests(document, project.look),
      ...markdown(document.text).blocks.flatMap((block) =>
        blockFindings(document.path, block, project.scripts),
      ),
    ]),
    ...inStep(project.documents),
    ...(project.tables ?? []).flatMap((table) => tableFindings(project.documents, table)),
  ];
}

function lengthFindings({ path, text }: SourceFile): Finding[] {
  const lines = text.trimEnd().split("\n").length;
  if (!/^README(\.ja)?\.md$/.test(path) || lines <= README_LINES) return [];
  const message = `has ${lines} lines: two screens are ${README_LINES}, move the rest to docs/`;
  return [{ file: path, line: README_LINES + 1, message }];
}

function blockFindings(file: string, block: FencedBlock, scripts: readonly string[]): Finding[] {
  if (SHELLS.has(block.language)) return scriptFindings(file, block, scripts);
  if (block.language === "yaml" || block.language === "yml") return yamlFindings(file, block);
  if (block.language === "json") return jsonFindings(file, block);
  return [];
}

function scriptFindings(file: string, block: FencedBlock, scripts: readonly string[]): Finding[] {
  return block.text.split("\n").flatMap((text, index) =>
    npmScripts(text)
      .filter((name) => !scripts.includes(name))
      .map((name) => ({
        file,
        line: block.line + index,
        message: `npm has no script "${name}": package.json has ${scripts.join(", ")}`,
      })),
  );
}

function npmScripts(command: string): string[] {
  const calls =
    /\bnpm\s+(?:-\S+\s+)*(?:(?:run|run-script)\s+(?:-\S+\s+)*([\w:.-]+)|(test|start|stop|t)\b)/g;
  return [...command.matchAll(calls)].map(([, run, short]) =>
    short === "t" ? "test" : String(run ?? short),
  );
}

function yamlFindings(file: string, block: FencedBlock): Finding[] {
  return parseAllDocuments(block.text)
    .flatMap((document) => document.errors)
    .map((error) => ({
      file,
      line: block.line + (error.linePos?.[0].line ?? 1) - 1,
      message: `YAML: ${error.message.split("\n")[0]}`,
    }));
}

function jsonFindings(file: string, block: FencedBlock): Finding[] {
  try {
    JSON.parse(block.text);
    return [];
  } catch (error) {
    return [{ file, line: block.line, message: `JSON: ${(error as Error).message}` }];
  }
}
