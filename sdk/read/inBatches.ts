/** Questions that are put to a node at once: many nodes refuse more. */
const AT_ONCE = 25;

/** The answers for all items, in their order, a few asked for at a time. */
export async function inBatches<T, A>(
  items: readonly T[],
  ask: (item: T, index: number) => Promise<A>,
): Promise<A[]> {
  const answers: A[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const batch = items.slice(from, from + AT_ONCE);
    answers.push(...(await Promise.all(batch.map((item, index) => ask(item, from + index)))));
  }
  return answers;
}
