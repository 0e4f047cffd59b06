import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { TypedDataDomain } from "ethers";
import type { SecurityToken } from "../../../sdk/contracts.ts";
import { DAY } from "../../support/world.ts";
import type { Registered } from "./registered.ts";

const CONSENT = [
  { name: "token", type: "address" },
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "units", type: "uint64" },
  { name: "until", type: "uint48" },
  { name: "number", type: "uint256" },
];

const AUTHORIZATION = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];

/** The issuer's consent to 60 units from A to B until tomorrow, but for the changes given. */
export async function consentOf(w: Registered, token: SecurityToken, changes: object = {}) {
  return {
    token: token.target as string,
    from: w.a.address,
    to: w.b.address,
    ...{ units: 60n, until: (await w.now()) + DAY, number: 1n },
    ...changes,
  };
}

/** A consent as a registrar signs it, by the desk's domain but for the changes given. */
export async function signedConsent(
  w: Registered,
  signer: HardhatEthersSigner,
  consent: Awaited<ReturnType<typeof consentOf>>,
  domain: TypedDataDomain = {},
) {
  const desk = { name: "Kessai Registrar Desk", version: "1", chainId: w.chainId };
  return await signer.signTypedData(
    { ...desk, verifyingContract: w.platform.desk, ...domain },
    { Consent: CONSENT },
    consent,
  );
}

/** What ERC-3009's transferWithAuthorization takes, signed by A, valid for a day. */
export async function signedAuthorization(
  w: Registered,
  token: SecurityToken,
  { to, value, nonce }: { readonly to: string; readonly value: bigint; readonly nonce: string },
) {
  const [validAfter, validBefore] = [0, (await w.now()) + DAY];
  const verifyingContract = token.target as string;
  const signature = await w.a.signTypedData(
    { name: await token.name(), version: "1", chainId: w.chainId, verifyingContract },
    { TransferWithAuthorization: AUTHORIZATION },
    { from: w.a.address, ...{ to, value, validAfter, validBefore, nonce } },
  );
  return [w.a.address, to, value, validAfter, validBefore, nonce, signature] as const;
}
