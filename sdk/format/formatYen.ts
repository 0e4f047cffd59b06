/**
 * An amount of yen with its sign and thousands: `¥1,234`, `-¥1,234`. The same in both languages.
 *
 * @param yen whole yen
 */
export function formatYen(yen: bigint): string {
  return `${yen < 0n ? "-" : ""}¥${(yen < 0n ? -yen : yen).toLocaleString("en-US")}`;
}
