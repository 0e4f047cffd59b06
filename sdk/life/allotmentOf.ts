/**
 * What each entry of an offering is allotted in proportion, as the contract does it: of the lots offered, the
 * entries in their order get what their running sum is due, rounded down, less what those before them got. All
 * lots are allotted where more are subscribed; else each entry gets what it subscribed.
 *
 * @param entries units that each entry subscribed, in their order, 0 of one that was withdrawn
 * @param cap units that are offered, whole lots
 * @param lot in whole multiples of which the entries are subscribed
 */
export function allotmentOf(entries: readonly bigint[], cap: bigint, lot: bigint): bigint[] {
  const subscribed = entries.reduce((sum, units) => sum + units, 0n);
  if (subscribed <= cap) return [...entries];
  const due = (units: bigint) => (((units / lot) * (cap / lot)) / (subscribed / lot)) * lot;
  let sum = 0n;
  return entries.map((units) => {
    const before = due(sum);
    sum += units;
    return due(sum) - before;
  });
}
