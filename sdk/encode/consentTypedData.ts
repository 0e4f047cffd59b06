import type { TypedData } from "./TypedData.ts";

/** The issuer's consent to one movement of a class that asks for it. */
export interface Consent {
  /** The class's token. */
  readonly token: string;
  readonly from: string;
  readonly to: string;
  /** Units that may move, 1 or more. */
  readonly units: bigint;
  /** Last Unix second at which they may move. */
  readonly until: number;
  /** Tells two equal consents apart. */
  readonly number: bigint;
}

/**
 * What a registrar signs to consent, so that the consent rides with a transfer or a trade. Its EIP-712
 * struct hash is the id under which the desk knows it.
 *
 * @param desk the RegistrarDesk's address
 */
export function consentTypedData(
  chainId: bigint,
  desk: string,
  consent: Consent,
): TypedData<Consent> {
  return {
    domain: { name: "Kessai Registrar Desk", version: "1", chainId, verifyingContract: desk },
    types: {
      Consent: [
        { name: "token", type: "address" },
        { name: "from", type: "address" },
        { name: "to", type: "address" },
        { name: "units", type: "uint64" },
        { name: "until", type: "uint48" },
        { name: "number", type: "uint256" },
      ],
    },
    primaryType: "Consent",
    message: consent,
  };
}
