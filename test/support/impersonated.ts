import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { World } from "./world.ts";

/** A signer for a contract's address, to call what only that contract may. */
export async function impersonated(
  { ethers, networkHelpers }: Pick<World, "ethers" | "networkHelpers">,
  address: string,
): Promise<HardhatEthersSigner> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return await ethers.getSigner(address);
}
