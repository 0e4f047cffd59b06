import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { concat, solidityPacked, toBeHex, toUtf8Bytes } from "ethers";
import type { classTerms } from "../../sdk/deploy/classTerms.ts";

/** An ERC-1167 clone that anybody can make past the factory, with terms of their own as its arguments. */
export async function cloneOf(
  signer: HardhatEthersSigner,
  implementation: string,
  terms: ReturnType<typeof classTerms>,
  number: number,
): Promise<string> {
  const name = toUtf8Bytes(terms.name);
  const args = solidityPacked(
    [
      ...["uint256", "uint8", "uint8", "uint64", "uint64", "uint64", "uint24", "uint16"],
      ...["uint8", "bytes", "string"],
    ],
    [
      ...[terms.policy, terms.classType, terms.legalKind, terms.registrarRole],
      ...[terms.cap, terms.lot, terms.maxInvestors, number],
      ...[name.length, name, terms.symbol],
    ],
  );
  const size = (args.length - 2) / 2 + 45;
  const sent = await signer.sendTransaction({
    data: concat([
      ...["0x61", toBeHex(size, 2), "0x3d81600a3d39f3", "0x363d3d373d3d3d363d73"],
      ...[implementation, "0x5af43d82803e903d91602b57fd5bf3", args],
    ]),
  });
  const receipt = await sent.wait();
  return receipt!.contractAddress!;
}
