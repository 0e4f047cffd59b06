import { expect } from "chai";
import { openProvider } from "../../../sdk/index.ts";
import { desk } from "../../cli/support/desk.ts";
import { fixture } from "../../support/fixture.ts";

const load = fixture(desk);

describe("openProvider", () => {
  it("reads anew what a transaction has just changed, such as the number of a key's next one", async () => {
    const w = await load();
    const { provider } = await openProvider(w.server.url);
    const before = await provider.getTransactionCount(w.relayer.address, "pending");
    await w.relayer.sendTransaction({ to: w.a.address, value: 1n });
    const after = await provider.getTransactionCount(w.relayer.address, "pending");
    provider.destroy();
    expect(after).to.equal(before + 1);
  });
});
