import type { Provider } from "ethers";
import type { Platform } from "../deploy/deployPlatform.ts";
import { ToldError } from "../text/ToldError.ts";

/** The connected chain is not the one that the platform is on. */
export class WrongChain extends ToldError {
  override readonly name = "WrongChain";
  readonly expected: bigint;
  readonly found: bigint;

  constructor(expected: bigint, found: bigint) {
    super(
      {
        en:
          "The platform is on chain {expected}, but the connected chain is {found}. " +
          "Connect to chain {expected}, or use the deployment of chain {found}. Nothing was signed or sent.",
        ja:
          "プラットフォームはチェーン {expected} にありますが、接続先は {found} です。チェーン {expected} に接続するか、" +
          "{found} の配備記録を使ってください。署名も送信もしていません。",
      },
      { expected, found },
    );
    this.expected = expected;
    this.found = found;
  }
}

/**
 * Makes sure, before anything is signed or sent, that the connected chain is the platform's.
 *
 * @throws WrongChain if it is not
 */
export async function requireChain(provider: Provider, platform: Platform): Promise<void> {
  const { chainId } = await provider.getNetwork();
  if (chainId !== platform.chainId) throw new WrongChain(platform.chainId, chainId);
}
