import type { Provider } from "ethers";
import { Authority__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { powersOf } from "../deploy/powersOf.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";

/** One key and one power that the chain says it has. */
export interface PowerRow {
  /** The role's name, with the issuer's id for a registrar. */
  readonly role: Text;
  readonly holder: string;
  /** Seconds for which each of its actions is announced. */
  readonly delay: number;
  readonly may: Text;
}

/**
 * Who can do what, asked of the platform's authority for everybody whom the platform file names.
 * A holder of the file to whom the chain gives nothing is left out.
 */
export async function readPowers(
  provider: Provider,
  platform: Platform,
  file: PlatformFile,
): Promise<PowerRow[]> {
  const authority = Authority__factory.connect(platform.authority, provider);
  const rows = await Promise.all(
    powersOf(file).map(async ({ id, role, holder, may }): Promise<PowerRow[]> => {
      const [isMember, delay] = await authority.hasRole(id, holder);
      return isMember ? [{ role, holder, delay: Number(delay), may }] : [];
    }),
  );
  return rows.flat();
}
