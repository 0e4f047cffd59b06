/**
 * One text for one value: keys in ascending order, no space, whole numbers of the chain (bigint) as
 * decimal strings; keys without a value are left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let said = "";
  if (Array.isArray(value)) {
    for (const each of value) said += `${said === "" ? "" : ","}${canonicalJson(each)}`;
    return `[${said}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined) continue;
    said += `${said === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${said}}`;
}
