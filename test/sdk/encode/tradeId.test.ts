import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { tradeId } from "../../../sdk/encode/tradeId.ts";
import { tradeTypedData } from "../../../sdk/encode/tradeTypedData.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";
import { tradeBetween } from "../settlement/support/trades.ts";

const load = fixture(world);

describe("tradeId", () => {
  it("is what the settlement contract says, at every width", async () => {
    const { dvp } = await load();
    const widest = tradeBetween({
      ...{ units: 2n ** 64n - 1n, amount: 2n ** 256n - 1n, termsEpoch: 65_535 },
      ...{ sellerNonce: 2n ** 256n - 1n, settleBy: 2 ** 48 - 1, partialAllowed: true },
    });
    for (const trade of [tradeBetween(), widest]) {
      expect(tradeId(trade)).to.equal(await dvp.idOf(trade));
    }
  });

  it("is the struct hash of what the parties sign, and changes with every field", () => {
    const trade = tradeBetween();
    const { types, primaryType } = tradeTypedData(1n, trade.seller, trade);
    const id = tradeId(trade);
    expect(id).to.equal(TypedDataEncoder.hashStruct(primaryType, types, trade));
    const other = "0x00000000000000000000000000000000000000ff";
    const word = `0x${"11".repeat(32)}`;
    const changes = [
      ...[{ seller: other }, { buyer: other }, { security: other }, { cash: other }],
      ...[{ units: 11n }, { amount: 1n }, { settleFrom: 1 }, { settleBy: 1 }],
      ...[{ sellerNonce: 9n }, { buyerNonce: 9n }, { termsEpoch: 1 }, { cycle: word }],
      ...[{ partialAllowed: true }, { commonReference: word }],
    ];
    expect(changes).to.have.length(Object.keys(trade).length);
    const ids = changes.map((change) => tradeId({ ...trade, ...change }));
    expect(new Set([id, ...ids]).size).to.equal(changes.length + 1);
  });
});
