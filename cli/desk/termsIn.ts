import { getAddress } from "ethers";
import {
  type DistributionFile,
  type DistributionTerms,
  formatTermsFile,
  PAYMENT_KINDS,
  parseTermsFile,
  readText,
  type SplitFile,
  type TermsFile,
  TermsFileRefused,
} from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { pathOf } from "../inputs.ts";
import { writeNew } from "./writeNew.ts";

/**
 * The terms of a payment in a file that an option or argument names, if they are of this chain and platform.
 *
 * @throws TermsFileRefused; FileNotFound, FileUnreadable
 */
export async function distributionIn(
  given: Given,
  desk: Desk,
  name: string,
): Promise<DistributionFile> {
  const file = await termsIn(given, desk, name);
  if (file.kind === "DistributionTerms") return file;
  throw new TermsFileRefused(pathOf(given, name), "it has the terms of a split, not of a payment.");
}

/** The same of a split. */
export async function splitIn(given: Given, desk: Desk, name: string): Promise<SplitFile> {
  const file = await termsIn(given, desk, name);
  if (file.kind === "SplitTerms") return file;
  throw new TermsFileRefused(pathOf(given, name), "it has the terms of a payment, not of a split.");
}

async function termsIn(given: Given, desk: Desk, name: string): Promise<TermsFile> {
  const path = pathOf(given, name);
  const file = parseTermsFile(await readText(path), path);
  const { chainId, platform } = desk;
  const contract = file.kind === "SplitTerms" ? platform.split : platform.distribution;
  if (file.chainId !== chainId) {
    throw new TermsFileRefused(
      path,
      `it is for chain ${file.chainId}, and this is ${chainId}. Name its chain with --network.`,
    );
  }
  if (getAddress(file.contract) !== getAddress(contract)) {
    throw new TermsFileRefused(path, "it is for another platform. Name its deployment.");
  }
  return file;
}

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
