interface Sent {
  wait(): Promise<{ readonly gasUsed: bigint } | null>;
}

/** Gas of a mined transaction. */
export async function gasOf(sent: Promise<Sent>): Promise<number> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error("not mined");
  return Number(receipt.gasUsed);
}
