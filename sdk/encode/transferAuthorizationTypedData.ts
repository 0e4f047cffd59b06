import { type Authorization, authorizationTypedData } from "./authorization.ts";
import type { TypedData } from "./TypedData.ts";

/** What a holder signs so that anybody may send the movement. `name` is the token's ERC-20 name. */
export function transferAuthorizationTypedData(
  chainId: bigint,
  token: string,
  name: string,
  authorization: Authorization,
): TypedData<Authorization> {
  return authorizationTypedData("TransferWithAuthorization", chainId, token, name, authorization);
}
