import type { Provider } from "ethers";
import { ToldError } from "../text/ToldError.ts";
import type { Receipt } from "./confirm.ts";

/** A transaction is mined and not final in time. */
export class NotFinalInTime extends ToldError {
  override readonly name = "NotFinalInTime";

  constructor(hash: string, seconds: number) {
    super(
      {
        en:
          "Transaction {hash} is mined, but not final after {seconds} seconds. Look it up later before you rely " +
          "on it.",
        ja: "取引 {hash} はブロックに入りましたが、{seconds} 秒後も確定していません。後で確認してください。",
      },
      { hash, seconds },
    );
  }
}

/** The chain undid a block, and the transaction with it. */
export class Undone extends ToldError {
  override readonly name = "Undone";

  constructor(hash: string) {
    super(
      {
        en: "The chain undid the block of transaction {hash}, which is not mined any more. Run the same again.",
        ja: "取引 {hash} のブロックが取り消されました。同じコマンドを再度実行してください。",
      },
      { hash },
    );
  }
}

export type AwaitFinalErrors = NotFinalInTime | Undone;

export interface Finality {
  /** The longest wait. */
  readonly seconds?: number;
  /** Blocks behind which nothing is expected to be undone, where the chain itself does not say what is final. */
  readonly depth?: number;
}

/** A developer's chain, which is final as it is mined. */
const LOCAL_CHAIN = 31_337n;

/**
 * Waits until a mined transaction is final: by the chain's own word where it has one, else by depth.
 *
 * @throws NotFinalInTime; Undone if it is not mined any more
 */
export async function awaitFinal(
  provider: Provider,
  receipt: Receipt,
  chainId: bigint,
  { seconds = 1_800, depth = 64 }: Finality = {},
): Promise<void> {
  if (chainId === LOCAL_CHAIN) return;
  const until = Date.now() + seconds * 1_000;
  for (let pause = 1_000; ; pause = Math.min(pause * 2, 15_000)) {
    const block = await provider.getBlock("finalized").catch(() => null);
    const final = block === null ? (await provider.getBlockNumber()) - depth : block.number;
    if (final >= receipt.blockNumber) {
      const now = await provider.getTransactionReceipt(receipt.hash);
      if (now?.blockHash !== receipt.blockHash) throw new Undone(receipt.hash);
      return;
    }
    if (Date.now() + pause > until) throw new NotFinalInTime(receipt.hash, seconds);
    await new Promise((resume) => setTimeout(resume, pause));
  }
}
