import type { JsonRpcProvider } from "ethers";
import { getAddress } from "ethers";
import { z } from "zod";
import { formatDate, formatRateReport, signRateReport } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { codeOf, dateOf, maybe, millionthsOf, pathOf } from "../../inputs.ts";
import { DATE, INDEX, indexOf, percent } from "./options.ts";

/** Signs what a source published for a date. */
export const rateSign: ReadCommand = {
  kind: "read",
  path: "rate sign",
  about: {
    en: "sign what a source published for a date (rate reporter); sends nothing",
    ja: "公表された金利に署名(金利報告者)。送信しない",
  },
  example:
    "rate sign --index TONA --date 2027-04-01 --rate 0.227 --source BOJ --to report-1.json --signer env:REPORTER_KEY",
  options: [
    INDEX,
    DATE,
    { flags: "--rate <percent>", about: { en: "a year", ja: "年率(%)" }, required: true },
    {
      flags: "--source <code>",
      about: { en: "what it was read from", ja: "情報源" },
      required: true,
    },
    {
      flags: "--signer <key>",
      about: { en: "env:NAME, keystore:FILE, hardhat:NAME", ja: "署名する鍵" },
      required: true,
    },
    { flags: "--to <file>", about: { en: "where to", ja: "書出し先" }, required: true },
  ],
  result: z.strictObject({
    ...{ reporter: z.string(), rate: z.string(), date: z.string(), file: z.string() },
  }),
  async run(given, desk) {
    const { chainId, provider, platform, terminal } = desk;
    const source = codeOf(given, "source");
    const [date, rate] = [dateOf(given, "date"), millionthsOf(given, "rate")];
    const { index } = await indexOf(given, desk);
    const named = maybe(given, "signer");
    const key = await signerOf(named, provider as JsonRpcProvider, chainId, terminal);
    const report = { index, date, rate, source };
    const fixing = getAddress(platform.fixing);
    const signed = await signRateReport(key, { chainId, fixing, report });
    const file = pathOf(given, "to");
    await writeNew(file, formatRateReport(signed));
    const day = formatDate(date, "en");
    return {
      value: { reporter: signed.reporter, rate, date: day, file },
      lines: [`${maybe(given, "index")} ${day}: ${percent(rate)}`, file],
    };
  },
};
