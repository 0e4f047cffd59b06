import { DvpSettlement__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Makes a signed trade known, so that it waits for its settlement. */
export const tradeMatch: WriteCommand = {
  kind: "write",
  path: "trade match",
  about: {
    en: "make a trade known that both signed, so that it waits to be settled, in parts, netted or paid elsewhere (anyone)",
    ja: "双方署名済みの約定を登録し、決済待ちとする(誰でも可)",
  },
  example: "trade match trade.json --signer env:ANY_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.dvp;
    const contract = DvpSettlement__factory.connect(to, desk.provider);
    const about = { en: "make known trade", ja: "登録" };
    return await tradePlan(given, desk, { to, contract, name: "matchSigned" }, about, (file) => {
      const { seller, buyer } = file.signatures;
      if (seller !== undefined && buyer !== undefined) return [file.trade, seller, buyer];
      throw new ArgumentRefused("A signature is missing: kessai trade sign by both parties first.");
    });
  },
};
