import { IKycPass__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { officerOf } from "../../desk/officerOf.ts";

const ABOUT = {
  en: "take back that officer {number} ({key}) is disowned",
  ja: "KYC担当者 {number}({key})の否認を取消し",
};

/** Takes a disowning back. */
export const kycUndoDisown: WriteCommand = {
  kind: "write",
  path: "kyc undo-disown",
  about: {
    en: "take a disowning back, as another pass guardian than the one who disowned, or as an admin",
    ja: "否認の取消し(否認した者以外のパス監視者、または管理者)",
  },
  example: "kyc undo-disown --number 2 --signer env:SECOND_GUARDIAN_KEY",
  options: [
    {
      flags: "--number <officer>",
      about: { en: "the officer's number", ja: "担当者の番号" },
      required: true,
    },
    {
      flags: "--as-admin",
      about: { en: "after the admin's delay", ja: "管理者として(予告期間後)" },
    },
  ],
  async plan(given, desk) {
    const { number, key } = await officerOf(given, desk);
    const contract = IKycPass__factory.connect(desk.platform.pass, desk.provider);
    const about = {
      en: say(ABOUT, "en", { number, key }),
      ja: say(ABOUT, "ja", { number, key }),
    };
    const name = given.options.asAdmin === true ? "undoDisowningAsAdmin" : "undoDisowning";
    return {
      title: about,
      calls: [{ to: desk.platform.pass, contract, name, args: [number], about }],
    };
  },
};
