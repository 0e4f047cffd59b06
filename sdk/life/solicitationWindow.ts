const LONGEST_MONTH = 31;

/** Days of a solicitation list's window that are no fewer than so many months, whichever they are. */
export function solicitationWindow(months: number): number {
  return months * LONGEST_MONTH;
}
