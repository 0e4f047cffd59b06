import { getAddress } from "ethers";
import {
  type DistributionTerms,
  formatTermsFile,
  PAYMENT_KINDS,
  parseTermsFile,
  readText,
  type TermsFile,
  TermsFileRefused,
} from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { pathOf } from "../inputs.ts";
import { writeNew } from "./writeNew.ts";

const KINDS = {
  DistributionTerms: { of: { en: "a payment", ja: "支払" }, contract: "distribution" },
  SplitTerms: { of: { en: "a split", ja: "分割・併合" }, contract: "split" },
  OfferingTerms: { of: { en: "an offering", ja: "募集" }, contract: "offering" },
  MeetingTerms: { of: { en: "a meeting", ja: "集会" }, contract: "meeting" },
} as const;

/**
 * The terms of one kind in a file that an option or argument names, if they are of this chain and platform.
 *
 * @throws TermsFileRefused; FileNotFound, FileUnreadable
 */
export async function termsIn<Kind extends TermsFile["kind"]>(
  given: Given,
  { chainId, platform, deployment }: Desk,
  name: string,
  kind: Kind,
): Promise<Extract<TermsFile, { kind: Kind }>> {
  const path = pathOf(given, name);
  const file = parseTermsFile(await readText(path), path);
  if (file.kind !== kind) {
    const [found, wanted] = [KINDS[file.kind].of, KINDS[kind].of];
    throw new TermsFileRefused(path, {
      en: `it has the terms of ${found.en}, not of ${wanted.en}.`,
      ja: `${wanted.ja}ではなく${found.ja}の条件です。`,
    });
  }
  if (file.chainId !== chainId) {
    throw new TermsFileRefused(path, {
      en: `it is for chain ${file.chainId}, and this is ${chainId}. Name its chain with --network.`,
      ja: `チェーン ${file.chainId} 用です(接続先は ${chainId})。--network で指定してください。`,
    });
  }
  if (getAddress(file.contract) !== getAddress(platform[KINDS[kind].contract])) {
    throw new TermsFileRefused(path, {
      en: "it is for another platform. Name its deployment.",
      ja: "別のプラットフォーム用です。--deployment で指定してください。",
    });
  }
  // The code is in no id of the chain's, and it is what people read: it must be the class's own.
  const { classCode, terms } = file;
  const [code] =
    Object.entries(deployment.classes).find(
      ([, { address }]) => address.toLowerCase() === terms.token.toLowerCase(),
    ) ?? [];
  if (code !== classCode && (code !== undefined || Object.hasOwn(deployment.classes, classCode))) {
    throw new TermsFileRefused(path, {
      en: `it says ${classCode}, and its terms are of ${code ?? terms.token}. Ask whoever gave it for the right one.`,
      ja: `銘柄コードは ${classCode} ですが、条件は ${code ?? terms.token} のものです。提供元に正しいファイルを求めてください。`,
    });
  }
  return file as Extract<TermsFile, { kind: Kind }>;
}

/** The terms of a payment. */
export const distributionIn = (given: Given, desk: Desk, name: string) =>
  termsIn(given, desk, name, "DistributionTerms");

/** The terms of a split or consolidation. */
export const splitIn = (given: Given, desk: Desk, name: string) =>
  termsIn(given, desk, name, "SplitTerms");

/** The terms of an offering. */
export const offeringIn = (given: Given, desk: Desk, name = "file") =>
  termsIn(given, desk, name, "OfferingTerms");

/** The terms of a meeting. */
export const meetingIn = (given: Given, desk: Desk, name = "file") =>
  termsIn(given, desk, name, "MeetingTerms");

/**
 * Writes the terms of payments to files, each named by what it pays.
 *
 * @param stem a path without its end, such as `out/NRI-15-3`
 * @throws FileTaken
 */
export async function writeTerms(
  { chainId, platform }: Desk,
  classCode: string,
  stem: string,
  payments: readonly DistributionTerms[],
): Promise<{ file: string; kind: string }[]> {
  const written: { file: string; kind: string }[] = [];
  for (const terms of payments) {
    const kind = PAYMENT_KINDS[terms.kind] ?? "";
    const path = `${stem.replace(/\.json$/, "")}.${kind}.json`;
    const file: TermsFile = {
      ...{ kind: "DistributionTerms", chainId, contract: platform.distribution },
      ...{ classCode, terms },
    };
    await writeNew(path, formatTermsFile(file));
    written.push({ file: path, kind });
  }
  return written;
}

/** The block from which a class has existed, of a deployment; 0 of a class that it does not know. */
export function classFrom({ deployment }: Desk, token: string): number {
  const found = Object.values(deployment.classes).find(
    ({ address }) => address.toLowerCase() === token.toLowerCase(),
  );
  return found?.block ?? 0;
}
