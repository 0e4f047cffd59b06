import { IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";

/** Lets yen move again. */
export const yenUnpause: WriteCommand = {
  kind: "write",
  path: "yen unpause",
  about: {
    en: "let all yen move again (unpauser, after its delay)",
    ja: "円トークンの停止を解除(再開担当、予告期間後)",
  },
  example: "yen unpause --signer env:UNPAUSER_KEY",
  async plan(_, { platform, provider }) {
    const contract = IYenToken__factory.connect(platform.yen, provider);
    const about = { en: "let all yen move again", ja: "円トークンの停止を解除" };
    return {
      title: about,
      calls: [{ to: platform.yen, contract, name: "unpause", args: [], about }],
    };
  },
};
