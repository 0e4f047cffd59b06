import { fieldsOf, HOLDER_WORD } from "./words.ts";

/** The fields of a holder word, flags as yes or no and times as Unix seconds. */
export function holderFields(word: bigint) {
  const fields = fieldsOf(HOLDER_WORD, word);
  return {
    balance: fields.balance,
    held: fields.held,
    until: Number(fields.until),
    from: Number(fields.from),
    epoch: Number(fields.epoch),
    categories: Number(fields.categories),
    mayGain: fields.mayGain === 1n,
    enrolled: fields.enrolled === 1n,
    frozen: fields.frozen === 1n,
    hasFrozenUnits: fields.hasFrozenUnits === 1n,
  };
}
