import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { failStatus } from "../../../cli/commands/fail/status.ts";
import { formatTradeFile, type Trade } from "../../../sdk/index.ts";
import { late } from "../../settlement/support/late.ts";
import { fixture } from "../../support/fixture.ts";
import { deskOf, inFolder } from "../support/desk.ts";

const load = fixture(async () => await deskOf(await late()));

export async function ready() {
  const w = await inFolder(await load());
  const made = await w.matched();
  const fileOf = async (name: string, trade: Trade) => {
    const path = w.at(name);
    const { chainId } = w;
    await writeFile(path, formatTradeFile({ chainId, dvp: w.platform.dvp, trade, signatures: {} }));
    return path;
  };
  const file = await fileOf("trade.json", made.trade);
  const fail = async (verb: string, key: { address: string }, ...more: readonly string[]) =>
    await w.kessai(["fail", verb, file, ...more, ...w.signer(key), "--json"]);
  const status = async () => {
    const said = await w.kessai(["fail", "status", file, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    failStatus.result.parse(said.json.result);
    return said.json.result;
  };
  return { ...w, made, file, fileOf, fail, status };
}
