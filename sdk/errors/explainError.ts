import type { ContractRefusal } from "./ContractRefusal.ts";
import { refusalOf } from "./refusalOf.ts";

/** A chain or network fault in one sentence. */
export class ChainFault extends Error {
  override readonly name = "ChainFault";
}

export type Explained = ContractRefusal | ChainFault | Error;

/**
 * What went wrong, in words: a contract's custom error becomes a {@link ContractRefusal}, a fault of
 * the network or the chain a {@link ChainFault}, anything else stays what it is.
 */
export function explainError(error: unknown): Explained {
  const data = revertData(error);
  const refusal = data === undefined ? undefined : refusalOf(data);
  if (refusal !== undefined) return refusal;
  if (!(error instanceof Error)) return new ChainFault(String(error));
  const sentence = faultSentence(error);
  return sentence === undefined ? error : new ChainFault(sentence);
}

/** Clients wrap a revert's data at different depths: the first hex string named `data` counts. */
function revertData(error: unknown, depth = 0): string | undefined {
  if (depth > 6 || typeof error !== "object" || error === null) return undefined;
  const { data } = error as { data?: unknown };
  if (typeof data === "string" && /^0x[0-9a-fA-F]{8,}$/.test(data)) return data;
  for (const key of ["data", "error", "info", "cause", "revert"]) {
    const found = revertData((error as Record<string, unknown>)[key], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultSentence(error: Error): string | undefined {
  const text = error.message;
  if (/insufficient funds|doesn't have enough funds/i.test(text)) {
    return "The sending account cannot pay the transaction's fee. Fund it with the chain's own coin.";
  }
  if (
    /ECONNREFUSED|Failed to make POST request|ENOTFOUND|Cannot connect|fetch failed|could not detect network/i.test(
      text,
    )
  ) {
    return "No chain answers at the network's address. Start one there (for localhost: `npx hardhat node` in another terminal), or correct its url in hardhat.config.ts.";
  }
  return undefined;
}
