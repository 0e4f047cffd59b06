import { computeHmac, toUtf8Bytes } from "ethers";

/**
 * How a list of persons asked to buy knows one of them: HMAC-SHA-256 of the person's number or code, which nobody can
 * guess without the secret.
 */
export function askedPerson(secret: string, person: string): string {
  return computeHmac("sha256", toUtf8Bytes(secret), toUtf8Bytes(person));
}
