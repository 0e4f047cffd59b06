import { assumedPaths } from "./assumedPaths.ts";
import { type Checked, checkPlaces } from "./checkPlaces.ts";
import type { ClassFile } from "./parseClassFile.ts";
import { classSchema } from "./schemas/classSchema.ts";

/**
 * The class that a YAML text describes, and where its fields stand.
 *
 * @throws FileRefused with every fault at its line and column
 */
export function checkClassFile(text: string, fileName: string): Checked<ClassFile> {
  const { file, yaml } = checkPlaces(text, fileName, "TokenClass", classSchema);
  // The schema's rules tie `unit` and `bond` to the type; its own type cannot say so.
  const terms: unknown = { ...file, assumed: assumedPaths(yaml.value) };
  return { file: terms as ClassFile, yaml };
}
