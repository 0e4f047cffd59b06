/** The fields of a holder word, as `contracts/types/HolderWord.sol` draws it. */
export function holderFields(word: bigint) {
  const field = (at: bigint, bits: bigint) => (word >> at) & ((1n << bits) - 1n);
  return {
    balance: field(0n, 64n),
    held: field(64n, 64n),
    until: Number(field(128n, 32n)),
    from: Number(field(160n, 32n)),
    epoch: Number(field(208n, 16n)),
    categories: Number(field(224n, 4n)),
    mayGain: field(228n, 1n) === 1n,
    enrolled: field(229n, 1n) === 1n,
    frozen: field(240n, 1n) === 1n,
    hasFrozenUnits: field(241n, 1n) === 1n,
  };
}
