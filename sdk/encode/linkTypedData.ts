import type { Grant } from "./grantTypedData.ts";
import { CLAIMS_FIELDS, GRANT_FIELDS, passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** A further wallet of an investor. */
export interface Link {
  /** A wallet of the investor. */
  readonly older: string;
  readonly grant: Grant;
}

/** What an officer signs to link a further wallet to an investor. */
export function linkTypedData(chainId: bigint, pass: string, link: Link): TypedData<Link> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Link: [
        { name: "older", type: "address" },
        { name: "grant", type: "Grant" },
      ],
      Grant: GRANT_FIELDS,
      Claims: CLAIMS_FIELDS,
    },
    primaryType: "Link",
    message: link,
  };
}
