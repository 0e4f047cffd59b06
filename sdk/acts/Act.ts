import type { Text } from "../text/texts.ts";

/** What two registrar keys order, in the order of `contracts/securities/interfaces/IRegistrarDesk.sol`. */
export const ACT_VERBS = [
  "forced-transfer",
  "unfreeze-units",
  "unfreeze-wallet",
  "recovery",
  "inheritance",
  "court-order",
  "pledge-execution",
  "cancellation",
  "redemption",
  "release-hold",
  "name-payee",
  "lend-to-action",
] as const;

export type ActVerb = (typeof ACT_VERBS)[number];

/** What an act takes of one hold. */
export interface ActHold {
  readonly id: string;
  readonly units: bigint;
}

/** What a registrar orders against a holder's will, or the end of a freeze or a hold. */
export interface Act {
  /** The class's token. */
  readonly token: string;
  readonly verb: ActVerb;
  readonly wallet: string;
  /** The zero address if nobody gets anything. */
  readonly to: string;
  /** 0 for a whole wallet. */
  readonly units: bigint;
  readonly holds: readonly ActHold[];
  /** 32 bytes as hex, both. */
  readonly reason: string;
  readonly document: string;
  /** Tells two equal acts apart. */
  readonly number: bigint;
}

/** Each verb in words. */
export const ACT_TEXTS: Readonly<Record<ActVerb, Text>> = {
  "forced-transfer": { en: "forced transfer", ja: "強制移転" },
  "unfreeze-units": { en: "end of a freeze of units", ja: "数量の凍結解除" },
  "unfreeze-wallet": { en: "end of a freeze of a wallet", ja: "ウォレットの凍結解除" },
  recovery: { en: "recovery of a lost wallet", ja: "紛失ウォレットの復旧" },
  inheritance: { en: "inheritance", ja: "相続" },
  "court-order": { en: "court order", ja: "裁判所の命令による移転" },
  "pledge-execution": { en: "execution of a pledge", ja: "質権実行" },
  cancellation: { en: "cancellation", ja: "消却・抹消" },
  redemption: { en: "redemption", ja: "償還" },
  "release-hold": { en: "release of a hold", ja: "拘束の解除" },
  "name-payee": { en: "naming of a hold's payee", ja: "支払先の指定" },
  "lend-to-action": { en: "loan of a power to an action", ja: "手続への権限の貸与" },
};
