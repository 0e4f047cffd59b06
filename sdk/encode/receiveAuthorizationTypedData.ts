import { type Authorization, authorizationTypedData } from "./authorization.ts";
import type { TypedData } from "./TypedData.ts";

/** What a holder signs so that the receiver alone may send it. `name` is the token's ERC-20 name. */
export function receiveAuthorizationTypedData(
  chainId: bigint,
  token: string,
  name: string,
  authorization: Authorization,
): TypedData<Authorization> {
  return authorizationTypedData("ReceiveWithAuthorization", chainId, token, name, authorization);
}
