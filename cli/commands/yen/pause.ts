import { IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";

/** Stops all yen. */
export const yenPause: WriteCommand = {
  kind: "write",
  path: "yen pause",
  about: { en: "stop all yen at once (pauser)", ja: "円トークン全体を停止(停止担当者)" },
  example: "yen pause --signer env:PAUSER_KEY",
  async plan(_, { platform, provider }) {
    const contract = IYenToken__factory.connect(platform.yen, provider);
    const about = { en: "stop all yen", ja: "円トークン全体を停止" };
    return {
      title: about,
      calls: [{ to: platform.yen, contract, name: "pause", args: [], about }],
    };
  },
};
