/** An address in mixed case with one letter's case changed: its checksum is wrong. */
export function miswritten(address: string): string {
  const at = [...address].findIndex((letter, place) => place > 1 && /[a-fA-F]/.test(letter));
  const letter = address[at] ?? "";
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return `${address.slice(0, at)}${other}${address.slice(at + 1)}`;
}
