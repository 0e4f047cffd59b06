import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

/** Ends a stop. */
export const classUnpause: WriteCommand = {
  kind: "write",
  path: "class unpause",
  about: { en: "end a stop (unpauser, after its delay)", ja: "停止の解除(再開担当、予告期間の後)" },
  example: "class unpause --class SBI-ST-1 --signer env:UNPAUSER_KEY",
  options: [CLASS_OPTION],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const about = { en: `end the stop of ${code}`, ja: `${code} の停止を解除` };
    return {
      title: about,
      calls: [{ ...{ to: desk.platform.desk, contract, about }, name: "unpause", args: [address] }],
    };
  },
};
