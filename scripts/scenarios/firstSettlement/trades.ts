import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, ZeroHash } from "ethers";
import {
  confirm,
  formatYen,
  type Receipt,
  requireChain,
  signTypedData,
  type Trade,
  tradeTypedData,
} from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const DAY_SECONDS = 86_400;

export type Signer = HardhatEthersSigner;

/** A trade with both parties' signatures. */
export interface SignedTrade {
  readonly trade: Trade;
  readonly signatures: readonly [seller: string, buyer: string];
}

export type Trades = ReturnType<typeof trades>;

/** The trades of the story: signed, sent, settled. */
export function trades(stage: Stage) {
  const { chain, people, narrator, classFile, platform, security, token, yen, dvp } = stage;
  let nonce = 0n;

  async function signed(
    seller: Signer,
    buyer: Signer,
    units: bigint,
    amount: bigint,
    lifetime = DAY_SECONDS,
  ): Promise<SignedTrade> {
    await requireChain(chain.provider, platform);
    nonce += 1n;
    const now = await chain.now();
    const trade: Trade = {
      seller: seller.address,
      buyer: buyer.address,
      security,
      units,
      cash: platform.yen,
      amount,
      settleFrom: now,
      settleBy: now + lifetime,
      sellerNonce: nonce,
      buyerNonce: nonce,
      termsEpoch: Number(await token.termsEpoch()),
      cycle: ZeroHash,
      partialAllowed: false,
      commonReference: encodeBytes32String(`${classFile.symbol} ${nonce}`),
    };
    const data = tradeTypedData(platform.chainId, platform.dvp, trade);
    const signatures = [
      await signTypedData(seller, data),
      await signTypedData(buyer, data),
    ] as const;
    return { trade, signatures };
  }

  /** Sent by the relayer, as anybody could. */
  async function sent({ trade, signatures }: SignedTrade): Promise<Receipt> {
    return await confirm(await dvp.settle(trade, ...signatures));
  }

  /** What everybody in the story and the settlement contract own, units and yen. */
  async function holdings(): Promise<bigint[]> {
    const { issuer, a, b, stranger, thief } = people;
    const owners = [issuer, a, b, stranger, thief].map(({ address }) => address);
    return await Promise.all(
      [...owners, platform.dvp].flatMap((owner) => [token.balanceOf(owner), yen.balanceOf(owner)]),
    );
  }

  /** Signs and settles a trade, and holds what moved against what was signed. */
  async function settled(seller: Signer, buyer: Signer, units: bigint, amount: bigint) {
    const legs = () =>
      Promise.all([
        token.balanceOf(seller.address),
        token.balanceOf(buyer.address),
        yen.balanceOf(seller.address),
        yen.balanceOf(buyer.address),
      ]);
    const trade = await signed(seller, buyer, units, amount);
    const before = await legs();
    const { gasUsed } = await sent(trade);
    const after = await legs();
    const moved = [-units, units, amount, -amount];
    ensure(
      after.every((value, index) => value === (before[index] ?? 0n) + (moved[index] ?? 0n)),
      "a settled trade moved something else than its two legs",
    );
    const values = {
      seller: narrator.nameOf(seller.address),
      buyer: narrator.nameOf(buyer.address),
      units: narrator.units(units),
      yen: formatYen(amount),
    };
    narrator.told(TEXTS.settled, values, gasUsed);
    return { trade, gasUsed };
  }

  return { signed, sent, settled, holdings };
}
