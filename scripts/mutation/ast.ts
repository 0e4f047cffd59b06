/** A node of the tree into which the Solidity compiler reads a file. */
export interface AstNode {
  readonly nodeType: string;
  readonly id: number;
  /** `start:length:file`, in bytes. */
  readonly src: string;
  readonly [field: string]: unknown;
}

/** Types are no expressions, and assembly is no Solidity: neither is read. */
const SKIPPED_FIELDS = new Set(["typeName", "documentation", "typeDescriptions", "overrides"]);
const SKIPPED_NODES = new Set(["InlineAssembly", "ElementaryTypeNameExpression"]);

export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

export function childrenOf(node: AstNode): AstNode[] {
  return Object.entries(node)
    .filter(([field]) => !SKIPPED_FIELDS.has(field))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
    .filter(({ nodeType }) => !SKIPPED_NODES.has(nodeType));
}

/** A node and all below it, in the order of the text. */
export function* nodesIn(node: AstNode): Generator<AstNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}
