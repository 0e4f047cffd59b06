import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Replaces lost wallets. */
export const kycRecover: WriteCommand = officersCommand("recover", {
  path: "kyc recover",
  about: {
    en: "prepare that another wallet of the investor takes a lost one's place",
    ja: "喪失ウォレットの復旧を準備(承継先の指定)",
  },
  example:
    "kyc recover --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --successor 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --reason LOST-3",
});
