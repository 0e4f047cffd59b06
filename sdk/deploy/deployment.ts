import { z } from "zod";

const text = z.string().min(1);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "an address");
const hash = z.string().regex(/^0x[0-9a-f]{64}$/, "0x and 64 digits of lower case");
const block = z.int().nonnegative();

const place = {
  address,
  /** The contract's name, under which `abis` has its interface. */
  abi: text,
  /** The number of the block that it was made in. */
  block,
  /** keccak-256 of its code on the chain. */
  codeHash: hash,
};

/** What `deployments/<chainId>.json` holds. */
export const deploymentSchema = z.strictObject({
  format: z.literal(1),
  chainId: z.int().positive(),
  /** The hash of block 0: another chain under the same id has another. */
  genesis: hash,
  platform: z.strictObject({
    name: z.strictObject({ en: text, ja: text }),
    /** SHA-256 of the platform file's bytes as it was when the deployment began. */
    file: hash,
    contracts: z.record(text, z.strictObject(place)),
    /** Who could open classes when the platform was deployed; the authority knows who can today. */
    issuers: z.array(
      z.strictObject({
        id: text,
        name: z.strictObject({ en: text, ja: text }),
        registrarRole: z.int().positive(),
        registrars: z.array(address),
        /** Classes that it may open in all. */
        classes: z.int().positive(),
      }),
    ),
  }),
  classes: z.record(
    text,
    z.strictObject({
      ...place,
      /** The number by which passes know the class. */
      number: z.int().positive(),
      name: z.strictObject({ en: text, ja: text }),
      symbol: text,
      issuer: text,
      /** SHA-256 of the class file's bytes as it was when the deployment began. */
      file: hash,
    }),
  ),
  /** Interfaces by the contract's name, each once. */
  abis: z.record(text, z.array(z.looseObject({ type: text }))),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** What is deployed on a chain, as an app reads it. Block numbers and ids are plain numbers, as in JSON. */
export type Deployment = DeepReadonly<z.infer<typeof deploymentSchema>>;
