import { z } from "zod";
import { tradeId } from "../encode/tradeId.ts";
import { signedAddress } from "../files/schemas/signedFields.ts";
import type { CycleFixed, ListedTrade } from "./requireVector.ts";
import { formatTradeFile, parseTradeFile, type TradeFile } from "./tradeFile.ts";

/** What the opener of a netting cycle hands its parties: all that their vectors follow from. */
export interface CycleFile {
  readonly chainId: bigint;
  /** Where NetSettlement is. */
  readonly netSettlement: string;
  readonly cycle: string;
  /** Last Unix second at which it settles. */
  readonly deadline: number;
  readonly fixed: CycleFixed;
  readonly trades: readonly ListedTrade[];
}

/** A party's signature over its vector, as it comes back. */
export interface VectorSignature {
  readonly cycle: string;
  readonly party: string;
  readonly signature: string;
}

/** A file is none of a netting cycle. */
export class CycleFileRefused extends Error {
  override readonly name = "CycleFileRefused";

  constructor(path: string, why: string) {
    super(`${path} is no file of a netting cycle (${why}). Ask for it anew from who made it.`);
  }
}

export type ParseCycleFileErrors = CycleFileRefused;

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

const cycleSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("NettingCycle"),
  chainId: z.int().positive(),
  netSettlement: signedAddress,
  cycle: hash,
  deadline: z.int().positive(),
  fixed: z.strictObject({
    root: hash,
    parties: z.array(signedAddress).min(1),
    assets: z.array(signedAddress).min(1),
    termsEpochs: z.array(z.int().nonnegative()),
  }),
  trades: z.array(z.strictObject({ id: hash, trade: z.looseObject({}) })).min(1),
});

const signatureSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("NetVectorSignature"),
  cycle: hash,
  party: signedAddress,
  signature: z.string().regex(/^0x([0-9a-f]{2})+$/),
});

/** A cycle as its file has it. */
export function formatCycleFile(file: CycleFile): string {
  const { chainId, netSettlement, cycle, deadline, fixed, trades } = file;
  const plain = {
    ...{ apiVersion: 1, kind: "NettingCycle", chainId: Number(chainId), netSettlement, cycle },
    ...{ deadline, fixed },
    trades: trades.map(({ id, trade }) => {
      const whole: TradeFile = { chainId, dvp: netSettlement, trade, signatures: {} };
      return { id, trade: JSON.parse(formatTradeFile(whole)).trade as unknown };
    }),
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

/**
 * The cycle in a file's text. Whether it is what a party agreed to is for `signVector` to say.
 *
 * @param path how the error names the file
 * @throws CycleFileRefused; FileRefused if a trade in it is none
 */
export function parseCycleFile(text: string, path: string): CycleFile {
  const data = parsed(cycleSchema, text, path);
  const trades = data.trades.map(({ id, trade }): ListedTrade => {
    const whole = {
      ...{ apiVersion: 1, kind: "Trade", chainId: data.chainId, dvp: data.netSettlement },
      ...{ trade, signatures: {} },
    };
    return { id, trade: parseTradeFile(JSON.stringify(whole, undefined, 2), path).trade };
  });
  const { netSettlement, cycle, deadline, fixed } = data;
  return { chainId: BigInt(data.chainId), netSettlement, cycle, deadline, fixed, trades };
}

/** A party's signature as its file has it. */
export function formatVectorSignature({ cycle, party, signature }: VectorSignature): string {
  const plain = { apiVersion: 1, kind: "NetVectorSignature", cycle, party, signature };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

/** @throws CycleFileRefused */
export function parseVectorSignature(text: string, path: string): VectorSignature {
  const { cycle, party, signature } = parsed(signatureSchema, text, path);
  return { cycle, party, signature };
}

/** The trades of a cycle as they are listed. */
export function listedTrades(trades: readonly ListedTrade["trade"][]): ListedTrade[] {
  return trades.map((trade) => ({ id: tradeId(trade), trade }));
}

function parsed<T>(schema: z.ZodType<T>, text: string, path: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CycleFileRefused(path, "it is no JSON");
  }
  const { data, error } = schema.safeParse(json);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  throw new CycleFileRefused(path, `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}
