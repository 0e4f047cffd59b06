import { getAddress } from "ethers";
import { readTradeFile, type Side, type TradeFile } from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { maybe, pathOf } from "../inputs.ts";
import { ArgumentRefused, TradeElsewhere } from "./faults.ts";
import { senderOf } from "./senderOf.ts";

/**
 * The trade in a file that an argument names, if it is of this chain and platform.
 *
 * @throws TradeElsewhere; FileRefused, FileNotFound, FileUnreadable
 */
export async function tradeIn(given: Given, desk: Desk, name = "file"): Promise<TradeFile> {
  const path = pathOf(given, name);
  const file = await readTradeFile(path);
  const { chainId, platform } = desk;
  if (file.chainId !== chainId) {
    throw new TradeElsewhere(path, {
      en: `for chain ${file.chainId}, and this is ${chainId}`,
      ja: `チェーン ${file.chainId}(接続先は ${chainId})`,
    });
  }
  if (getAddress(file.dvp) !== getAddress(platform.dvp)) {
    throw new TradeElsewhere(path, {
      en: `for the settlement contract ${file.dvp} of another platform`,
      ja: `別のプラットフォームの決済コントラクト ${file.dvp} `,
    });
  }
  return file;
}

/**
 * For which side somebody acts: as `--as` says, or as the key that sends is a party.
 *
 * @throws ArgumentRefused if neither tells
 */
export async function sideOf(given: Given, desk: Desk, { trade }: TradeFile): Promise<Side> {
  const said = maybe(given, "as");
  if (said === "seller" || said === "buyer") return said;
  const sender = await senderOf(given, desk);
  if (sender === getAddress(trade.seller)) return "seller";
  if (sender === getAddress(trade.buyer)) return "buyer";
  throw new ArgumentRefused(
    sender === undefined
      ? {
          en: "For which party? Say --as seller or --as buyer, or name the party's key with --signer.",
          ja: "どちらの当事者ですか。--as seller または --as buyer、または --signer で当事者の鍵を指定してください。",
        }
      : {
          en: `${sender} is neither the seller ${trade.seller} nor the buyer ${trade.buyer}. A delegate says --as seller or --as buyer.`,
          ja: `${sender} は売方 ${trade.seller} でも買方 ${trade.buyer} でもありません。受任者は --as seller または --as buyer を指定してください。`,
        },
  );
}

/** The option by which somebody says for whom he acts. */
export const AS_OPTION = {
  flags: "--as <side>",
  about: { en: "for which party, if the key is not its own", ja: "当事者(鍵が本人でない場合)" },
  choices: ["seller", "buyer"],
} as const;
