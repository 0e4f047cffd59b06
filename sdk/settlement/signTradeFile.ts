import { getAddress } from "ethers";
import { signTypedData } from "../encode/signTypedData.ts";
import { tradeTypedData } from "../encode/tradeTypedData.ts";
import type { PartyKey } from "./PartyKey.ts";
import type { Side, TradeFile } from "./tradeFile.ts";

export interface SignTradeFileParameters {
  /** For which party the key signs. Only needed if that is a contract wallet, which is not the key itself. */
  readonly as?: Side;
}

/** A key was to sign a trade that it is no party of. */
export class SignerNoParty extends Error {
  override readonly name = "SignerNoParty";
  readonly signer: string;

  constructor(signer: string, { seller, buyer }: { seller: string; buyer: string }) {
    super(
      `${signer} is neither the seller ${seller} nor the buyer ${buyer} of the trade, and nothing was ` +
        "signed. Take the party's own key; if the key signs for a contract wallet, say for which side " +
        '(as: "seller" or as: "buyer").',
    );
    this.signer = signer;
  }
}

/** A key was to sign for the side that its own party is against. */
export class SignerOtherSide extends Error {
  override readonly name = "SignerOtherSide";
  readonly signer: string;

  constructor(signer: string, side: Side) {
    const own = side === "seller" ? "buyer" : "seller";
    super(
      `${signer} is the trade's ${own} and was to sign as its ${side}; nothing was signed. Leave the side ` +
        `out to sign as the ${own}, or take a key of the ${side}.`,
    );
    this.signer = signer;
  }
}

export type SignTradeFileErrors = SignerNoParty | SignerOtherSide;

/**
 * The trade with the key's signature, in the place of an earlier one of that side. Works offline.
 *
 * @throws SignerNoParty if the key is of neither party and no side is named
 * @throws SignerOtherSide if the side that is named is the other party's
 */
export async function signTradeFile(
  key: PartyKey,
  file: TradeFile,
  { as }: SignTradeFileParameters = {},
): Promise<TradeFile> {
  const { chainId, dvp, trade, signatures } = file;
  const signer = getAddress(await key.getAddress());
  const own = sideOf(signer, trade);
  if (own === undefined && as === undefined) throw new SignerNoParty(signer, trade);
  if (own !== undefined && as !== undefined && own !== as) throw new SignerOtherSide(signer, as);
  const side = as ?? own ?? "seller";
  const signature = await signTypedData(key, tradeTypedData(chainId, dvp, trade));
  return { ...file, signatures: { ...signatures, [side]: signature } };
}

function sideOf(signer: string, { seller, buyer }: TradeFile["trade"]): Side | undefined {
  if (signer === getAddress(seller)) return "seller";
  return signer === getAddress(buyer) ? "buyer" : undefined;
}
