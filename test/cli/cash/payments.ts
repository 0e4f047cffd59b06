import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { cashSign } from "../../../cli/commands/cash/sign.ts";
import { cashStatus } from "../../../cli/commands/cash/status.ts";
import { formatTradeFile } from "../../../sdk/index.ts";
import { paidElsewhere } from "../../settlement/support/paidElsewhere.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { deskOf, inFolder } from "../support/desk.ts";

const load = fixture(async () => {
  const w = await deskOf(await paidElsewhere());
  await w.bond.connect(w.seller).approve(w.externalCash, MaxUint256);
  return w;
});

/** A trade paid elsewhere that both signed, made known by the desk. */
export async function known() {
  const w = await inFolder(await load());
  const settleBy = (await w.now()) + 10 * DAY;
  const cash = w.platform.externalCash;
  const { trade, sellerSignature, buyerSignature } = await w.agreed({ cash, settleBy });
  const file = w.at("trade.json");
  const signatures = { seller: sellerSignature, buyer: buyerSignature };
  const { chainId } = w;
  await writeFile(file, formatTradeFile({ chainId, dvp: w.platform.dvp, trade, signatures }));
  const run = async (noun: string, verb: string, key: { address: string }, ...more: string[]) =>
    await w.kessai([noun, verb, file, ...more, ...w.signer(key), "--json"]);
  const matched = await run("trade", "match", w.relayer);
  expect(matched.exit, matched.out).to.equal(0);
  const status = async () => {
    const said = await w.kessai(["cash", "status", file, "--json"]);
    cashStatus.result.parse(said.json.result);
    return [said.exit, said.json.result.phase];
  };
  const signed = async (key: { address: string }, is: string, reference = "ORDER-7") => {
    const to = w.at(`${key.address}-${is}.json`);
    const said = await run("cash", "sign", key, "--is", is, "--reference", reference, "--to", to);
    expect(said.exit, said.out).to.equal(0);
    cashSign.result.parse(said.json.result);
    return to;
  };
  return { ...w, trade, file, run, status, signed };
}

/** The same, its units reserved. */
export async function reserved(...lock: readonly string[]) {
  const w = await known();
  const held = await w.run("cash", "reserve", w.seller, ...lock);
  expect(held.exit, held.out).to.equal(0);
  return w;
}
