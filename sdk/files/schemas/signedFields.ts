import { getAddress, isAddress } from "ethers";
import { z } from "zod";

// Fields of the files that hand a signature on.

/** An address, with its checksum from then on. */
export const signedAddress = z
  .string()
  .refine((text) => isAddress(text), "an address")
  .transform((text) => getAddress(text));

/** A signature: bytes as hex, of an account or of a contract wallet. */
export const signatureText = z.string().regex(/^0x([0-9a-fA-F]{2})+$/, "0x and digits");
