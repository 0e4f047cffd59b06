import { Wallet as Key, toBeHex } from "ethers";
import { enrolmentTypedData } from "../../../sdk/encode/enrolmentTypedData.ts";
import { permitTypedData } from "../../../sdk/encode/permitTypedData.ts";
import { tradeTypedData } from "../../../sdk/encode/tradeTypedData.ts";
import { bookOf } from "../../support/book.ts";
import type { Wallet } from "../../support/passes.ts";
import { deploySafe } from "../../support/safe.ts";
import { DAY, type World } from "../../support/world.ts";
import { AMOUNT, market, type Token, UNITS } from "./market.ts";

type Keys = readonly Key[];

/** The market, and a Safe without a pass of three keys, of whom two must sign. None has a pass. */
export async function withSafe() {
  const w = await market();
  const keys = [1, 2, 3].map((number) => new Key(toBeHex(number, 32)));
  const safe = await deploySafe(w.deployer, w.chainId, keys, 2);
  const [first, second, third] = keys as [Key, Key, Key];
  const wallets = [w.a, w.b, safe];

  /** The Safe calls a token, signed by two. */
  async function bySafe(token: Token, name: string, args: readonly unknown[]) {
    const data = token.interface.encodeFunctionData(name as "transfer", args as [string, bigint]);
    return await safe.execute(token, data, [third, first]);
  }

  /** The Safe's consent to be enrolled in a class, signed by these keys. */
  async function enrolment(token: Token, by: Keys) {
    const consent = { wallet: safe.address, deadline: BigInt((await w.now()) + DAY) };
    const [address, name] = [await token.getAddress(), await token.name()];
    const data = enrolmentTypedData(w.chainId, address, name, consent);
    return [consent.wallet, consent.deadline, await safe.sign(data, by)] as const;
  }

  /** The Safe's permit for C, signed by these keys, in one piece: ERC-2612's three have room for one. */
  async function permit(by: Keys) {
    const message = {
      owner: safe.address,
      spender: w.c.address,
      value: UNITS,
      nonce: await w.bond.nonces(safe.address),
      deadline: BigInt((await w.now()) + DAY),
    };
    const [address, name] = [await w.bond.getAddress(), await w.bond.name()];
    const data = permitTypedData(w.chainId, address, name, message);
    const { owner, spender, value, deadline } = message;
    return [owner, spender, value, deadline, await safe.sign(data, by)] as const;
  }

  /** A trade with the Safe as one party, A or B as the other, signed by that one and these keys. */
  async function trade(party: "seller" | "buyer", by: Keys) {
    const changes = { [party]: safe.address, units: UNITS, amount: AMOUNT };
    const signed = await w.signedTrade(w.a, w.b, w.bond, changes);
    const data = tradeTypedData(w.chainId, w.platform.dvp, signed.trade);
    return { ...signed, [`${party}Signature`]: await safe.sign(data, by) };
  }

  async function books() {
    return { units: await bookOf(w.bond, wallets), yen: await bookOf(w.yen, wallets) };
  }

  return {
    ...{ ...w, safe, first, second, third, wallets },
    ...{ bySafe, enrolment, permit, trade, books },
  };
}

export type WithSafe = Awaited<ReturnType<typeof withSafe>>;

/** Gives the Safe a pass, 40 units and yen. */
export async function endow(w: WithSafe, give: (w: World, safe: Wallet) => Promise<void>) {
  await give(w, w.safe);
  await w.bond.connect(w.a).transfer(w.safe.address, 40n);
  await w.yen.connect(w.b).transfer(w.safe.address, AMOUNT);
}
