import { ToldError } from "../text/ToldError.ts";
import type { Text } from "../text/texts.ts";
import type { ContractRefusal } from "./ContractRefusal.ts";
import { refusalOf } from "./refusalOf.ts";

/** A chain or network fault in one sentence. */
export class ChainFault extends ToldError {
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
  const fault = faultText(error);
  return fault === undefined ? error : new ChainFault(fault);
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

interface NodeFault {
  readonly code?: unknown;
  readonly payload?: { readonly method?: unknown };
  readonly error?: { readonly message?: unknown };
  readonly data?: unknown;
}

/** What a client of a chain says went wrong, by what to do about it. */
function faultText(error: Error): Text | undefined {
  const text = error.message;
  if (/insufficient funds|doesn't have enough funds/i.test(text)) {
    return {
      en: "The sending account cannot pay the transaction's fee. Fund it with the chain's own coin.",
      ja: "送信口座に手数料(ガス)の残高がありません。チェーンの通貨を入金してください。",
    };
  }
  if (
    /ECONNREFUSED|Failed to make POST request|ENOTFOUND|Cannot connect|fetch failed|could not detect network/i.test(
      text,
    )
  ) {
    return {
      en: "No chain answers at the network's address. Start one there (for localhost: `kessai chain run` in another terminal), or name another network.",
      ja: "ネットワークのアドレスからチェーンの応答がありません。起動する(ローカルは別の端末で `kessai chain run`)か、別のネットワークを指定してください。",
    };
  }
  const { code, payload, error: answer, data } = error as NodeFault;
  if (
    /socket hang up|ECONNRESET|ETIMEDOUT|EPIPE|is not valid JSON/.test(text) ||
    /^(SERVER_ERROR|NETWORK_ERROR|TIMEOUT)$/.test(String(code))
  ) {
    return {
      en: "The node broke the connection off, or what answers at its address is no node. Try again, or name another network.",
      ja: "ノードとの接続が切れたか、応答したものはノードではありません。再度実行するか、別のネットワークを指定してください。",
    };
  }
  if (code === "NONCE_EXPIRED" || code === "REPLACEMENT_UNDERPRICED") {
    return {
      en: "Another transaction of the sending account came first. Run the same again.",
      ja: "送信口座の別の取引が先に処理されました。同じ操作を再度実行してください。",
    };
  }
  // A call that ended without a word, where our contracts always give one.
  if (code === "BAD_DATA" || (code === "CALL_EXCEPTION" && (data === null || data === "0x"))) {
    return {
      en: "A contract gave no answer that it would give: other code stands there than the deployment says, or the node lacks its state. Compare the deployment with the chain, or use another node.",
      ja: "コントラクトから本来の応答がありません。配備記録と異なるコードがあるか、ノードに状態がありません。配備記録とチェーンを照合するか、別のノードを使用してください。",
    };
  }
  if (code !== "UNKNOWN_ERROR" && code !== "UNSUPPORTED_OPERATION") return undefined;
  const asked = typeof payload?.method === "string" ? ` ${payload.method}` : "";
  const [first = ""] = String(answer?.message ?? "no reason given").split("\n");
  const said = first.slice(0, 200);
  return {
    en: `The node does not do what it was asked${asked}: ${said}. Use a node that does, or try again.`,
    ja: `ノードが要求${asked}に応じません: ${said}。対応するノードを使用するか、再度実行してください。`,
  };
}
