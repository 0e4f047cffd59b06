import { z } from "zod";
import {
  BondLifecycle__factory,
  formatDate,
  formatYen,
  ISecurityToken__factory,
  PER_YEN_SCALE,
  readBondPeriod,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { payIn } from "../../desk/payIn.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { writeTerms } from "../../desk/termsIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf, classOf, maybe, pathOf } from "../../inputs.ts";

/** Pays the next interest of a bond in; `action run` pays it out. */
export const actionCoupon: WriteCommand = {
  kind: "write",
  path: "action coupon",
  about: {
    en: "pay in a bond's next interest, and what is repaid with it",
    ja: "社債の次回利息(および一部償還)の資金を払込み",
  },
  example: "action coupon --class SBI-ST-1 --record 1 --terms coupon-1 --signer env:ISSUER_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "the bond's class", ja: "銘柄コード" },
      required: true,
    },
    {
      flags: "--record <number>",
      about: {
        en: "number of the record date; the period's own if not said",
        ja: "基準日番号(省略時は当該利払期のもの)",
      },
    },
    {
      flags: "--terms <stem>",
      about: {
        en: "write the terms of what is to be run to STEM.bond-interest.json",
        ja: "支払条件ファイルの書出し先",
      },
    },
  ],
  result: writtenWith(
    z.strictObject({
      period: z.number(),
      files: z.array(z.strictObject({ file: z.string(), kind: z.string() })),
    }),
  ),
  async plan(given, desk) {
    const { provider, platform } = desk;
    const { address, code } = classOf(given, desk);
    const period = await readBondPeriod(provider, platform, address);
    if (period.isLast) {
      throw new ArgumentRefused(
        `What is left of ${code} is its last period, which is paid with the redemption: kessai action redeem --class ${code}.`,
      );
    }
    const asked = maybe(given, "record") === undefined ? undefined : amountOf(given, "record");
    if (asked === undefined && !period.isRecordOver) {
      const date = formatDate(period.record ?? 0, "en");
      throw new ArgumentRefused(
        period.recordId === 0
          ? `Period ${period.number} pays the holders of ${date}, which was not declared: kessai action record --class ${code} --date ${date}.`
          : `Period ${period.number} pays the holders of ${date}, which is not over. Run this again from then on.`,
      );
    }
    const record = asked ?? BigInt(period.recordId);
    const token = ISecurityToken__factory.connect(address, provider);
    const contract = BondLifecycle__factory.connect(platform.bonds, provider);
    const supply = await token.totalSupply();
    const counted = period.isRecordOver ? (await token.recordAt(record)).supply : supply;
    const yen = [period.interestPerUnit, period.principalPerUnit]
      .map((perUnit) => (counted * perUnit) / PER_YEN_SCALE)
      .reduce((all, each) => all + each, 0n);
    const { calls, notes } = await payIn(desk, await senderOf(given, desk), yen);
    const about = {
      en: `pay in ${formatYen(yen)}, coupon ${period.number} of ${code}`,
      ja: `${code} 第${period.number}回利払の資金 ${formatYen(yen)} を払込み`,
    };
    return {
      ...{ title: about, notes },
      calls: [
        ...calls,
        { to: platform.bonds, contract, name: "payInterest", args: [address, record], about },
      ],
      async after() {
        const { paidIn } = await readBondPeriod(provider, platform, address, period.number);
        const files =
          maybe(given, "terms") === undefined
            ? []
            : await writeTerms(desk, code, pathOf(given, "terms"), paidIn);
        return {
          value: { period: period.number, files },
          lines: files.map(({ file }) => file),
        };
      },
    };
  },
};
