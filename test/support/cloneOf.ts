import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { concat, getBytes, solidityPacked, toBeHex, toUtf8Bytes } from "ethers";
import type { classTerms } from "../../sdk/deploy/classTerms.ts";

/** An ERC-1167 clone that anybody can make past the factory, with terms of their own as its arguments. */
export async function cloneOf(
  signer: HardhatEthersSigner,
  implementation: string,
  terms: ReturnType<typeof classTerms>,
): Promise<string> {
  const name = toUtf8Bytes(terms.name);
  const policy = getBytes(toBeHex(terms.policy));
  const further = terms.rules === 0n ? new Uint8Array() : getBytes(toBeHex(terms.rules));
  const rules =
    further.length === 0 ? further : getBytes(concat([toBeHex(further.length), further]));
  const args = solidityPacked(
    [
      ...["uint8", "uint8", "uint32", "uint64", "uint32", "uint24", "uint16", "uint8"],
      ...["bytes", "bytes", "bytes", "string"],
    ],
    [
      ...[
        terms.classType * 16 + terms.legalKind,
        policy.length + (rules.length === 0 ? 0 : 128),
        terms.registrarRole,
      ],
      ...[terms.cap, terms.lot, terms.maxInvestors, terms.lockUp, name.length],
      ...[policy, rules, name, terms.symbol],
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
