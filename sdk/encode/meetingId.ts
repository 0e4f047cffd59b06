import { AbiCoder, keccak256 } from "ethers";
import { Meeting__factory } from "../contracts.ts";
import type { MeetingTerms } from "../life/MeetingTerms.ts";

/** The id of a meeting, which ballots name: 32 bytes as hex. */
export function meetingId(terms: MeetingTerms): string {
  const { inputs } = Meeting__factory.createInterface().getFunction("idOf");
  return keccak256(AbiCoder.defaultAbiCoder().encode(inputs, [terms]));
}
