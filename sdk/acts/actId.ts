import { keccak256 } from "ethers";
import { RegistrarDesk__factory } from "../contracts.ts";
import type { Act } from "./Act.ts";
import { actArgument } from "./actArgument.ts";

/** The id by which the RegistrarDesk knows an act, also before it is proposed: 32 bytes as hex. */
export function actId(act: Act): string {
  const encoded = RegistrarDesk__factory.createInterface().encodeFunctionData("actId", [
    actArgument(act),
  ]);
  // Without the selector it is what the contract hashes.
  return keccak256(`0x${encoded.slice(10)}`);
}
