import { requestOf } from "../../../scripts/officers/prepare.ts";
import { IKycPass__factory, jstDateOf, parseRows, prepareRequest } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import {
  answered,
  officersDesk,
  officersOptions,
  officersSchema,
  tableOf,
} from "../../desk/officers.ts";
import { dateOf, maybe, numberOf } from "../../inputs.ts";

const KEPT = ["--request", "--days", "--officer"];

/** What a screening found: who was screened until when, and who was hit. */
export const kycScreen: WriteCommand = {
  kind: "write",
  path: "kyc screen",
  about: {
    en: "after a screening: --table with --until renews its date for all, --hits suspends who was found",
    ja: "審査の結果: --table と --until で審査期限を更新、--hits で該当者を停止",
  },
  example: "kyc screen --table examples/officers/reattest.csv --until 2028-03-31",
  options: [
    {
      flags: "--table <file.csv>",
      about: {
        en: "who was screened (reference, wallet)",
        ja: "審査したウォレットの表(整理番号・ウォレット)",
      },
    },
    { flags: "--until <date>", about: { en: "screened until", ja: "審査期限" } },
    {
      flags: "--hits <file.csv>",
      about: {
        en: "who was found (reference, wallet, reason)",
        ja: "該当者の表(整理番号・ウォレット・理由)",
      },
    },
    ...officersOptions("reattest").filter(({ flags }) =>
      KEPT.some((each) => flags.startsWith(`${each} `)),
    ),
  ],
  result: officersSchema,
  async plan(given, desk) {
    const isHits = maybe(given, "hits") !== undefined;
    if (isHits === (maybe(given, "table") !== undefined)) {
      throw new ArgumentRefused("Name --table with --until, or --hits: one file each time.");
    }
    const side = await officersDesk(desk);
    const days = maybe(given, "days") === undefined ? undefined : Number(numberOf(given, "days"));
    if (isHits) {
      const { text, fileName, encoding, request: path } = await tableOf(given, "suspend", "hits");
      const { request, notes } = await requestOf(side, "suspend", text, fileName, days);
      return await answered(given, desk, { request, notes, encoding, path, fileName });
    }
    const { text, fileName, encoding, request: path } = await tableOf(given, "reattest");
    const screenedUntil = dateOf(given, "until");
    const block = await desk.provider.getBlock("latest");
    const today = jstDateOf(block?.timestamp ?? 0);
    if (screenedUntil < today) throw new ArgumentRefused("--until is a date that is not past.");
    const { rows, warnings } = parseRows("reattest", text, fileName, { today });
    const contract = IKycPass__factory.connect(side.pass, desk.provider);
    const renewals = [];
    for (const row of rows) {
      // The pass's own date stays as it is.
      const { expiry } = await contract.claimsOf(row.wallet);
      renewals.push({ ...row, expiry: Math.max(Number(expiry), 1), screenedUntil });
    }
    const { request, notes } = await prepareRequest(desk.provider, {
      ...{ pass: side.pass, verb: "renew", rows: renewals, fileName },
      ...(days === undefined ? {} : { days }),
    });
    const all = [...warnings, ...notes];
    return await answered(given, desk, { request, notes: all, encoding, path, fileName });
  },
};
