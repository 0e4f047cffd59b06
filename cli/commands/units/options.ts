import type { OptionSpec } from "../../command.ts";

// Options that several commands over units have.

export const CLASS: OptionSpec = {
  flags: "--class <code>",
  about: { en: "the class", ja: "銘柄コード" },
  required: true,
};
export const WALLET: OptionSpec = {
  flags: "--wallet <address>",
  about: { en: "whose", ja: "ウォレット" },
  required: true,
};
export const UNITS: OptionSpec = {
  flags: "--units <number>",
  about: { en: "how many", ja: "数量" },
  required: true,
};
export const REASON: OptionSpec = {
  flags: "--reason <code>",
  about: { en: "a code of up to 31 bytes", ja: "理由コード" },
  required: true,
};
export const DOCUMENT: OptionSpec = {
  flags: "--document <file|hash>",
  about: {
    en: "what it rests on, of which the hash goes on chain",
    ja: "根拠文書(ハッシュのみ記録)",
  },
  required: true,
};
export const TAKEN: OptionSpec = {
  flags: "--take <hold:units>",
  about: {
    en: "units of a hold that are taken, where they are held",
    ja: "拘束中の数量から取る分(拘束ID:数量)",
  },
  many: true,
};

/** Of every command that proposes an act of two registrar keys. */
export const ACT: readonly OptionSpec[] = [
  {
    flags: "--act <file>",
    about: {
      en: "where to write the act, for the second key",
      ja: "管理行為の書き出し先(承認者へ渡す)",
    },
  },
  {
    flags: "--number <number>",
    about: { en: "tells equal acts apart", ja: "同じ内容の管理行為を区別する番号" },
  },
];

/** Of every command about an act that was proposed. */
export const PROPOSED: OptionSpec = {
  flags: "--act <file|id>",
  about: { en: "the act's file, or its id", ja: "管理行為のファイルまたは ID" },
  required: true,
};
