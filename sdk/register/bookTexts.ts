import type { Text } from "../text/texts.ts";
import type { BookKind } from "./bookHeading.ts";

/** What each book is called, and the law that asks for it. */
export const BOOKS: Readonly<Record<BookKind, Text & { readonly law: Text }>> = {
  bond: {
    en: "Bond register",
    ja: "社債原簿",
    law: { en: "Companies Act, Art. 681", ja: "会社法681条" },
  },
  share: {
    en: "Register of shareholders",
    ja: "株主名簿",
    law: { en: "Companies Act, Art. 121", ja: "会社法121条" },
  },
  "beneficial-interest": {
    en: "Register of beneficial interests",
    ja: "受益権原簿",
    law: { en: "Trust Act, Art. 186", ja: "信託法186条" },
  },
};

/** The written extract for one holder, and the law that gives him the right to it. */
export const EXTRACTS: Readonly<Record<BookKind, Text & { readonly law: Text }>> = {
  bond: {
    en: "Extract from the bond register",
    ja: "社債原簿記載事項を記載した書面",
    law: { en: "Companies Act, Art. 682", ja: "会社法682条" },
  },
  share: {
    en: "Extract from the register of shareholders",
    ja: "株主名簿記載事項を記載した書面",
    law: { en: "Companies Act, Art. 122", ja: "会社法122条" },
  },
  "beneficial-interest": {
    en: "Extract from the register of beneficial interests",
    ja: "受益権原簿記載事項を記載した書面",
    law: { en: "Trust Act, Art. 187", ja: "信託法187条" },
  },
};

export const COLUMNS = {
  number: { en: "no.", ja: "番号" },
  investor: { en: "investor number", ja: "投資家番号" },
  name: { en: "name", ja: "氏名又は名称" },
  address: { en: "address", ja: "住所" },
  className: { en: "class", ja: "種類（銘柄）" },
  acquired: { en: "acquired on", ja: "取得の日" },
  units: { en: "units", ja: "数" },
  amount: { en: "face (yen)", ja: "金額（円）" },
  total: { en: "units in all", ja: "数の合計" },
  totalAmount: { en: "face in all (yen)", ja: "金額の合計（円）" },
  pledges: { en: "pledgees", ja: "質権者" },
  pledged: { en: "pledged units", ja: "質権の目的である数" },
  attachments: { en: "attaching creditors", ja: "差押債権者" },
  attached: { en: "attached units", ja: "差押えに係る数" },
  trust: { en: "trust property", ja: "信託財産" },
  held: { en: "held units", ja: "保留中の数" },
  frozen: { en: "frozen units", ja: "凍結中の数" },
  free: { en: "free units", ja: "処分できる数" },
  wallets: { en: "wallets", ja: "ウォレット" },
  code: { en: "code", ja: "銘柄コード" },
  asOf: { en: "as of (Japan)", ja: "時点（日本時間）" },
  block: { en: "block", ja: "ブロック番号" },
  blockHash: { en: "block hash", ja: "ブロックハッシュ" },
  digest: { en: "digest", ja: "ダイジェスト" },
} as const satisfies Readonly<Record<string, Text>>;

export const WORDS = {
  yes: { en: "yes", ja: "あり" },
  nameless: { en: "(not entered)", ja: "（未登録）" },
  contract: { en: "contract", ja: "コントラクト" },
} as const satisfies Readonly<Record<string, Text>>;
