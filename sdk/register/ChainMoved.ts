/** The chain was reorganised time and again while it was read. */
export class ChainMoved extends Error {
  override readonly name = "ChainMoved";

  constructor(block: number) {
    super(
      `Block ${block} was replaced again and again while the register was built. ` +
        `Ask for an older block, or wait until the chain is quiet.`,
    );
  }
}
