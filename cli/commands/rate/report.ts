import { getAddress } from "ethers";
import {
  Fixing__factory,
  formatDate,
  parseRateReport,
  RateReportRefused,
  readText,
} from "../../../sdk/index.ts";
import type { Call, WriteCommand } from "../../command.ts";
import { percent } from "./options.ts";

/** Sends signed reports, each by itself. */
export const rateReport: WriteCommand = {
  kind: "write",
  path: "rate report",
  about: {
    en: "send signed reports of rates, each by itself (anyone; exit 2 if some are refused)",
    ja: "署名済みの金利報告を送信(誰でも可)",
  },
  example: "rate report report-1.json report-2.json --signer env:ANY_KEY",
  arguments: [{ name: "files", about: { en: "by rate sign", ja: "署名済みの報告" }, many: true }],
  async plan(given, desk) {
    const to = desk.platform.fixing;
    const contract = Fixing__factory.connect(to, desk.provider);
    const calls: Call[] = [];
    for (const path of (given.arguments.files ?? []) as readonly string[]) {
      const file = parseRateReport(await readText(path), path);
      if (file.chainId !== desk.chainId || file.fixing !== getAddress(to)) {
        throw new RateReportRefused(path, "it is for another chain or platform");
      }
      const { index, date, rate, source } = file.report;
      const about = {
        en: `${file.reporter} reports ${percent(rate)} of ${formatDate(date, "en")}`,
        ja: `${file.reporter} の報告: ${formatDate(date, "ja")} ${percent(rate)}`,
      };
      const args = [index, date, rate, source, file.reporter, file.signature];
      calls.push({ to, contract, name: "report", args, about });
    }
    const title = {
      en: `send ${calls.length} reports of rates`,
      ja: `金利報告 ${calls.length} 件を送信`,
    };
    return { title, calls, isEachAlone: true };
  },
};
