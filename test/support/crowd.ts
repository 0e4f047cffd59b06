import { AbiCoder, dataSlice, getAddress, id, keccak256, toBeHex } from "ethers";
import type { SecurityToken } from "../../sdk/contracts.ts";
import { ISSUE, type Life } from "../securities/actions/support/life.ts";
import { CLAIMS_WORD, withFields } from "./words.ts";

/** Units of a class that go out in one transaction, within the gas that EIP-7825 lets one have. */
const AT_ONCE = 100;
const MOST_GAS = 16_777_216n;

/**
 * So many investors, as if officers had granted each a pass like A's: the words are written into KycPass, whose
 * signatures would take minutes. Units and yen come to them by issue and transfer, as to anybody.
 */
export async function crowd(
  w: Life,
  token: SecurityToken,
  count: number,
  units: (place: number) => bigint,
) {
  const wallets = Array.from({ length: count }, (_, i) =>
    getAddress(dataSlice(id(`investor ${i}`), 12)),
  );
  const slotOf = await claimsSlots(w);
  const like = BigInt(await w.networkHelpers.getStorageAt(w.platform.pass, slotOf(w.a.address)));
  for (const [i, wallet] of wallets.entries()) {
    const word = withFields(CLAIMS_WORD, like, { investorId: 1_000n + BigInt(i), classes: 0n });
    await w.ethers.provider.send("hardhat_setStorageAt", [
      w.platform.pass,
      slotOf(wallet),
      toBeHex(word, 32),
    ]);
  }
  const address = await token.getAddress();
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = wallets
      .slice(from, from + AT_ONCE)
      .map((wallet, i) =>
        w.desk.interface.encodeFunctionData("issue", [address, wallet, units(from + i), ISSUE]),
      );
    await w.desk.batch(rows, { gasLimit: MOST_GAS });
  }
  const refused = await w.desk.queryFilter(w.desk.filters.RowRefused());
  if (refused.length !== 0) throw new Error(`Not issued: ${refused[0]!.args.answer}`);
  return wallets;
}

/** Where KycPass keeps a wallet's claims. The compiler chooses the slot: it is found by looking for A's. */
async function claimsSlots(w: Life) {
  const granted = await w.pass.queryFilter(w.pass.filters.PassGranted(w.a.address));
  const told = granted.at(-1)!.args.claims % 2n ** 64n;
  for (let slot = 0n; slot < 12n; slot++) {
    const slotOf = (wallet: string) =>
      keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [wallet, slot]));
    const word = BigInt(await w.networkHelpers.getStorageAt(w.platform.pass, slotOf(w.a.address)));
    if (word !== 0n && word % 2n ** 64n === told) return slotOf;
  }
  throw new Error("No slot of KycPass holds A's claims");
}
