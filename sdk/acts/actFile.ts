import { getAddress } from "ethers";
import { z } from "zod";
import { ToldError } from "../text/ToldError.ts";
import { ACT_VERBS, type Act } from "./Act.ts";
import { actId } from "./actId.ts";

/** An act as one registrar's key hands it on to the other. */
export interface ActFile {
  readonly chainId: bigint;
  /** The platform's RegistrarDesk. */
  readonly desk: string;
  readonly act: Act;
}

/** A file has no act as this program writes it, or was changed. */
export class ActRefused extends ToldError {
  override readonly name = "ActRefused";

  constructor(fileName: string, why: string) {
    super(
      {
        en: "{fileName}: {why}. Nothing was signed or sent.",
        ja: "{fileName}: {why}。署名も送信もしていません。",
      },
      { fileName, why },
    );
  }
}

export type ParseActErrors = ActRefused;

const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/);
const whole = z.string().regex(/^\d{1,78}$/);
const address = z.string().transform((text, context) => {
  try {
    return getAddress(text);
  } catch {
    context.addIssue("an address, with its checksum if it has capitals");
    return z.NEVER;
  }
});

/** The form of an act's file. */
export const actFileSchema = z.strictObject({
  kind: z.literal("kessai-act"),
  format: z.literal(1),
  chainId: whole,
  desk: address,
  id: hash,
  act: z.strictObject({
    token: address,
    verb: z.enum(ACT_VERBS),
    wallet: address,
    to: address,
    units: whole,
    holds: z.array(z.strictObject({ id: hash, units: whole })),
    reason: hash,
    document: hash,
    number: whole,
  }),
});

/** An act as its file has it, keys in their order. */
export function plainAct({ chainId, desk, act }: ActFile): z.infer<typeof actFileSchema> {
  const { token, verb, wallet, to, units, holds, reason, document, number } = act;
  return {
    ...{ kind: "kessai-act", format: 1, chainId: String(chainId), desk, id: actId(act) },
    act: {
      ...{ token, verb, wallet, to, units: String(units) },
      holds: holds.map((part) => ({ id: part.id, units: String(part.units) })),
      ...{ reason, document, number: String(number) },
    },
  };
}

/** An act's file; the same act is the same bytes. */
export function formatAct(file: ActFile): string {
  return `${JSON.stringify(plainAct(file), undefined, 2)}\n`;
}

/**
 * An act from its file's text. Its id is derived anew and must be what the file says.
 *
 * @throws ActRefused if it has another form, or was changed since it was written
 */
export function parseAct(text: string, fileName: string): ActFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ActRefused(fileName, "it is no JSON; take the act's file anew from who proposed it");
  }
  const parsed = actFileSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") || "file";
    throw new ActRefused(
      fileName,
      `it is no act of this desk (${where}); take the act's file anew from who proposed it`,
    );
  }
  const { chainId, desk, id, act: plain } = parsed.data;
  const act: Act = {
    ...plain,
    units: BigInt(plain.units),
    holds: plain.holds.map((part) => ({ id: part.id, units: BigInt(part.units) })),
    number: BigInt(plain.number),
  };
  if (actId(act) !== id.toLowerCase()) {
    throw new ActRefused(
      fileName,
      "it was changed after it was written: its id is that of another act",
    );
  }
  return { chainId: BigInt(chainId), desk, act };
}
