import type { Deployment } from "./deployment.ts";
import type { Platform } from "./deployPlatform.ts";

/** Where the contracts of a deployment's platform are. */
export function platformOf({ chainId, platform }: Deployment): Platform {
  const addresses = Object.entries(platform.contracts).map(([name, { address }]) => [
    name,
    address,
  ]);
  return { chainId: BigInt(chainId), ...Object.fromEntries(addresses) };
}
