import { expect } from "chai";
import { checkTradeFile } from "../../../sdk/settlement/checkTradeFile.ts";
import { mergeTradeFiles } from "../../../sdk/settlement/mergeTradeFiles.ts";
import { newTrade } from "../../../sdk/settlement/newTrade.ts";
import { signTradeFile } from "../../../sdk/settlement/signTradeFile.ts";
import { formatTradeFile, parseTradeFile } from "../../../sdk/settlement/tradeFile.ts";
import { tradeAgreed, UNITS } from "../../settlement/support/tradeAgreed.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";

const load = fixture(tradeAgreed);

describe("A trade's file that both parties signed apart", () => {
  it("settles as it is, under the id that the file was checked with", async () => {
    const { seller, buyer, bond, yen, dvp, chainId, platform, now } = await load();
    const made = newTrade({
      ...{ chainId, dvp: platform.dvp, seller: seller.address, buyer: buyer.address },
      ...{ security: await bond.getAddress(), units: UNITS, cash: await yen.getAddress() },
      ...{ amount: 1_000_000n, settleBy: (await now()) + DAY, commonReference: "K-1" },
    });
    const copies = [await signTradeFile(seller, made), await signTradeFile(buyer, made)]
      .map(formatTradeFile)
      .map((text) => parseTradeFile(text, "trade.json"));
    const file = mergeTradeFiles(copies[0]!, copies[1]!);
    const { id, isReady } = checkTradeFile(file);
    expect(isReady).to.equal(true);
    const { trade, signatures } = file;
    await expect(dvp.settle(trade, signatures.seller!, signatures.buyer!))
      .to.emit(dvp, "TradeSettled")
      .withArgs(id, seller, buyer, bond, UNITS, yen, 1_000_000n);
    expect(await bond.balanceOf(buyer)).to.equal(UNITS);
  });
});
