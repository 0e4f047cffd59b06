import type { JstDate } from "../format/JstDate.ts";
import type { Text } from "../text/texts.ts";
import { checkFile } from "./checkFile.ts";
import type { FileRefused } from "./FileRefused.ts";
import type { InvestorCategory, LegalKind, Placement } from "./parseClassFile.ts";
import { placementSchema } from "./schemas/placementSchema.ts";

/** Where a rule of a placement comes from. */
export interface PlacementSource {
  readonly name: Text;
  /** The article, or the site that was read. */
  readonly where: Text;
  /** The day of the text that was read. */
  readonly asOf: JstDate | "not-recorded";
  readonly says: Text;
  readonly confidence: "high" | "medium" | "low" | "unconfirmed";
}

/** What a class that is placed in one way must keep to. */
export interface PlacementFile {
  readonly apiVersion: 1;
  readonly kind: "Placement";
  readonly placement: Placement;
  readonly name: Text;
  /** What such a class can be by law. */
  readonly legalKinds: readonly LegalKind[];
  readonly holders: {
    readonly categories: readonly InvestorCategory[];
    /** Investors of a category that may hold at most. */
    readonly maxPerCategory?: Readonly<Partial<Record<InvestorCategory, number>>>;
  };
  readonly transfer: {
    readonly consent?: "issuer";
    /** From so many lots on a holder must move all of its units or none. */
    readonly blockOnlyFromLots?: bigint;
  };
  /** How many persons may be asked; without it nobody counts them. */
  readonly solicitation?: {
    readonly most: number;
    /** Months in which all who were asked for the same kind count together. */
    readonly windowMonths: number;
  };
  readonly notes: readonly Text[];
  readonly sources: readonly PlacementSource[];
}

export type ParsePlacementFileErrors = FileRefused;

/**
 * The placement that a YAML text describes.
 *
 * @param text the file's text
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parsePlacementFile(text: string, fileName: string): PlacementFile {
  return checkFile<PlacementFile>(text, fileName, "Placement", placementSchema);
}
