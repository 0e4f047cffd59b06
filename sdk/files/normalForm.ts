/** A file's terms as JSON keeps them: whole numbers of a chain are texts of digits, keys are in order. */
export type Normal =
  | string
  | number
  | boolean
  | null
  | readonly Normal[]
  | { readonly [field: string]: Normal };

/**
 * The terms of a parsed file in the one form in which two readings of it can be compared: neither
 * comments nor the order of keys change it.
 */
export function normalForm(value: unknown): Normal {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(normalForm);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(
      entries
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, normalForm(each)]),
    );
  }
  return value as string | number | boolean | null;
}
