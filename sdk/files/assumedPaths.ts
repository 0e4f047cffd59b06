import { type Path, showPath } from "./showPath.ts";

/**
 * Where a file that was found sound marks values as assumed, such as `bond.issued`, in its order.
 *
 * @param raw the file's values as parseYaml gives them; no sound file has a key `assumed` elsewhere
 */
export function assumedPaths(raw: unknown, path: Path = []): string[] {
  if (typeof raw !== "object" || raw === null) return [];
  if ("assumed" in raw) return [showPath(path)];
  if (Array.isArray(raw)) return raw.flatMap((entry, at) => assumedPaths(entry, [...path, at]));
  return Object.entries(raw).flatMap(([key, value]) => assumedPaths(value, [...path, key]));
}
