import type { z } from "zod";

/** One thing wrong between fields: where, and what is expected there. */
export interface Broken {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
}

/** A rule between fields of one file. */
export interface Rule<T> {
  /**
   * The fields that it reads, as in `passes.quorum`. It is asked only if all of them are sound, so that
   * it speaks of what is wrong and not of what is missing. Entries of a list may still be faulty,
   * which have a finding of their own: they are of any type, and a rule passes them over.
   */
  readonly needs: readonly string[];
  broken(file: T): Iterable<Broken>;
}

/** A schema that asks every rule even when other fields are faulty, so that all findings come at once. */
export function withRules<S extends z.ZodType>(schema: S, rules: readonly Rule<z.output<S>>[]): S {
  return schema.superRefine(
    (file, context) => {
      const faulty = context.issues
        .filter(({ code }) => code !== "unrecognized_keys")
        // A fault inside `{ value, assumed }` is one of the field that it stands for.
        .map(({ path }) => path?.join(".").replace(/\.(value|assumed)$/, "") ?? "");
      const sound = (need: string): boolean =>
        !faulty.some((path) => path === "" || need === path || need.startsWith(`${path}.`));
      for (const rule of rules) {
        if (!rule.needs.every(sound)) continue;
        for (const { path, expected } of rule.broken(file)) {
          const params = { ofValue: true };
          context.addIssue({ code: "custom", path: [...path], message: expected, params });
        }
      }
    },
    { when: () => true },
  );
}
