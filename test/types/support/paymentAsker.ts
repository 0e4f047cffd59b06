import type { Signer } from "ethers";
import { network } from "hardhat";
import { AmountsHarness__factory } from "../../../types/index.js";

/** Terms and holding of a payment, in the harness's order. */
export interface PaymentCase {
  readonly rate: bigint;
  readonly outstanding: bigint;
  readonly days_: bigint;
  readonly of_: bigint;
  readonly perYear: bigint;
  readonly face: bigint;
  readonly units: bigint;
  readonly part: bigint;
  readonly national: bigint;
  readonly local: bigint;
}

const FOUND = 5;

/** Asks the contract for many cases. The words are put together by hand: a library takes most of a minute for it. */
export async function paymentAsker() {
  const { ethers } = await network.create();
  const [signer] = await ethers.getSigners();
  const harness = await new AmountsHarness__factory(signer as Signer).deploy();
  const to = await harness.getAddress();
  const { selector } = harness.interface.getFunction("payments");
  const word = (value: bigint) => value.toString(16).padStart(64, "0");
  return async (cases: readonly PaymentCase[]): Promise<bigint[][]> => {
    const words = cases.flatMap((c) => Object.values(c) as bigint[]);
    const data = `${selector}${[32n, BigInt(words.length), ...words].map(word).join("")}`;
    const answer = (await ethers.provider.call({ to, data })).slice(2 + 128);
    return cases.map((_, index) =>
      Array.from({ length: FOUND }, (_, field) => {
        const at = (index * FOUND + field) * 64;
        return BigInt(`0x${answer.slice(at, at + 64)}`);
      }),
    );
  };
}
