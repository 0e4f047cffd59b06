import { getAddress, keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { readText } from "../../sdk/index.ts";
import type { EncodedCall } from "./encodedCall.ts";
import { ProposalRefused } from "./faults.ts";

const text = z.object({ en: z.string(), ja: z.string() });

/** What a maker writes down for a checker (起案・承認): calls, who made it, and a checksum of both. */
export const proposalSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal("kessai-proposal"),
  chainId: z.string().regex(/^\d+$/),
  /** The authority of the platform: another one's is refused. */
  authority: z.string(),
  title: text,
  maker: z.string().nullable(),
  madeAt: z.string(),
  calls: z
    .array(
      z.strictObject({
        to: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
        data: z.string().regex(/^0x([0-9a-fA-F]{2})*$/),
        name: z.string(),
        about: text,
        restricted: z.boolean(),
      }),
    )
    .min(1),
  digest: z.string(),
});

export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal as it is written, with its digest. */
export function proposalOf(
  content: Omit<Proposal, "format" | "kind" | "digest" | "calls"> & {
    calls: readonly EncodedCall[];
  },
): Proposal {
  const { chainId, authority, title, maker, madeAt, calls } = content;
  const rows = calls.map(({ to, data, name, about, restricted }) => ({
    ...{ to, data, name, about, restricted },
  }));
  const whole = { chainId, authority, title, maker, madeAt, calls: rows };
  return { format: 1, kind: "kessai-proposal", ...whole, digest: digestOf(whole) };
}

/**
 * Reads a proposal, and makes sure that it came whole: its digest is a checksum, which anybody can make.
 *
 * @throws ProposalRefused
 */
export async function readProposal(path: string): Promise<Proposal> {
  const written = await readText(path);
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    throw new ProposalRefused(path, {
      en: "it is no JSON. Have it written anew with --propose.",
      ja: "JSON ではありません。--propose で作り直してください。",
    });
  }
  const parsed = proposalSchema.safeParse(json);
  if (!parsed.success) {
    throw new ProposalRefused(path, {
      en: "it is no proposal of this desk. Have it written with --propose.",
      ja: "起案ファイルではありません。--propose で作成してください。",
    });
  }
  const { format, kind, digest, ...content } = parsed.data;
  if (digestOf(content) !== digest) {
    throw new ProposalRefused(path, {
      en: "it was changed after it was made. Have it written anew.",
      ja: "作成後に変更されています。作り直してください。",
    });
  }
  return parsed.data;
}

function digestOf(content: Omit<Proposal, "format" | "kind" | "digest">): string {
  const { chainId, authority, title, maker, madeAt, calls } = content;
  const canonical = [
    ...[chainId, getAddress(authority), title.en, title.ja, maker, madeAt],
    calls.map(({ to, data, name, about, restricted }) => [
      ...[getAddress(to), data.toLowerCase(), name, about.en, about.ja, restricted],
    ]),
  ];
  return keccak256(toUtf8Bytes(JSON.stringify(canonical)));
}
