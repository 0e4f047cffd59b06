import { ZeroHash } from "ethers";
import { ExternalCash__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";
import { maybe } from "../../inputs.ts";

/** Holds the units of a trade that is paid elsewhere; a hash-lock ends the wait beside an attestation. */
export const cashReserve: WriteCommand = {
  kind: "write",
  path: "cash reserve",
  about: {
    en: "hold a matched trade's units until its cash is paid elsewhere (seller)",
    ja: "他システムで資金決済する約定の数量を拘束(売方)",
  },
  example: "cash reserve trade.json --signer env:SELLER_KEY",
  arguments: [TRADE],
  options: [
    {
      flags: "--lock <hash>",
      about: {
        en: "SHA-256 of a secret that the seller's bank reveals on receipt",
        ja: "入金時に開示される秘密の SHA-256(ハッシュロック)",
      },
    },
  ],
  async plan(given, desk) {
    const to = desk.platform.externalCash;
    const contract = ExternalCash__factory.connect(to, desk.provider);
    const lock = maybe(given, "lock")?.toLowerCase() ?? ZeroHash;
    if (!/^0x[0-9a-f]{64}$/.test(lock)) {
      throw new ArgumentRefused("--lock is a SHA-256, 0x and 64 digits.");
    }
    const about = { en: "hold the units of trade", ja: "数量を拘束" };
    return await tradePlan(given, desk, { to, contract, name: "reserve" }, about, ({ trade }) => [
      trade,
      lock,
    ]);
  },
};
