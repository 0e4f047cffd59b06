import { expect } from "chai";
import { rateShow } from "../../../cli/commands/rate/show.ts";
import { formatDate, jstDateOf } from "../../../sdk/index.ts";
import { keysOf } from "../../settlement/support/paidElsewhere.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";
import { deskOf, inFolder } from "../support/desk.ts";

const load = fixture(async () => {
  const w = await world();
  const reporters = await keysOf(w, "rateReporter");
  const today = jstDateOf(await w.now());
  return { ...(await deskOf(w)), reporters, today };
});

export async function ready() {
  const w = await inFolder(await load());
  const day = ["--index", "TONA", "--date", formatDate(w.today, "en")];
  const sign = async (place: number, rate: string) => {
    const to = w.at(`${place}.json`);
    const said = await w.kessai([
      ...["rate", "sign", ...day, "--rate", rate, "--source", "BOJ", "--to", to],
      ...[...w.signer(w.reporters[place]!), "--json"],
    ]);
    return { said, to };
  };
  const show = async () => {
    const said = await w.kessai(["rate", "show", ...day, "--json"]);
    expect(said.exit === 0 || said.exit === 3, said.out).to.equal(true);
    rateShow.result.parse(said.json.result);
    return said.json.result;
  };
  return { ...w, day, sign, show };
}
