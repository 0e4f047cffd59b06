/** A text with some of its parts replaced; each part must be there once. */
export function edit(text: string, ...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((edited, [from, to]) => {
    const parts = edited.split(from);
    if (parts.length !== 2) throw new Error(`${from} is there ${parts.length - 1} times`);
    return parts.join(to);
  }, text);
}
