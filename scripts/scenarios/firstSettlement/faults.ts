/** A step did not do what it says. */
export class StoryBroken extends Error {
  override readonly name = "StoryBroken";

  constructor(what: string) {
    super(`The demonstration went wrong: ${what}. Please report this with the output above.`);
  }
}

/** The class settles in a cash token that the story does not have. */
export class CashNotYen extends Error {
  override readonly name = "CashNotYen";

  constructor(cash: string) {
    super(
      `The class settles in the cash token ${cash}; the demonstration has the platform's yen only. ` +
        `Write \`cash: yen\` under \`settlement\` in the class file.`,
    );
  }
}

/** The files are sound, but the story cannot be told with them. */
export class NotPlayable extends Error {
  override readonly name = "NotPlayable";

  constructor(why: string, mend: string) {
    super(`${why} ${mend} Nothing was sent.`);
  }
}

/** @throws StoryBroken if what a step says is not so */
export function ensure(holds: boolean, what: string): asserts holds {
  if (!holds) throw new StoryBroken(what);
}
