import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

/** Stops all movements of a class. */
export const classPause: WriteCommand = {
  kind: "write",
  path: "class pause",
  about: { en: "stop a class at once (pauser)", ja: "銘柄の移転を即時に停止(停止担当者)" },
  example: "class pause --class SBI-ST-1 --signer env:PAUSER_KEY",
  options: [CLASS_OPTION],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const about = { en: `stop ${code}`, ja: `${code} を停止` };
    return {
      title: about,
      calls: [{ ...{ to: desk.platform.desk, contract, about }, name: "pause", args: [address] }],
    };
  },
};
