import { count, map } from "./fields.ts";

/** How many investors of each category there may be; a category left out has no limit. */
export function maxPerCategory(meaning: string) {
  const most = (category: string) =>
    count(`investors at most that are ${category}`, 1, 16_777_214).exactOptional();
  return map(meaning, {
    general: most("general"),
    specified: most("specified"),
    qii: most("qii"),
    "special-business-eligible": most("special-business-eligible"),
    "broker-dealer": most("broker-dealer"),
  });
}
