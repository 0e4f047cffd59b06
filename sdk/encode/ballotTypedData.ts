import type { TypedData } from "./TypedData.ts";

/** So many votes that say the same. */
export interface BallotPart {
  /** Two bits for each item, see `ballotChoices`. */
  readonly choices: bigint;
  /** Votes; 0 for all that the parts before leave. */
  readonly units: bigint;
}

/** What an investor, or his proxy, says at a meeting. */
export interface Ballot {
  /** The meeting's id, 32 bytes as hex. */
  readonly meeting: string;
  /** Any wallet of the investor, or the contract with a system pass, whose votes are cast. */
  readonly holder: string;
  /** 0 when the holder votes; else the number of the appointment by which a proxy does. */
  readonly appointment: number;
  /** One, unless votes are divided. */
  readonly parts: BallotPart[];
  /** Higher than the number before, and not above the chain's time: the Unix second of the signing does. */
  readonly number: number;
}

/** What a holder, or the proxy that he appointed, signs to vote. The later of two counts, whoever sends them. */
export function ballotTypedData(
  chainId: bigint,
  meetings: string,
  ballot: Ballot,
): TypedData<Ballot> {
  return {
    domain: { name: "Kessai Meeting", version: "1", chainId, verifyingContract: meetings },
    types: {
      Ballot: [
        { name: "meeting", type: "bytes32" },
        { name: "holder", type: "address" },
        { name: "appointment", type: "uint32" },
        { name: "parts", type: "Part[]" },
        { name: "number", type: "uint32" },
      ],
      Part: [
        { name: "choices", type: "uint128" },
        { name: "units", type: "uint64" },
      ],
    },
    primaryType: "Ballot",
    message: ballot,
  };
}
