import { getAddress } from "ethers";
import { jstDateEnd } from "../../../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../../../sdk/format/parseJstDate.ts";
import type { BookHeading } from "../../../../sdk/register/bookHeading.ts";
import type { Holder } from "../../../../sdk/register/Holder.ts";
import type { Register } from "../../../../sdk/register/Register.ts";
import { registerDigest } from "../../../../sdk/register/registerDigest.ts";

export const walletNumber = (number: number) =>
  getAddress(`0x${number.toString(16).padStart(40, "0")}`);

const day = parseJstDate;

/** Investor 1 with two wallets, lots of two days, a pledge and an attachment; investor 2; a contract. */
export function sampleRegister(): Register {
  const amounts = (units: bigint, held = 0n, frozen = 0n) => {
    const left = units - held - frozen;
    return { units, held, frozen, free: left > 0n ? left : 0n };
  };
  const register: Omit<Register, "digest"> = {
    chainId: 31_337n,
    token: walletNumber(0xaa),
    pass: walletNumber(0xbb),
    block: 1_234,
    blockHash: `0x${"ab".repeat(32)}`,
    timestamp: jstDateEnd(day("2027-04-30")) - 1,
    supply: 175n,
    investors: [
      {
        investor: 1,
        ...amounts(120n, 30n, 5n),
        wallets: [
          {
            wallet: walletNumber(1),
            ...amounts(100n, 30n, 5n),
            stopped: false,
            lots: [
              { block: 10, date: day("2027-04-01"), units: 60n },
              { block: 20, date: day("2027-04-10"), units: 40n },
            ],
            holds: [
              {
                ...{ id: `0x${"01".repeat(32)}`, purpose: "pledge", units: 20n },
                ...{ creditor: walletNumber(2), creditorInvestor: 2 },
                ...{ block: 30, date: day("2027-04-12") },
              },
              {
                ...{ id: `0x${"02".repeat(32)}`, purpose: "attachment", units: 10n },
                ...{ creditor: walletNumber(0xcc), block: 31, date: day("2027-04-13") },
              },
            ],
          },
          {
            wallet: walletNumber(3),
            ...amounts(20n),
            stopped: false,
            lots: [{ block: 20, date: day("2027-04-10"), units: 20n }],
            holds: [],
          },
        ],
      },
      {
        investor: 2,
        ...amounts(50n),
        wallets: [
          {
            wallet: walletNumber(2),
            ...amounts(50n),
            stopped: false,
            lots: [{ block: 20, date: day("2027-04-10"), units: 50n }],
            holds: [],
          },
        ],
      },
      {
        ...amounts(5n),
        wallets: [
          {
            wallet: walletNumber(9),
            ...amounts(5n),
            stopped: false,
            lots: [{ block: 20, date: day("2027-04-10"), units: 5n }],
            holds: [],
          },
        ],
      },
    ],
  };
  return { ...register, digest: registerDigest(register) };
}

/** Surnames of everyday life that small fonts lack, and a name that a spreadsheet would run. */
export const HOLDERS: ReadonlyMap<string, Holder> = new Map([
  ["1", { name: "髙橋 﨑子", address: "東京都千代田区丸の内一丁目1番1号 𠮷野ビル" }],
  ["2", { name: '=HYPERLINK("x")', address: "大阪府大阪市北区梅田1-1", trust: true }],
  [walletNumber(0xcc), { name: "株式会社差押銀行", address: "東京都港区" }],
]);

export const BOND: BookHeading = {
  kind: "bond",
  name: { en: "First bond", ja: "第1回無担保社債" },
  code: "BOND-1",
  face: 100_000n,
  items: [
    { label: { en: "Rate a year", ja: "利率（年）" }, value: { en: "0.0035", ja: "0.0035" } },
  ],
};
