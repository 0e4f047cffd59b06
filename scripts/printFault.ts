import { ChainFault, ContractRefusal, explainError, type Lang, messageIn } from "../sdk/index.ts";

/**
 * Says on the error output what went wrong, in the reader's language where there is one; KESSAI_STACK=1
 * adds where it came from.
 */
export function printFault(error: unknown, lang: Lang): void {
  const explained = explainError(error);
  const isOurs = explained instanceof ContractRefusal || explained instanceof ChainFault;
  const isNamed = isOurs || explained.name !== "Error";
  const said = messageIn(explained, lang);
  console.error(`\n${isNamed ? "" : "Unexpected: "}${said}`);
  if (process.env.KESSAI_STACK === "1") console.error(error);
}
