import type { z } from "zod";
import { checkPlaces } from "./checkPlaces.ts";

/**
 * The domain values of a file's text, by its schema.
 *
 * @throws FileRefused with every fault; a file of another kind gets that one finding only
 */
export function checkFile<T>(
  text: string,
  fileName: string,
  kind: Parameters<typeof checkPlaces>[2],
  schema: z.ZodType<T>,
): T {
  return checkPlaces(text, fileName, kind, schema).file;
}
