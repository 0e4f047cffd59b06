import { z } from "zod";
import type { Bundle } from "./collectSignatures.ts";
import {
  checkForm,
  checkRequest,
  FORMAT,
  hashRequest,
  parseJson,
  plainRequest,
  RequestRefused,
  TAKE_ANEW,
} from "./request.ts";

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

const bundleSchema = z.strictObject({
  kind: z.literal("KessaiOfficersBundle"),
  format: z.literal(FORMAT),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  request: z.unknown(),
  attestations: z.array(
    z.array(z.strictObject({ officer: z.int().min(1).max(255), r: hash, vs: hash })).min(1),
  ),
});

/** A bundle as its file has it. */
export function formatBundle({ request, sha256, attestations }: Bundle): string {
  const kind = "KessaiOfficersBundle";
  const plain = { kind, format: FORMAT, sha256, request: plainRequest(request), attestations };
  return `${JSON.stringify(plain, null, 1)}\n`;
}

export type ParseBundleErrors = RequestRefused;

/**
 * A bundle from its file's text. The request in it is derived anew and must be the one that was signed.
 *
 * @throws RequestRefused if it has another format or kind, or was changed since it was collected
 */
export function parseBundle(text: string, fileName: string): Bundle {
  const plain = checkForm(bundleSchema, parseJson(text, fileName), fileName);
  const request = checkRequest(plain.request, fileName);
  const { sha256, attestations } = plain;
  if (hashRequest(request) !== sha256) {
    throw new RequestRefused(fileName, "its request is not the one that was signed", TAKE_ANEW);
  }
  if (attestations.length !== request.items.length) {
    const counts = `${attestations.length} of ${request.items.length} items`;
    throw new RequestRefused(fileName, `it has signatures for ${counts}`, "Collect them again.");
  }
  return { request, sha256, attestations };
}
