import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";

/** The issuer's consent to one movement, as in `IRegistrarDesk.Consent`. */
export interface Consent {
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly units: bigint;
  readonly until: number;
  readonly number: bigint;
}

/** A consent signed by a registrar, under the desk's domain. */
export async function signedConsent(
  signer: HardhatEthersSigner,
  chainId: bigint,
  desk: string,
  consent: Consent,
): Promise<string> {
  const data: TypedData<Consent> = {
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
  return await signTypedData(signer, data);
}
