import type { Interface } from "ethers";
import {
  DvpSettlement__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IKycPass__factory,
  IYenToken__factory,
  NetSettlement__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  TaxTable__factory,
} from "../contracts.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";

/** A contract of the platform that asks the AccessManager who may call. */
export type RestrictedContract =
  | "pass"
  | "factory"
  | "desk"
  | "yen"
  | "dvp"
  | "net"
  | "externalCash"
  | "fixing"
  | "fails"
  | "taxes";

export type RoleName = keyof PlatformFile["roles"];

/** One role: its number in `contracts/governance/Roles.sol`, its name, what it may call, and that in words. */
export interface Power {
  readonly role: bigint;
  readonly label: Text;
  readonly functions: Readonly<Partial<Record<RestrictedContract, readonly string[]>>>;
  readonly may: Text;
}

/** The interfaces in which the functions of {@link POWERS} are found. */
export const RESTRICTED_INTERFACES: Readonly<Record<RestrictedContract, Interface>> = {
  pass: IKycPass__factory.createInterface(),
  factory: SecurityFactory__factory.createInterface(),
  desk: RegistrarDesk__factory.createInterface(),
  yen: IYenToken__factory.createInterface(),
  dvp: DvpSettlement__factory.createInterface(),
  net: NetSettlement__factory.createInterface(),
  externalCash: ExternalCash__factory.createInterface(),
  fixing: Fixing__factory.createInterface(),
  fails: Fails__factory.createInterface(),
  taxes: TaxTable__factory.createInterface(),
};

/** Who may do what, for every restricted function of the platform. Checked against the contracts by a test. */
export const POWERS: Readonly<Record<RoleName, Power>> = {
  admin: {
    role: 0n,
    label: { en: "admin", ja: "管理者" },
    functions: {
      pass: [
        "registerMoney",
        "setFactory",
        "addOfficer",
        "removeOfficer",
        "setSettings",
        "undoDisowningAsAdmin",
      ],
      factory: ["setImplementation", "registerIssuer"],
      yen: [
        "setFreshness",
        "setLimits",
        "setSystemAccount",
        "setFrozenTokens",
        "unfreezeWallet",
        "forcedTransfer",
        "releaseByOrder",
        "setContractURI",
      ],
      dvp: ["listCash", "nameRoutes"],
      externalCash: ["setQuorums"],
      fixing: ["setIndex"],
      fails: ["setTerms"],
      desk: ["nameAction"],
      taxes: ["setRates"],
    },
    may: {
      en: "grant and revoke roles, officers, issuers and settings; list cash tokens, set the quorums of payments, the terms of fixings and of fails; take a disowning back; limit yen, name actions and their purses, set the rates of tax, unfreeze yen, free them of a trade's hold and move them against their holder's will",
      ja: "権限・KYC担当者・発行会社・設定の変更、資金トークンの登録、支払証明の定足数・基準金利・フェイルの条件の設定、否認の撤回、円トークンの上限・システム口座の設定、アクションの登録、源泉税率の設定、円の凍結・拘束の解除と強制移転",
    },
  },
  passGuardian: {
    role: 1n,
    label: { en: "pass guardian", ja: "パス監視者" },
    functions: { pass: ["revoke", "suspend", "veto", "disown", "undoDisowning"], desk: ["veto"] },
    may: {
      en: "veto a new pass, suspend or revoke a pass, disown an officer or take another guardian's disowning back, call off whatever is announced or proposed",
      ja: "パスの拒否・停止・取消し、KYC担当者の否認と（他の監視者による）否認の撤回、予告・起案された操作の中止",
    },
  },
  pauser: {
    role: 2n,
    label: { en: "pauser", ja: "停止担当者" },
    functions: { desk: ["pause"], yen: ["pause"] },
    may: { en: "stop a class or the yen token", ja: "銘柄・円トークンの停止" },
  },
  unpauser: {
    role: 3n,
    label: { en: "unpauser", ja: "再開担当" },
    functions: { desk: ["unpause"], yen: ["unpause"] },
    may: { en: "end a stop", ja: "停止の解除" },
  },
  yenOperator: {
    role: 4n,
    label: { en: "yen operator", ja: "円トークン発行者" },
    functions: {
      yen: [
        "mint",
        "confirmRedemption",
        "returnRedemption",
        "recover",
        "registerBankAccount",
        "freezeWallet",
        "freezeYen",
      ],
    },
    may: {
      en: "mint yen for deposits within the attested reserve, pay redemptions out, move a lost wallet's yen to the successor that its pass names; freeze yen and wallets, register bank accounts",
      ja: "確認済み準備資産の範囲での円の発行、償還の実行、紛失ウォレットの円の承継先への移転、円・ウォレットの凍結、銀行口座の登録",
    },
  },
  reserveAttestor: {
    role: 5n,
    label: { en: "reserve attestor", ja: "準備資産証明者" },
    functions: { yen: ["attestReserve"] },
    may: { en: "attest the yen reserve", ja: "準備資産の確認" },
  },
  ruleChanger: {
    role: 6n,
    label: { en: "rule changer", ja: "規則変更担当" },
    functions: { desk: ["setPolicy", "setRules", "setVenue", "close"], dvp: ["askSignOff"] },
    may: {
      en: "change who may hold its own classes and how their units move, ask for a sign-off of their trades, end them",
      ja: "自社銘柄の保有条件・移転条件の変更、取引の承認要否の設定、終了",
    },
  },
  settlementOperator: {
    role: 7n,
    label: { en: "settlement operator", ja: "決済運営者" },
    functions: { dvp: ["signOff"], net: ["open"] },
    may: {
      en: "sign trades off where that is asked for, open netting cycles, fix their lists and make them void, send payment instructions out; with others decide after the long stop",
      ja: "取引の承認、ネッティング・サイクルの開始・確定・無効化、支払指図の発信、最終期限後の合議による決定",
    },
  },
  paymentAttestor: {
    role: 9n,
    label: { en: "payment attestor", ja: "支払証明者" },
    functions: {},
    may: {
      en: "with others attest what became of a payment on another system",
      ja: "外部システムでの支払結果の証明（複数者の合議）",
    },
  },
  rateReporter: {
    role: 11n,
    label: { en: "rate reporter", ja: "金利報告者" },
    functions: {},
    may: {
      en: "report a rate of a date, of which the median of several counts",
      ja: "基準金利の報告（複数者の中央値を採用）",
    },
  },
  payingAgent: {
    role: 10n,
    label: { en: "paying agent", ja: "支払代理人" },
    functions: {},
    may: {
      en: "announce what holders of a class are paid, which counts once somebody has paid it in",
      ja: "保有者への支払の告知（資金の払込みにより有効）",
    },
  },
};
