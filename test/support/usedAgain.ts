import type { network } from "hardhat";

interface Chain {
  readonly connection: Awaited<ReturnType<typeof network.create>>;
}

interface Kept {
  readonly value: unknown;
  readonly restore: () => Promise<void>;
  isFree: boolean;
}

const kept: Kept[] = [];
/** Which file of tests runs: counted, since what one has used the next may use again. */
let file = 0;

/** What one file of tests made is over with it: see {@link usedAgain} and test/support/eachFile.ts. */
export function nextFile(): void {
  file += 1;
  for (const each of kept) each.isFree = true;
}

export function currentFile(): number {
  return file;
}

/**
 * What `make` makes on a fresh chain, or what it made for an earlier file of tests in this process, brought
 * back to how it was: to deploy a platform takes half a second, and most files want one. Within a file each
 * call gets a chain of its own.
 *
 * @param make always the same function
 */
export async function usedAgain<T extends Chain>(make: () => Promise<T>): Promise<T> {
  const free = kept.find(({ isFree }) => isFree);
  if (free !== undefined) {
    free.isFree = false;
    await free.restore();
    return free.value as T;
  }
  const value = await make();
  const { restore } = await value.connection.networkHelpers.takeSnapshot();
  kept.push({ value, restore, isFree: false });
  return value;
}
