import { type AstNode, childrenOf, isNode, nodesIn } from "./ast.ts";
import type { Mutant, MutantKind, Site } from "./Mutant.ts";

/** A source file beside its tree as the compiler read it. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly ast: AstNode;
  /** Names of constants by the id of their declaration: how a use of them is changed. */
  readonly constants: ReadonlyMap<number, ConstantKind>;
}

/** A single bit is moved to its neighbour, a number counted up. */
export type ConstantKind = "bit" | "number";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: MutantKind;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "==": "!=",
  "!=": "==",
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
  "&": "|",
  "|": "&",
  "^": "&",
  "<<": ">>",
  ">>": "<<",
};

const LOGIC: Readonly<Record<string, string>> = { "&&": "||", "||": "&&" };

/** Every change of one operator, guard, constant or statement of a file, in the order of its text. */
export function mutantsOf(file: ParsedFile): Mutant[] {
  const toIndex = byteIndex(file.text);
  const reader = new Reader(file, toIndex);
  const times = new Map<string, number>();
  return reader.read().map((mutant) => {
    const { key } = mutant;
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return nth === 1 ? mutant : { ...mutant, key: `${key} #${nth}` };
  });
}

/** The compiler counts bytes; JavaScript does not. */
function byteIndex(text: string): (byte: number) => number {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length === text.length) return (byte) => byte;
  return (byte) => bytes.subarray(0, byte).toString("utf8").length;
}

class Reader {
  readonly #file: ParsedFile;
  readonly #toIndex: (byte: number) => number;
  readonly #mutants: Mutant[] = [];

  constructor(file: ParsedFile, toIndex: (byte: number) => number) {
    this.#file = file;
    this.#toIndex = toIndex;
  }

  read(): Mutant[] {
    for (const node of childrenOf(this.#file.ast)) {
      if (node.nodeType === "FunctionDefinition") this.#function(node, undefined);
      if (node.nodeType !== "ContractDefinition") continue;
      for (const member of childrenOf(node)) {
        if (member.nodeType === "FunctionDefinition") this.#function(member, node);
        if (member.nodeType === "ModifierDefinition") this.#body(member, node);
      }
    }
    return this.#mutants.sort((a, b) => a.site.start - b.site.start);
  }

  #function(node: AstNode, contract: AstNode | undefined): void {
    for (const invocation of listOf(node.modifiers)) {
      if (invocation.kind === "modifierInvocation" && contract !== undefined) {
        this.#modifier(invocation, node, contract);
      }
    }
    this.#body(node, contract);
  }

  #body(node: AstNode, contract: AstNode | undefined): void {
    if (!isNode(node.body)) return;
    const where = nameOf(node, contract);
    for (const block of nodesIn(node.body)) {
      if (block.nodeType === "Block" || block.nodeType === "UncheckedBlock") {
        for (const statement of listOf(block.statements)) this.#statement(statement, where, node);
      }
      for (const body of bodiesWithoutBraces(block)) this.#statement(body, where, node);
    }
  }

  #modifier(invocation: AstNode, node: AstNode, contract: AstNode): void {
    const { start, end, text } = this.#rangeOf(invocation);
    const site: Site = {
      ...this.#siteAt(invocation, nameOf(node, contract)),
      ...{ start, end, form: "modifier", original: text, before: "" },
      contractEnd: this.#rangeOf(contract).end - 1,
    };
    this.#add(site, "modifier dropped", "", text, "");
  }

  #statement(node: AstNode, where: string, of: AstNode): void {
    switch (node.nodeType) {
      case "IfStatement":
        this.#condition(node, where);
        break;
      case "WhileStatement":
      case "ForStatement":
      case "DoWhileStatement":
        this.#loop(node, where);
        break;
      case "VariableDeclarationStatement":
        this.#declaration(node, where);
        break;
      case "ExpressionStatement":
      case "EmitStatement":
      case "RevertStatement":
        this.#plain(node, where);
        break;
      case "Return":
        this.#return(node, where, of);
        break;
    }
  }

  #condition(node: AstNode, where: string): void {
    const condition = node.condition as AstNode;
    const guards = !isNode(node.falseBody) && onlyReverts(node.trueBody as AstNode);
    const { text } = this.#rangeOf(condition);
    const whole = guards
      ? ({ kind: "guard dropped", text: "false" } as const)
      : ({ kind: "condition negated", text: `!(${text})` } as const);
    const site = this.#conditionSite(condition, where);
    if (whole.kind === "guard dropped" || !isPlainBool(condition)) {
      this.#add(site, whole.kind, whole.text, `if (${text})`, `if (${whole.text})`);
    }
    this.#edits(condition, condition, site, (mutated) => `if (${mutated})`);
  }

  #loop(node: AstNode, where: string): void {
    if (!isNode(node.condition)) return;
    const site = this.#conditionSite(node.condition, where);
    const word = node.nodeType === "ForStatement" ? "for" : "while";
    this.#edits(node.condition, node.condition, site, (mutated) => `${word} (${mutated})`);
  }

  #declaration(node: AstNode, where: string): void {
    if (!isNode(node.initialValue)) return;
    const declared = (node.declarations as (AstNode | null)[]).map((declaration) =>
      declaration === null
        ? undefined
        : { text: this.#rangeOf(declaration).text, name: String(declaration.name) },
    );
    const names = declared.map((one) => one?.name ?? "");
    const targets = names.length === 1 ? names[0] : `(${names.join(", ")})`;
    const { text: whole, start, end } = this.#rangeOf(node);
    const value = this.#rangeOf(node.initialValue);
    const head = whole.slice(0, value.start - start);
    const site: Site = {
      ...this.#siteAt(node, where),
      ...{ start, end: withSemicolon(this.#file.text, end), form: "statement" },
      before: declared.flatMap((one) => (one === undefined ? [] : [`${one.text};`])).join(" "),
      original: `${targets} = ${value.text};`,
    };
    this.#edits(
      node.initialValue,
      node.initialValue,
      site,
      (mutated) => `${head}${mutated};`,
      (mutated) => `${targets} = ${mutated};`,
    );
  }

  #plain(node: AstNode, where: string): void {
    const site = this.#statementSite(node, where);
    if (node.nodeType !== "RevertStatement" && !setsPointer(node)) {
      const kind = isRequire(node) ? "guard dropped" : "statement dropped";
      this.#add(site, kind, "", site.original, "");
    }
    this.#edits(node, node, site, (mutated) => `${mutated};`);
  }

  #return(node: AstNode, where: string, of: AstNode): void {
    if (!isNode(node.expression)) return;
    const site = this.#statementSite(node, where);
    const { text } = this.#rangeOf(node.expression);
    const returned = listOf((of.returnParameters as AstNode | undefined)?.parameters);
    if (returned.length === 1 && typeOf(returned[0]) === "bool" && !isPlainBool(node.expression)) {
      const to = `return !(${text});`;
      this.#add(site, "condition negated", to, site.original, to);
    }
    this.#edits(node, node, site, (mutated) => `${mutated};`);
  }

  /** Adds a mutant for each change of an operator or constant within a node. */
  #edits(
    within: AstNode,
    of: AstNode,
    site: Site,
    shown: (mutated: string) => string,
    rendered?: (mutated: string) => string,
  ): void {
    const { text, start } = this.#rangeOf(of);
    const from = shown(text);
    for (const edit of this.#editsIn(within)) {
      const mutated = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
      const placed = rendered?.(mutated) ?? (site.form === "condition" ? mutated : `${mutated};`);
      this.#add(site, edit.kind, placed, from, shown(mutated));
    }
  }

  #editsIn(within: AstNode): Edit[] {
    return [...nodesIn(within)].flatMap((node) => {
      switch (node.nodeType) {
        case "BinaryOperation":
          return this.#binary(node);
        case "UnaryOperation":
          return this.#unary(node);
        case "Assignment":
          return this.#assignment(node);
        case "Conditional":
          if (isPlainBool(node.condition as AstNode)) return [];
          return this.#whole(
            node.condition as AstNode,
            (text) => `!(${text})`,
            "condition negated",
          );
        case "Literal":
          return this.#literal(node);
        case "Identifier":
        case "MemberAccess":
          return this.#constant(node);
        case "FunctionCall":
          return this.#rounding(node);
        default:
          return [];
      }
    });
  }

  #binary(node: AstNode): Edit[] {
    const [left, right] = [node.leftExpression as AstNode, node.rightExpression as AstNode];
    const operator = String(node.operator);
    const swaps: [Readonly<Record<string, string>>, MutantKind][] = [
      [COMPARISONS, "comparison"],
      [ARITHMETIC, "arithmetic"],
      [LOGIC, "logic"],
    ];
    const edits = swaps.flatMap(([table, kind]) => {
      const other = table[operator];
      return other === undefined ? [] : [this.#between(left, right, operator, other, kind)];
    });
    if (operator !== "/" || !isInteger(node)) return edits;
    const [a, b] = [this.#rangeOf(left).text, this.#rangeOf(right).text];
    const up = `(((${a}) + (${b}) - 1) / (${b}))`;
    return [...edits, { ...this.#rangeOf(node), text: up, kind: "rounding" }];
  }

  #between(left: AstNode, right: AstNode, from: string, to: string, kind: MutantKind): Edit {
    const after = this.#rangeOf(left).end;
    const gap = this.#file.text.slice(after, this.#rangeOf(right).start);
    const start = after + blankedComments(gap).indexOf(from);
    return { start, end: start + from.length, text: to, kind };
  }

  #unary(node: AstNode): Edit[] {
    const operator = String(node.operator);
    const { start, end, text } = this.#rangeOf(node);
    const inner = this.#rangeOf(node.subExpression as AstNode).text;
    if (operator === "!") return [{ start, end, text: inner, kind: "logic" }];
    if (operator === "~") return [{ start, end, text: inner, kind: "arithmetic" }];
    if (operator !== "++" && operator !== "--") return [];
    const other = text.replace(operator, operator === "++" ? "--" : "++");
    return [{ start, end, text: other, kind: "arithmetic" }];
  }

  #assignment(node: AstNode): Edit[] {
    const operator = String(node.operator);
    const other = ARITHMETIC[operator.slice(0, -1)];
    if (operator === "=" || other === undefined) return [];
    const [left, right] = [node.leftHandSide as AstNode, node.rightHandSide as AstNode];
    return [this.#between(left, right, operator, `${other}=`, "arithmetic")];
  }

  #literal(node: AstNode): Edit[] {
    const { start, end, text } = this.#rangeOf(node);
    const edit = (other: string): Edit => ({ start, end, text: other, kind: "constant" });
    if (node.kind === "bool") return [edit(text === "true" ? "false" : "true")];
    if (node.kind !== "number") return [];
    if (/^\d+$/.test(text)) {
      const value = BigInt(text);
      const up = edit(String(value + 1n));
      return value === 0n ? [up] : [up, edit(String(value - 1n))];
    }
    // An address is written as a number too.
    if (/^0x[0-9a-fA-F]{40}$/.test(text)) return [];
    return [edit(`(${text} + 1)`), edit(`(${text} - 1)`)];
  }

  #constant(node: AstNode): Edit[] {
    const kind = this.#file.constants.get(Number(node.referencedDeclaration));
    if (kind === undefined) return [];
    const change = (text: string) => (kind === "bit" ? `(${text} << 1)` : `(${text} + 1)`);
    return this.#whole(node, change, "constant");
  }

  #rounding(node: AstNode): Edit[] {
    const callee = node.expression as AstNode;
    if (callee.nodeType !== "MemberAccess" || callee.memberName !== "ceilDiv") return [];
    const [a, b] = listOf(node.arguments);
    if (a === undefined || b === undefined) return [];
    const down = `((${this.#rangeOf(a).text}) / (${this.#rangeOf(b).text}))`;
    return this.#whole(node, () => down, "rounding");
  }

  #whole(node: AstNode, change: (text: string) => string, kind: MutantKind): Edit[] {
    const { start, end, text } = this.#rangeOf(node);
    return [{ start, end, text: change(text), kind }];
  }

  #add(site: Site, kind: MutantKind, text: string, from: string, to: string): void {
    const [before, after] = [squeezed(from), squeezed(to)];
    const key = `${site.path} ${site.where}: ${before} -> ${after}`;
    this.#mutants.push({ site, kind, text, from: before, to: after, key });
  }

  #conditionSite(condition: AstNode, where: string): Site {
    const { start, end, text } = this.#rangeOf(condition);
    const at = this.#siteAt(condition, where);
    return { ...at, start, end, form: "condition", before: "", original: text };
  }

  #statementSite(node: AstNode, where: string): Site {
    const { start, end, text } = this.#rangeOf(node);
    return {
      ...this.#siteAt(node, where),
      ...{ start, end: withSemicolon(this.#file.text, end), form: "statement", before: "" },
      original: `${text};`,
    };
  }

  #siteAt(node: AstNode, where: string): Pick<Site, "path" | "where" | "line"> {
    const { start } = this.#rangeOf(node);
    const line = this.#file.text.slice(0, start).split("\n").length;
    return { path: this.#file.path, where, line };
  }

  #rangeOf(node: AstNode): { start: number; end: number; text: string } {
    const [from = 0, length = 0] = node.src.split(":").map(Number);
    const [start, end] = [this.#toIndex(from), this.#toIndex(from + length)];
    return { start, end, text: this.#file.text.slice(start, end) };
  }
}

function listOf(value: unknown): AstNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** What an `if` or a loop runs when it is written without braces. */
function bodiesWithoutBraces(node: AstNode): AstNode[] {
  return [node.trueBody, node.falseBody, node.nodeType.endsWith("Statement") ? node.body : null]
    .filter(isNode)
    .filter(({ nodeType }) => nodeType !== "Block" && nodeType !== "UncheckedBlock");
}

function onlyReverts(body: AstNode): boolean {
  const statements = body.nodeType === "Block" ? listOf(body.statements) : [body];
  return statements.length === 1 && statements[0]?.nodeType === "RevertStatement";
}

function isRequire(node: AstNode): boolean {
  const call = node.expression as AstNode | undefined;
  return (call?.expression as AstNode | undefined)?.name === "require";
}

/** Without it the contract does not compile, and the compiler says so elsewhere. */
function setsPointer(node: AstNode): boolean {
  const set = (node.expression as AstNode | undefined)?.leftHandSide;
  return isNode(set) && /storage pointer|calldata/.test(typeOf(set));
}

/** Whose negation the change of its operator is already. */
function isPlainBool(node: AstNode): boolean {
  if (node.nodeType === "Literal") return true;
  if (node.nodeType === "UnaryOperation") return true;
  return node.nodeType === "BinaryOperation" && /^[=!]=$/.test(String(node.operator));
}

function typeOf(node: AstNode | undefined): string {
  return (node?.typeDescriptions as { typeString?: string } | undefined)?.typeString ?? "";
}

function isInteger(node: AstNode): boolean {
  return /^u?int\d+$/.test(typeOf(node));
}

function nameOf(node: AstNode, contract: AstNode | undefined): string {
  const name = String(node.name || node.kind);
  return contract === undefined ? name : `${contract.name}.${name}`;
}

function withSemicolon(text: string, end: number): number {
  if (text[end - 1] === ";") return end;
  const semicolon = end + blankedComments(text.slice(end, end + 2_000)).indexOf(";");
  return semicolon + 1;
}

function blankedComments(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => " ".repeat(comment.length));
}

function squeezed(text: string): string {
  return text
    .replace(/\/\/[^\n]*/g, " ")
    .replace(/;+$/, ";")
    .replace(/\s+/g, " ")
    .trim();
}
