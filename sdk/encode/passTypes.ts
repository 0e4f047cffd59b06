import type { TypedDataField } from "ethers";
import type { JstDate } from "../format/JstDate.ts";

/** What officers attest of a wallet. Dates are days in JST, 0 for "not in that category". */
export interface Claims {
  /** ISO 3166-1 numeric, 1 to 999. */
  readonly residence: number;
  /** Key of the tax table, 0 to 15. */
  readonly taxClass: number;
  readonly specifiedUntil: JstDate;
  readonly qiiUntil: JstDate;
  readonly specialBusinessUntil: JstDate;
  readonly brokerDealerUntil: JstDate;
  readonly expiry: JstDate;
  readonly screenedUntil: JstDate;
}

/** One officer's signature, by the officer's number, as ERC-2098 packs it. */
export interface Attestation {
  readonly officer: number;
  readonly r: string;
  readonly vs: string;
}

export const CLAIMS_FIELDS: TypedDataField[] = [
  { name: "residence", type: "uint16" },
  { name: "taxClass", type: "uint8" },
  { name: "specifiedUntil", type: "uint16" },
  { name: "qiiUntil", type: "uint16" },
  { name: "specialBusinessUntil", type: "uint16" },
  { name: "brokerDealerUntil", type: "uint16" },
  { name: "expiry", type: "uint16" },
  { name: "screenedUntil", type: "uint16" },
];

export function passDomain(chainId: bigint, pass: string) {
  return { name: "Kessai KYC Pass", version: "1", chainId, verifyingContract: pass };
}

export const GRANT_FIELDS: TypedDataField[] = [
  { name: "wallet", type: "address" },
  { name: "claims", type: "Claims" },
  { name: "classes", type: "uint16[]" },
  { name: "seq", type: "uint16" },
  { name: "deadline", type: "uint48" },
];
