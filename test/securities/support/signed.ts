import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { SecurityToken } from "../../../sdk/contracts.ts";
import { consentTypedData } from "../../../sdk/encode/consentTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../../sdk/encode/TypedData.ts";
import { transferAuthorizationTypedData } from "../../../sdk/encode/transferAuthorizationTypedData.ts";
import { DAY } from "../../support/world.ts";
import type { Registered } from "./registered.ts";

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
  domain: Partial<TypedData<object>["domain"]> = {},
) {
  const data = consentTypedData(w.chainId, w.platform.desk, consent);
  return await signTypedData(signer, { ...data, domain: { ...data.domain, ...domain } });
}

/** What ERC-3009's transferWithAuthorization takes, signed by A, valid for a day. */
export async function signedAuthorization(
  w: Registered,
  token: SecurityToken,
  { to, value, nonce }: { readonly to: string; readonly value: bigint; readonly nonce: string },
) {
  const [validAfter, validBefore] = [0n, BigInt((await w.now()) + DAY)];
  const data = transferAuthorizationTypedData(
    w.chainId,
    token.target as string,
    await token.name(),
    {
      from: w.a.address,
      ...{ to, value, validAfter, validBefore, nonce },
    },
  );
  const signature = await signTypedData(w.a, data);
  return [w.a.address, to, value, validAfter, validBefore, nonce, signature] as const;
}
