import { z } from "zod";
import {
  formatTermsFile,
  formatTime,
  formatYen,
  OFFERING_METHODS,
  type OfferingFile,
  offeringTerms,
  parseOfferingPlan,
  readClassFile,
  readText,
  termsFileId,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { classOf, maybe, pathOf } from "../../inputs.ts";

const amount = z.string().regex(/^\d+$/);

/** The terms of an offering, from its plan and the class file. */
export const offerPlan: ReadCommand = {
  kind: "read",
  path: "offer plan",
  about: {
    en: "what an offering comes to by its plan and the class file; writes its terms",
    ja: "募集計画と銘柄ファイルから募集条件を作成",
  },
  example: "offer plan offering.yaml --class-file examples/classes/sbi-st-1.yaml --out offer.json",
  arguments: [
    { name: "file", about: { en: "a YAML file (OfferingPlan)", ja: "募集計画ファイル" } },
  ],
  options: [
    {
      flags: "--class-file <file>",
      about: {
        en: "the class file: price, units, lot, placement and document, unless the plan says them",
        ja: "銘柄ファイル(価格・数量・単位・勧誘方法・書類の既定値)",
      },
      required: true,
    },
    {
      flags: "--out <file>",
      about: { en: "write the terms to it", ja: "条件ファイルの書出し先" },
    },
  ],
  result: z.strictObject({
    id: z.string(),
    class: z.string(),
    ...{ price: amount, most: amount, least: amount, lot: amount, mostPerInvestor: amount },
    /** Yen, if all units are issued. */
    proceeds: amount,
    method: z.enum(OFFERING_METHODS),
    ...{ opens: z.number(), closes: z.number(), issueBy: z.number() },
    ...{ proceedsTo: z.string(), list: z.string(), mostAsked: z.number(), document: z.string() },
    file: z.string().optional(),
  }),
  async run(given, desk) {
    const path = pathOf(given, "file");
    const plan = parseOfferingPlan(await readText(path), path);
    const named = { ...given, options: { ...given.options, class: plan.class } };
    const { address, code } = classOf(named, desk);
    const classPath = pathOf(given, "classFile");
    const classFile = await readClassFile(classPath);
    if (classFile.code !== code) {
      throw new ArgumentRefused(
        `${classPath} is of ${classFile.code}, and the plan is for ${code}. Name the file of that class.`,
      );
    }
    const terms = offeringTerms(classFile, address, plan);
    const file: OfferingFile = {
      ...{ kind: "OfferingTerms", chainId: desk.chainId, contract: desk.platform.offering },
      ...{ classCode: code, terms },
    };
    const out = maybe(given, "out") === undefined ? undefined : pathOf(given, "out");
    if (out !== undefined) await writeNew(out, formatTermsFile(file));
    const { lang } = given;
    const id = termsFileId(file);
    const { price, most, least, lot, opens, closes, issueBy } = terms;
    const times = [opens, closes, issueBy].map((time) => formatTime(time, lang));
    return {
      value: {
        ...{ id, class: code, price, most, least, lot, opens, closes, issueBy },
        ...{ mostPerInvestor: terms.mostPerInvestor, proceeds: price * most, method: plan.method },
        ...{ proceedsTo: terms.proceedsTo, list: terms.list, mostAsked: terms.mostAsked },
        document: terms.document,
        ...(out === undefined ? {} : { file: out }),
      },
      lines: [
        lang === "ja"
          ? `${code}: ${most} 口を 1 口 ${formatYen(price)} で募集(総額 ${formatYen(price * most)}、最低 ${least} 口、単位 ${lot} 口、${plan.method})`
          : `${code}: ${most} units for ${formatYen(price)} each (${formatYen(price * most)} in all, ${least} at least, in lots of ${lot}, ${plan.method})`,
        lang === "ja"
          ? `申込み ${times[0]} から ${times[1]} まで、発行期限 ${times[2]}`
          : `subscribed from ${times[0]} until ${times[1]}, issued by ${times[2]}`,
        `id ${id}`,
        ...(out === undefined ? [] : [out]),
      ],
    };
  },
};
