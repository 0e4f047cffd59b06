/**
 * An amount of gas with its thousands: `40,705`.
 *
 * @param gas gas, as a receipt gives it
 */
export function formatGas(gas: bigint | number): string {
  return gas.toLocaleString("en-US");
}
