import holidayJp from "@holiday-jp/holiday_jp";

/**
 * By which calendar business days are told, for records: the library that says the national holidays
 * and its version, as `@holiday-jp/holiday_jp 2.5.1`.
 */
export function calendarVersion(): string {
  return `@holiday-jp/holiday_jp ${holidayJp.VERSION}`;
}
