import type { ContractTransactionReceipt, TransactionReceipt, TransactionResponse } from "ethers";
import { ToldError } from "../text/ToldError.ts";

export type Receipt = TransactionReceipt | ContractTransactionReceipt;

/** A transaction was sent but not mined in time. */
export class NotMinedInTime extends ToldError {
  override readonly name = "NotMinedInTime";
  readonly hash: string;

  constructor(hash: string, seconds: number) {
    super(
      {
        en:
          "Transaction {hash} was sent but not mined within {seconds} seconds. It may still be: " +
          "look it up before sending anything again.",
        ja: "取引 {hash} は送信済みですが、{seconds} 秒以内にブロックに入りませんでした。後から入ることがあります。再送の前に確認してください。",
      },
      { hash, seconds },
    );
    this.hash = hash;
  }
}

export type ConfirmErrors = NotMinedInTime;

/**
 * Waits until a sent transaction is mined, never for ever.
 *
 * @param sent what the send returned
 * @param seconds the longest wait
 * @throws NotMinedInTime; the chain's refusal if it was mined as failed
 */
export async function confirm(sent: TransactionResponse | null, seconds = 120): Promise<Receipt> {
  if (sent === null) throw new Error("Nothing was sent: the signer returned no transaction.");
  let receipt: Receipt | null;
  try {
    receipt = await sent.wait(1, seconds * 1_000);
  } catch (error) {
    if ((error as { code?: string }).code === "TIMEOUT")
      throw new NotMinedInTime(sent.hash, seconds);
    throw error;
  }
  if (receipt === null) throw new NotMinedInTime(sent.hash, seconds);
  return receipt;
}
