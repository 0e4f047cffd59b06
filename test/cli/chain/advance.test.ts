import { expect } from "chai";
import { chainAdvance } from "../../../cli/commands/chain/advance.ts";
import { fixture } from "../../support/fixture.ts";
import { answering } from "../support/answering.ts";
import { desk } from "../support/desk.ts";

const load = fixture(desk);

describe("kessai chain advance", () => {
  it("moves the clock by days, or to a time in Japan", async () => {
    const w = await load();
    const on = (...words: string[]) =>
      w.kessai(["chain", "advance", ...words, "--json", "--network", w.server.url], {
        local: true,
      });
    const before = await w.now();
    const days = await on("--days", "１.5");
    expect(days.exit, days.out).to.equal(0);
    chainAdvance.result.parse(days.json.result);
    expect(await w.now()).to.be.within(before + 129_600, before + 129_610);
    const to = await on("--to", "2027-04-10");
    expect(to.exit, to.out).to.equal(0);
    expect(await w.now()).to.equal(Date.parse("2027-04-10T00:00:00+09:00") / 1_000);
  });

  it("refuses a time that is over, both or no moves, and a number that is none", async () => {
    const w = await load();
    const faults: [words: string[], says: string][] = [
      [["--to", "2020-01-01"], "later than the chain's time"],
      [["--to", "tomorrow"], "a time with its zone"],
      [["--days", "-1"], "a number of days"],
      [["--days", "0"], "a number of days"],
      [[], "either --days or --to"],
      [["--days", "1", "--to", "2028-01-01"], "either --days or --to"],
    ];
    for (const [words, says] of faults) {
      const said = await w.kessai(
        ["chain", "advance", ...words, "--json", "--network", w.server.url],
        { local: true },
      );
      expect(said.exit).to.equal(1);
      expect(said.json.error.name, said.out).to.equal("ArgumentRefused");
      expect(said.json.error.message).to.include(says);
    }
  });

  it("leaves other chains alone, and says where no chain answers", async () => {
    const w = await load();
    const other = await answering({ eth_chainId: "0x1" });
    const words = ["chain", "advance", "--days", "1", "--json", "--network"];
    const refused = await w.kessai([...words, other.url], { local: true });
    other.close();
    expect(refused.json.error.name).to.equal("NotALocalChain");
    const nowhere = await w.kessai([...words, "http://127.0.0.1:1"], { local: true });
    expect(nowhere.json.error.name).to.equal("ChainUnreachable");
  });
});
