import type { Provider } from "ethers";
import { ToldError } from "../text/ToldError.ts";

/** How often and how long an earlier run's transactions are waited for. */
const [POLL_MS, POLLS] = [1_000, 60];

/** The key has sent something that is not mined yet. */
export class RelayerBusy extends ToldError {
  override readonly name = "RelayerBusy";

  constructor(relayer: string, waiting: number) {
    super(
      {
        en:
          "{waiting} transactions of {relayer} wait to be mined. Run the same command again when they are: " +
          "it reads from the chain what is done, and sends the rest. Nothing was sent.",
        ja: "{relayer} の取引 {waiting} 件がまだブロックに入っていません。その後に同じコマンドを再度実行すると、残りだけを送信します。何も送信していません。",
      },
      { waiting, relayer },
    );
  }
}

export type RequireIdleErrors = RelayerBusy;

/**
 * Waits, not for ever, until everything that a key sent is mined: what a killed run left must not be sent
 * twice.
 *
 * @throws RelayerBusy if it is not
 */
export async function requireIdle(provider: Provider, relayer: string): Promise<void> {
  for (let poll = 0; ; poll++) {
    const [mined, sent] = await Promise.all([
      provider.getTransactionCount(relayer, "latest"),
      provider.getTransactionCount(relayer, "pending"),
    ]);
    if (sent <= mined) return;
    if (poll === POLLS) throw new RelayerBusy(relayer, sent - mined);
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
}
