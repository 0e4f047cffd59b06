import { dataLength, getAddress, recoverAddress, TypedDataEncoder } from "ethers";
import { tradeId } from "../encode/tradeId.ts";
import { tradeTypedData } from "../encode/tradeTypedData.ts";
import { filled } from "../text/filled.ts";
import type { Text } from "../text/texts.ts";
import type { Side, TradeFile } from "./tradeFile.ts";

/** What can be said of a signature without a chain. */
export type SignatureState = "good" | "missing" | "wrong" | "contract";

/** What is known of one party's signature. */
export interface SignatureFinding {
  readonly state: SignatureState;
  /** What that means, and what to do. */
  readonly text: Text;
}

export interface TradeFileChecked {
  /** The trade's id. */
  readonly id: string;
  readonly seller: SignatureFinding;
  readonly buyer: SignatureFinding;
  /** Both signatures are there, and none is known to be wrong. */
  readonly isReady: boolean;
}

export interface CheckTradeFileParameters {
  /** Parties that are contract wallets: whatever they signed, only the chain can judge. */
  readonly contractWallets?: readonly string[];
}

/** A key's signature has so many bytes; the contracts take no other form of one. */
const KEY_SIGNATURE_BYTES = 65;

/**
 * Says of both signatures of a trade whether they are good. Works offline: a contract wallet's signature is
 * one that no key can have made, or that of a party that is named as one.
 */
export function checkTradeFile(
  file: TradeFile,
  { contractWallets = [] }: CheckTradeFileParameters = {},
): TradeFileChecked {
  const { chainId, dvp, trade, signatures } = file;
  const { domain, types } = tradeTypedData(chainId, dvp, trade);
  const digest = TypedDataEncoder.hash(domain, types, trade);
  const contracts = new Set(contractWallets.map((wallet) => getAddress(wallet)));
  const judge = (side: Side): SignatureFinding => {
    const party = getAddress(trade[side]);
    const isContract = contracts.has(party);
    const { state, signer } = stateOf(digest, party, signatures[side], isContract);
    const template = state === "wrong" && signer === undefined ? TEXTS.noKey : TEXTS[state];
    const name = SIDE_TEXTS[side];
    return {
      state,
      text: filled(template, (lang) => ({ side: name[lang], party, signer: signer ?? "" })),
    };
  };
  const [seller, buyer] = [judge("seller"), judge("buyer")];
  const isReady = [seller, buyer].every(({ state }) => state === "good" || state === "contract");
  return { id: tradeId(trade), seller, buyer, isReady };
}

function stateOf(
  digest: string,
  party: string,
  signature: string | undefined,
  isContract: boolean,
): { state: SignatureState; signer?: string } {
  if (signature === undefined) return { state: "missing" };
  const signer = signerOf(digest, signature);
  if (signer === party) return { state: "good" };
  if (isContract || dataLength(signature) !== KEY_SIGNATURE_BYTES) return { state: "contract" };
  return { state: "wrong", ...(signer !== undefined && { signer }) };
}

function signerOf(digest: string, signature: string): string | undefined {
  // The chain knows no other end than these; ethers would take 0 and 1 for them.
  if (dataLength(signature) !== KEY_SIGNATURE_BYTES || !/1[bc]$/i.test(signature)) return undefined;
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}

const SIDE_TEXTS: Readonly<Record<Side, Text>> = {
  seller: { en: "seller", ja: "売方" },
  buyer: { en: "buyer", ja: "買方" },
};

const TEXTS = {
  good: {
    en: "The {side} {party} has signed this trade.",
    ja: "{side} {party} の署名は有効です。",
  },
  missing: {
    en: "The {side} {party} has not signed yet. Send it the file.",
    ja: "{side} {party} の署名がありません。ファイルを送付してください。",
  },
  wrong: {
    en: "The {side}'s signature is by {signer} or over another trade, not by {party} over this one. Let the {side} sign this file; if {party} is a contract wallet, say so.",
    ja: "{side}の署名は {signer} によるもの、または別の約定に対するもので、この約定に対する {party} の署名ではありません。{side}がこのファイルに署名してください。{party} がコントラクトウォレットの場合はその旨を指定してください。",
  },
  noKey: {
    en: "The {side}'s signature is not one that any key makes. Let {party} sign this file; if it is a contract wallet, say so.",
    ja: "{side}の署名は鍵による有効な署名ではありません。{party} がこのファイルに署名してください。コントラクトウォレットの場合はその旨を指定してください。",
  },
  contract: {
    en: "The {side}'s signature is a contract wallet's ({party}): only the chain can say whether it is good.",
    ja: "{side}の署名はコントラクトウォレット {party} のものです。有効かどうかはチェーン上でのみ確認できます。",
  },
} satisfies Record<SignatureState | "noKey", Text>;
