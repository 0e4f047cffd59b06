import type { Interface } from "ethers";
import {
  DvpSettlement__factory,
  IKycPass__factory,
  IYenToken__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
} from "../contracts.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";

/** A contract of the platform that asks the AccessManager who may call. */
export type RestrictedContract = "pass" | "factory" | "desk" | "yen" | "dvp";

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
      dvp: ["listCash"],
    },
    may: {
      en: "grant and revoke roles, officers, issuers and settings; list cash tokens; take a disowning back; limit yen, name the purses of actions, unfreeze yen, free them of a trade's hold and move them against their holder's will",
      ja: "権限・KYC担当者・発行会社・設定の変更、資金トークンの登録、否認の撤回、円トークンの上限・システム口座の設定、円の凍結・拘束の解除と強制移転",
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
    functions: { desk: ["setPolicy", "setRules", "setVenue", "close"] },
    may: {
      en: "change who may hold its own classes and how their units move, end them",
      ja: "自社銘柄の保有条件・移転条件の変更・終了",
    },
  },
};
