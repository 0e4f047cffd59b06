import { z } from "zod";
import { type RateReport, rateReportTypedData } from "../encode/rateReportTypedData.ts";
import { signTypedData } from "../encode/signTypedData.ts";
import type { TypedDataSigner } from "../encode/TypedData.ts";
import { signatureText, signedAddress } from "../files/schemas/signedFields.ts";
import { formatDate } from "../format/formatDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import { ToldError } from "../text/ToldError.ts";

/** A reporter's signed report of a rate, as a file hands it on. */
export interface RateReportFile {
  readonly chainId: bigint;
  readonly fixing: string;
  readonly report: RateReport;
  readonly reporter: string;
  readonly signature: string;
}

/** A file has no signed report of a rate. */
export class RateReportRefused extends ToldError {
  override readonly name = "RateReportRefused";

  constructor(path: string, why: string) {
    super(
      {
        en: "{path} is not used: {why}. Have it signed anew by `kessai rate sign`.",
        ja: "{path} は使いません: {why}。`kessai rate sign` で署名し直してください。",
      },
      { path, why },
    );
  }
}

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const schema = z.strictObject({
  ...{ kind: z.literal("kessai-rate"), format: z.literal(1) },
  chainId: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform((text) => BigInt(text)),
  fixing: signedAddress,
  report: z.strictObject({
    index: hash,
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    rate: z.string().regex(/^-?\d{1,18}$/),
    source: hash,
  }),
  reporter: signedAddress,
  signature: signatureText,
});

/** Signs a report. Works offline. */
export async function signRateReport(
  signer: TypedDataSigner & { getAddress(): Promise<string> },
  file: Omit<RateReportFile, "reporter" | "signature">,
): Promise<RateReportFile> {
  const data = rateReportTypedData(file.chainId, file.fixing, file.report);
  const signature = await signTypedData(signer, data);
  return { ...file, reporter: await signer.getAddress(), signature };
}

/** A signed report as its file has it. */
export function formatRateReport({ chainId, fixing, report, reporter, signature }: RateReportFile) {
  const { index, date, rate, source } = report;
  const plain = {
    ...{ kind: "kessai-rate", format: 1, chainId: String(chainId), fixing },
    report: { index, date: formatDate(date, "en"), rate: String(rate), source },
    ...{ reporter, signature },
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

export type ParseRateReportErrors = RateReportRefused;

/**
 * The signed report in a file's text.
 *
 * @param path how the error names the file
 * @throws RateReportRefused if it has another form
 */
export function parseRateReport(text: string, path: string): RateReportFile {
  try {
    const { kind, format, report, ...file } = schema.parse(JSON.parse(text));
    const { index, date, rate, source } = report;
    return { ...file, report: { index, date: parseJstDate(date), rate: BigInt(rate), source } };
  } catch {
    throw new RateReportRefused(path, "it holds no signed report of a rate");
  }
}
