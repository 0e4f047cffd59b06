import type { SourceFile } from "../checks/sourceFile.ts";
import { type AstNode, isNode, nodesIn } from "./ast.ts";
import { compile } from "./compile.ts";
import type { ConstantKind, ParsedFile } from "./mutantsOf.ts";

/** The files as the compiler reads them, with what they call constant. */
export function parseContracts(root: string, files: readonly SourceFile[]): ParsedFile[] {
  const { sources, errors } = compile(root, files, { "*": { "": ["ast"] } });
  const first = errors[0];
  if (first !== undefined) {
    throw new Error(`the contracts do not compile, mend that first: ${first.message}`);
  }
  const asts = Object.values(sources).map(({ ast }) => ast as AstNode);
  const constants = new Map(asts.flatMap((ast) => [...nodesIn(ast)].flatMap(constantOf)));
  return files.map(({ path, text }) => {
    const ast = sources[path]?.ast;
    if (!isNode(ast)) throw new Error(`the compiler says nothing of ${path}: is it Solidity?`);
    return { path, text, ast, constants };
  });
}

function constantOf(node: AstNode): [number, ConstantKind][] {
  if (node.nodeType !== "VariableDeclaration" || node.constant !== true) return [];
  const { typeString } = node.typeDescriptions as { typeString?: string };
  if (!/^u?int\d+$/.test(typeString ?? "")) return [];
  const value = node.value;
  const isBit = isNode(value) && value.nodeType === "BinaryOperation" && value.operator === "<<";
  return [[node.id, isBit ? "bit" : "number"]];
}
