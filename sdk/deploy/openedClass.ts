import { SecurityFactory__factory } from "../contracts.ts";
import type { Receipt } from "../write/confirm.ts";

/** Where a receipt of the factory says that the class is, and its number; nothing if it opened none. */
export function openedClass(
  logs: Receipt["logs"],
): { readonly token: string; readonly number: number } | undefined {
  const factory = SecurityFactory__factory.createInterface();
  for (const log of logs) {
    const event = factory.parseLog(log);
    if (event?.name === "ClassOpened") {
      return { token: event.args.token, number: Number(event.args.number) };
    }
  }
  return undefined;
}
