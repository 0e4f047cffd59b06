import type { ClassFile } from "../files/parseClassFile.ts";
import { type UnbuiltRule, unbuiltRules } from "./unbuiltRules.ts";

/** A class file states rules that no contract enforces yet. */
export class RuleNotBuilt extends Error {
  override readonly name = "RuleNotBuilt";
  readonly rules: readonly UnbuiltRule[];

  constructor(code: string, rules: readonly UnbuiltRule[]) {
    const named = rules.map(({ path, rule }) => `${path} (${rule})`).join(", ");
    super(
      `The contracts do not enforce yet what the file of class ${code} states: ${named}. Units would ` +
        `be sold without ${rules.length === 1 ? "that rule" : "those rules"}, so the class is not ` +
        `deployed and nothing was sent. Use a version of Kessai that enforces ` +
        `${rules.length === 1 ? "it" : "them"}; take ${rules.length === 1 ? "it" : "them"} out of ` +
        `the file only if the terms of the security do not ask for ` +
        `${rules.length === 1 ? "it" : "them"}.`,
    );
    this.rules = rules;
  }
}

/**
 * Makes sure that a class promises nothing that would not be kept.
 *
 * @throws RuleNotBuilt naming each rule that the contracts do not enforce yet
 */
export function requireBuilt(classFile: ClassFile): void {
  const rules = unbuiltRules(classFile);
  if (rules.length > 0) throw new RuleNotBuilt(classFile.code, rules);
}
