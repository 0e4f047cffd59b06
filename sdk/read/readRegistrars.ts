import type { Provider } from "ethers";
import { Authority__factory, ISecurityToken__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { inBatches } from "./inBatches.ts";

/**
 * The keys that may order as registrars of a class now, in the order in which they got the role.
 *
 * @param fromBlock the block from which the platform's authority has existed
 */
export async function readRegistrars(
  provider: Provider,
  platform: Pick<Platform, "authority">,
  token: string,
  fromBlock = 0,
): Promise<string[]> {
  const authority = Authority__factory.connect(platform.authority, provider);
  const role = await ISecurityToken__factory.connect(token, provider).registrarRole();
  const granted = await authority.queryFilter(authority.filters.RoleGranted(role), fromBlock);
  const keys = [...new Set(granted.map(({ args }) => args.account))];
  const holders = await inBatches(keys, async (key) => {
    const [isMember, delay] = await authority.hasRole(role, key);
    // With a delay a key orders nothing at this desk.
    return isMember && delay === 0n ? [key] : [];
  });
  return holders.flat();
}
