import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";
import { POWERS, type RestrictedContract, type RoleName } from "./powers.ts";
import { REGISTRAR_LABEL, REGISTRAR_MAY } from "./powersOf.ts";
import type { ContractName } from "./steps.ts";

/** How many of how many keys, from a platform file. */
export interface KeysAsked {
  readonly must: number;
  readonly of: number;
}

/** One kind of key: what it may call on which contract, how many must agree, and what a thief has of it. */
export interface KeyPower {
  readonly label: Text;
  readonly may: Text;
  /** What a leaked key, alone, can do at worst before others stop it. */
  readonly atWorst: Text;
  /** Functions that one key calls, or signs for, by contract; those of a role with a delay are announced first. */
  readonly alone: Readonly<Partial<Record<ContractName, readonly string[]>>>;
  /** Functions that count only with several keys' signatures or approvals; anybody may send signed ones. */
  readonly together: Readonly<Partial<Record<ContractName, readonly string[]>>>;
  readonly keys: (file: PlatformFile) => KeysAsked;
  /** Seconds for which each action is announced. */
  readonly delay: (file: PlatformFile) => number;
}

/** Contracts by the names under which {@link POWERS} has them. */
export const RESTRICTED_CONTRACTS: Readonly<Record<RestrictedContract, ContractName>> = {
  pass: "KycPass",
  factory: "SecurityFactory",
  desk: "RegistrarDesk",
  yen: "YenToken",
  dvp: "DvpSettlement",
  net: "NetSettlement",
  externalCash: "ExternalCash",
  fixing: "Fixing",
  fails: "Fails",
  taxes: "TaxTable",
};

/** Every kind of key that a platform file names, in the order of its damage. A test holds it against the contracts. */
export const KEY_POWERS: readonly KeyPower[] = [
  ofRole("admin", {
    alone: {
      Authority: [
        "grantRole",
        "revokeRole",
        "setGrantDelay",
        "setRoleAdmin",
        "setRoleGuardian",
        "setTargetAdminDelay",
        "setTargetClosed",
        "setTargetFunctionRole",
        "updateAuthority",
      ],
    },
    atWorst: {
      en: "announces any of this; nothing is done before the delay, in which a pass guardian or another admin calls it off. Unwatched for that long: everything above",
      ja: "いずれも予告のみ。待機期間中はパス監視者・他の管理者が中止できる。誰も気づかなければ上記すべて",
    },
  }),
  ofRole("passGuardian", {
    alone: { Authority: ["cancel"] },
    atWorst: {
      en: "stops everybody: every pass suspended or revoked, every officer disowned, every plan called off, until an admin ends the role; takes and grants nothing",
      ja: "全パスの停止・取消し、全KYC担当者の否認、全予告の中止により業務が止まる（管理者が権限を外すまで）。取得・付与はできない",
    },
  }),
  {
    label: { en: "KYC officer", ja: "KYC担当者" },
    may: {
      en: "attest passes and suspend them by lists; together grant, link, reclassify, renew, recover, revoke and reinstate",
      ja: "パスの証明と一括停止。複数者で付与・追加・区分変更・更新・復旧・取消し・再開",
    },
    atWorst: {
      en: "one key: suspends passes up to its list quota a day. As many as must agree: false passes up to the grant quota a day, which work only after the veto window, and passes revoked without limit; neither moves a unit or a yen",
      ja: "鍵一つ：一日の上限までパスを停止。定足数の鍵：一日の上限までの虚偽のパス（拒否期間後に有効）と無制限の取消し。数量・円は動かせない",
    },
    alone: { KycPass: ["reattestListed", "suspendListed"], YenToken: ["redeemStranded"] },
    together: {
      KycPass: [
        "grant",
        "grantSystem",
        "keepAccount",
        "link",
        "reclassify",
        "recover",
        "reinstateListed",
        "renew",
        "revokeByQuorum",
      ],
    },
    keys: ({ passes }) => ({ must: passes.quorum, of: passes.officers.length }),
    delay: () => 0,
  },
  {
    label: REGISTRAR_LABEL,
    may: REGISTRAR_MAY,
    atWorst: {
      en: "issues up to the caps to holders of passes, freezes, opens classes up to the issuer's number; moves nothing against a holder's will unless the act's delay passes and nobody vetoes",
      ja: "上限までの発行（パス保有者宛）、凍結、発行会社の上限までの銘柄開設。意思に反する移転は、待機期間中に誰も拒否しない場合に限る",
    },
    alone: {
      SecurityFactory: ["open"],
      RegistrarDesk: [
        "issue",
        "issueLocked",
        "pledgeUnits",
        "attachUnits",
        "freezeUnits",
        "freezeWallet",
        "declareRecordDate",
        "withdrawRecordDate",
        "setDocument",
        "removeDocument",
        "setContractURI",
        "lendIssue",
        "recall",
        "giveConsent",
        "presentConsent",
        "rejectConsent",
        "takeConsentBack",
        "propose",
        "withdraw",
      ],
      BondLifecycle: [
        "abort",
        "register",
        "announceCall",
        "cancelCall",
        "announcePartial",
        "reschedule",
        "replaceRecord",
        "endPromises",
      ],
      Split: ["abort", "endPromises"],
      Offering: ["open", "allot", "seal", "cancel", "openSolicitationList", "recordSolicitations"],
      Meeting: ["convene", "cancel"],
    },
    together: { RegistrarDesk: ["approve", "carryOut"] },
    keys: ({ issuers }) => ({
      must: 2,
      of: Math.min(...issuers.map(({ registrars }) => registrars.length)),
    }),
    delay: () => 0,
  },
  ofRole("ruleChanger", {
    atWorst: {
      en: "announces easier rules for its own classes, or their end; a pass guardian or an admin calls it off before the delay is over",
      ja: "自社銘柄の条件緩和・終了を予告。待機期間中にパス監視者・管理者が中止できる",
    },
  }),
  ofRole("yenOperator", {
    atWorst: {
      en: "mints what the attested reserve and the bank's limits leave, to holders of passes; confirms payouts that were not made; freezes yen. Ends none of its freezes, moves no holder's yen at will",
      ja: "準備資産と上限の残りまでの発行（パス保有者宛）、未払いの償還の完了処理、円の凍結。凍結の解除や保有者の円の移転はできない",
    },
  }),
  ofRole("reserveAttestor", {
    atWorst: {
      en: "attests a reserve that is not there; yen against it need the yen operator's key too. Attesting too little stops minting",
      ja: "存在しない準備資産の証明（発行には円トークン発行者の鍵も必要）。過少な証明では発行が止まる",
    },
  }),
  ofRole("settlementOperator", {
    alone: { ExternalCash: ["instructPayment"], NetSettlement: ["fix"] },
    together: { ExternalCash: ["decide"] },
    keys: ({ roles, settlement }) => ({
      must: settlement.externalCash.deciders,
      of: roles.settlementOperator.holders.length,
    }),
    atWorst: {
      en: "one key: signs off, or holds up, trades that their parties made. As many as must agree: after the long stop, units of an unanswered payment go to the buyer unpaid, or back to a seller who was paid",
      ja: "鍵一つ：当事者が合意した取引の承認・留保。合議の鍵：最終期限後、無回答の支払に係る数量を未払いのまま買い手へ、または支払済みの売り手へ戻す",
    },
  }),
  ofRole("paymentAttestor", {
    together: { ExternalCash: ["attest"] },
    keys: ({ roles, settlement }) => ({
      must: settlement.externalCash.attestors,
      of: roles.paymentAttestor.holders.length,
    }),
    atWorst: {
      en: "one key: nothing. As many as must agree: say that an instructed payment was made, or rejected, when it was not",
      ja: "鍵一つ：何もできない。合議の鍵：指図済みの支払につき、実際と異なる結果を証明",
    },
  }),
  ofRole("rateReporter", {
    together: { Fixing: ["report"] },
    keys: ({ roles, settlement }) => ({
      must: Math.min(...settlement.fixings.map(({ quorum }) => quorum)),
      of: roles.rateReporter.holders.length,
    }),
    atWorst: {
      en: "one key: one false report, of which the median takes nothing where three report. A majority: a false rate within 100 % a year",
      ja: "鍵一つ：虚偽の報告一件（三件以上では中央値に影響しない）。過半数：年率100％以内の虚偽の金利",
    },
  }),
  ofRole("payingAgent", {
    alone: { Distribution: ["announce"] },
    atWorst: {
      en: "announces payments that nobody has to pay in; who is paid and the tax follow from the record date and the table",
      ja: "払い込む義務のない支払の告知。受取人と税額は基準日と税率表で決まる",
    },
  }),
  ofRole("pauser", {
    atWorst: {
      en: "stops every class and yen; the unpauser starts them again after its delay",
      ja: "全銘柄と円の停止（再開担当が待機期間後に再開）",
    },
  }),
  ofRole("unpauser", {
    atWorst: {
      en: "announces the end of a stop, which a pass guardian or an admin calls off before its delay is over",
      ja: "停止解除の予告（待機期間中にパス監視者・管理者が中止できる）",
    },
  }),
];

/** A role of the authority: what the manager lets it call, besides what contracts ask of it themselves. */
function ofRole(
  name: RoleName,
  own: Pick<KeyPower, "atWorst"> & Partial<Pick<KeyPower, "alone" | "together" | "keys">>,
): KeyPower {
  const { label, may, functions } = POWERS[name];
  const restricted = Object.entries(functions).map(([contract, names]) => [
    RESTRICTED_CONTRACTS[contract as RestrictedContract],
    names,
  ]);
  const alone: Record<string, readonly string[]> = { ...own.alone };
  for (const [contract, names] of restricted as [ContractName, readonly string[]][]) {
    alone[contract] = [...names, ...(alone[contract] ?? [])];
  }
  return {
    label,
    may,
    atWorst: own.atWorst,
    alone,
    together: own.together ?? {},
    keys: own.keys ?? (({ roles }) => ({ must: 1, of: roles[name].holders.length })),
    delay: ({ roles }) => roles[name].delay,
  };
}
