import type { ClassFile } from "./parseClassFile.ts";

/** What a contract's URI leads to, as ERC-7572 has it; `kessai` is this project's own. */
export interface ContractMetadata {
  readonly name: string;
  readonly symbol: string;
  readonly description: string;
  readonly kessai: {
    readonly format: 1;
    readonly code: string;
    readonly issuer: string;
    readonly type: string;
    readonly legalKind: string;
    readonly placement: string;
    readonly name: { readonly en: string; readonly ja: string };
    /** Yen in digits. */
    readonly unit: {
      readonly face?: string;
      readonly issuePrice?: string;
      readonly currency: string;
    };
    readonly cap: string;
    readonly documents: readonly {
      readonly name: { readonly en: string; readonly ja: string };
      readonly sha256: string;
      readonly url?: string;
    }[];
  };
}

/** A class's metadata (ERC-7572), from its file alone: the same file always gives the same. */
export function contractMetadata(file: ClassFile): ContractMetadata {
  const { code, issuer, type, legalKind, placement, name, symbol, unit, supply, disclosure } = file;
  const { en, ja } = name;
  return {
    name: en,
    symbol,
    description: `${en} (${ja}), class ${code} of ${issuer}. Whole units; only passed investors hold them.`,
    kessai: {
      ...{ format: 1, code, issuer, type, legalKind, placement, name: { en, ja } },
      unit: {
        ...(unit.face === undefined ? {} : { face: String(unit.face) }),
        ...(unit.issuePrice === undefined ? {} : { issuePrice: String(unit.issuePrice) }),
        currency: unit.currency,
      },
      cap: String(supply.cap),
      documents: disclosure.map((each) => ({
        name: { en: each.name.en, ja: each.name.ja },
        sha256: each.sha256,
        ...(each.url === undefined ? {} : { url: each.url }),
      })),
    },
  };
}
