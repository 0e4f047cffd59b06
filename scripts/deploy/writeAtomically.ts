import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file so that whoever reads it, and whoever finds it after a kill, sees the old or the new whole. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  const file = await open(part, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
