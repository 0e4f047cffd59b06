import { ISecurityToken__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { encumbered, encumberedSchema } from "../../desk/encumbered.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, classOf, codeOf, maybe, timeOf } from "../../inputs.ts";
import { CLASS, UNITS, WALLET } from "./options.ts";

const ABOUT = {
  en: "promise {units} units of {code} to {executor} for a trade",
  ja: "{code} {units} 口を約定のため {executor} に拘束",
};

/** A holder promises units for a trade. */
export const unitsHold: WriteCommand = {
  kind: "write",
  path: "units hold",
  about: {
    en: "a holder promises units for a trade, until a time",
    ja: "保有者が約定のため数量を期限まで拘束",
  },
  example:
    "units hold --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 10 " +
    "--until 2027-12-01T15:00:00+09:00 --reference TRADE-881 --signer env:HOLDER_KEY",
  options: [
    CLASS,
    { ...WALLET, about: { en: "whose: its key sends", ja: "保有者(その鍵で送信)" } },
    UNITS,
    {
      flags: "--until <time>",
      about: { en: "the last second of the promise", ja: "拘束の期限" },
      required: true,
    },
    {
      flags: "--reference <code>",
      about: {
        en: "tells two holds apart; the same is taken once",
        ja: "拘束を区別する番号(同じものは一度だけ)",
      },
      required: true,
    },
    {
      flags: "--executor <address>",
      about: { en: "who may take them (the settlement)", ja: "実行者(既定は決済コントラクト)" },
    },
  ],
  result: writtenWith(encumberedSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [wallet, units] = [addressOf(given, "wallet"), amountOf(given, "units")];
    const named = maybe(given, "executor");
    const executor = named === undefined ? desk.platform.dvp : addressOf(given, "executor");
    const contract = ISecurityToken__factory.connect(address, desk.provider);
    const values = { units, code, executor };
    const about = { en: say(ABOUT, "en", values), ja: say(ABOUT, "ja", values) };
    const args = [wallet, units, executor, timeOf(given, "until"), codeOf(given, "reference")];
    return {
      title: about,
      calls: [{ to: address, contract, name: "hold", args, about }],
      after: (hashes) => encumbered(desk, address, hashes, given.lang),
    };
  },
};
