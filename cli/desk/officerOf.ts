import { type Officer, readOfficers } from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { numberOf } from "../inputs.ts";
import { OfficerUnknown } from "./faults.ts";

/**
 * The officer with the number that was given.
 *
 * @throws OfficerUnknown
 */
export async function officerOf(
  given: Given,
  { provider, platform, deployment }: Desk,
): Promise<Officer> {
  const asked = numberOf(given, "number");
  const fromBlock = deployment.platform.contracts.pass?.block;
  const { officers } = await readOfficers(provider, platform.pass, fromBlock);
  const found = officers.find(({ number }) => BigInt(number) === asked);
  if (found === undefined) throw new OfficerUnknown(asked, officers);
  return found;
}
