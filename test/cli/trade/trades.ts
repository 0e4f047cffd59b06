import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { tradeNew } from "../../../cli/commands/trade/new.ts";
import { developmentKey } from "../../support/developmentKey.ts";
import { desk } from "../support/desk.ts";

export const PARTIES = {
  SELLER: developmentKey(11),
  BUYER: developmentKey(12),
  THIEF: developmentKey(14),
};

let files = 0;

/** A desk before a seller with units and a buyer with yen, who sign trades offline. */
export async function tradeDesk() {
  const w = await desk();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, encodeBytes32String("issue"));
  await w.minted(w.b, 1_000_000n);

  async function made(...more: string[]) {
    const file = w.at(`trade-${++files}.json`);
    const said = await w.kessai([
      ...["trade", "new", "--class", "SBI-ST-1", "--seller", w.a.address, "--buyer", w.b.address],
      ...["--units", "１０", "--amount", "500,000", "--until", "2027/04/30", "--out", file],
      ...["--reference", "JPX-1", "--json", ...more],
    ]);
    expect(said.exit, said.out).to.equal(0);
    tradeNew.result.parse(said.json.result);
    return file;
  }
  const sign = (file: string, who: string, ...more: string[]) =>
    w.kessai(["trade", "sign", file, "--signer", `env:${who}`, "--json", ...more], {
      ...{ local: true, env: PARTIES },
    });
  async function signed() {
    const file = await made();
    for (const who of ["SELLER", "BUYER"]) expect((await sign(file, who)).exit).to.equal(0);
    return file;
  }
  const allowed = async (file: string) => {
    for (const key of [w.a, w.b]) await w.kessai(["trade", "allow", file, ...w.signer(key)]);
  };
  return { ...w, made, sign, signed, allowed };
}
