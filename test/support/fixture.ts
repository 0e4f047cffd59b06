import { currentFile } from "./usedAgain.ts";
import type { World } from "./world.ts";

/**
 * What `make` makes, as a function that every test calls for itself: made once, then brought back
 * to how it was made.
 */
export function fixture<T extends Pick<World, "networkHelpers">>(make: () => Promise<T>) {
  let made: Promise<{ value: T; restore(): Promise<void> }> | undefined;
  let madeIn: number | undefined;
  return async (): Promise<T> => {
    // A chain that another file of tests may use by now is not ours any more.
    if (made === undefined || madeIn !== currentFile()) {
      madeIn = currentFile();
      made = make().then(async (value) => {
        const { restore } = await value.networkHelpers.takeSnapshot();
        return { value, restore };
      });
      return (await made).value;
    }
    const { value, restore } = await made;
    await restore();
    return value;
  };
}
