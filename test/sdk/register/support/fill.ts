import { createRequire } from "node:module";
import { Wallet } from "ethers";
import type { Rpc } from "../../../../sdk/register/Rpc.ts";
import type { World } from "../../../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;
/** Transfers of one transaction, below the gas that one may have. */
const IN_ONE = 200;
const UNITS = 10_000n;

/** Transfer `i` is of 1 to 3 units, from one wallet to another that `i` picks. */
const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;
interface IERC20 { function transferFrom(address, address, uint256) external returns (bool); }
contract TransferFiller {
    function fill(IERC20 token, address[] calldata wallets, uint256 first, uint256 count) external {
        uint256 n = wallets.length;
        for (uint256 i = first; i < first + count; ++i) {
            address to = wallets[(i + 1 + ((i / n) % (n - 1))) % n];
            token.transferFrom(wallets[i % n], to, 1 + (i % 3));
        }
    }
}`;

/** The filler is in no build: a contract more there costs every build. */
function compiled(): string {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: "Solidity",
        sources: { filler: { content: SOURCE } },
        settings: {
          evmVersion: "cancun",
          optimizer: { enabled: true, runs: 200 },
          outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
        },
      }),
    ),
  );
  return `0x${output.contracts.filler.TransferFiller.evm.bytecode.object}`;
}

/**
 * Opens a class, gives `holders` wallets units of it and moves them in `transfers` real transfers.
 *
 * @param rpc a development node's
 * @returns the class's address
 */
export async function filled(
  w: World,
  rpc: Rpc,
  { holders, transfers }: { readonly holders: number; readonly transfers: number },
): Promise<string> {
  await rpc.send("anvil_autoImpersonateAccount", [true]);
  const token = await w.openClass({ classType: 1, cap: 100_000_000n });
  const target = await token.getAddress();
  const wallets = Array.from({ length: holders }, (_, index) => ({
    address: new Wallet(`0x${(index + 1_000).toString(16).padStart(64, "0")}`).address,
  }));
  await w.granted(wallets, {}, [2]);
  const contract = await new w.ethers.ContractFactory(
    ["function fill(address token, address[] wallets, uint256 first, uint256 count)"],
    compiled(),
    w.deployer,
  ).deploy();
  const filler = await contract.getAddress();
  const approval = token.interface.encodeFunctionData("approve", [filler, 2n ** 255n]);
  for (const { address } of wallets) {
    await w.desk.issue(target, address, UNITS, ISSUE);
    await rpc.send("anvil_setBalance", [address, "0x56bc75e2d63100000"]);
    const allow = { from: address, to: target, data: approval, gas: "0x186a0" };
    await rpc.send("eth_sendTransaction", [allow]);
  }
  for (let first = 0; first < transfers; first += IN_ONE) {
    const count = Math.min(IN_ONE, transfers - first);
    const list = wallets.map(({ address }) => address);
    const data = contract.interface.encodeFunctionData("fill", [target, list, first, count]);
    const to = { from: w.deployer.address, to: filler, data, gas: "0xf00000" };
    const hash = await rpc.send("eth_sendTransaction", [to]);
    if ((await statusOf(rpc, hash)) !== "0x1")
      throw new Error(`Transfers from ${first} on were refused`);
  }
  return target;
}

async function statusOf(rpc: Rpc, hash: unknown): Promise<string> {
  for (;;) {
    const receipt = await rpc.send("eth_getTransactionReceipt", [hash]);
    if (receipt !== null) return (receipt as { readonly status: string }).status;
  }
}
