import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ACT_VERBS, type Act } from "../../../sdk/acts/Act.ts";
import { actArgument } from "../../../sdk/acts/actArgument.ts";
import { ActRefused, formatAct, parseAct } from "../../../sdk/acts/actFile.ts";
import { actId } from "../../../sdk/acts/actId.ts";
import { describeAct } from "../../../sdk/acts/describeAct.ts";
import { load } from "../../support/load.ts";
import { world } from "../../support/world.ts";

const HASH = `0x${"d0".repeat(32)}`;
const ACT: Act = {
  token: "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  verb: "inheritance",
  wallet: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
  to: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
  units: 10n,
  holds: [{ id: HASH, units: 3n }],
  reason: HASH,
  document: HASH,
  number: 2n,
};
const DESK = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";

describe("An act of two registrar keys", () => {
  it("has the contract's verbs, in its order", () => {
    const source = readFileSync("contracts/securities/interfaces/IRegistrarDesk.sol", "utf8");
    const [, body = ""] = /enum Verb \{([^}]*)\}/.exec(source) ?? [];
    const names = body
      .replaceAll(/\/\/.*$/gm, "")
      .split(",")
      .map((name) =>
        name
          .trim()
          .replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`)
          .toLowerCase(),
      );
    expect(ACT_VERBS).to.deep.equal(names);
  });

  it("has the id that the contract gives it, with and without holds", async () => {
    const w = await load(world);
    for (const verb of ACT_VERBS) {
      for (const changes of [{}, { holds: [], to: ZeroAddress, units: 0n }]) {
        const act = { ...ACT, ...changes, verb };
        expect(await w.desk.actId(actArgument(act))).to.equal(actId(act));
      }
    }
  });

  it("is in its file as it was, and a changed file is refused", () => {
    const text = formatAct({ chainId: 31_337n, desk: DESK, act: ACT });
    expect(parseAct(text, "act.json")).to.deep.equal({ chainId: 31_337n, desk: DESK, act: ACT });
    for (const changed of [
      text.replace('"10"', '"11"'),
      text.replace("inheritance", "stealing"),
      text.replace(ACT.to, ACT.to.replace("0x9965507D", "0x9965507d")),
      text.replace('"number": "2"', '"number": "2", "more": "1"'),
      text.slice(0, 40),
      "null",
    ]) {
      expect(() => parseAct(changed, "act.json"), changed).to.throw(ActRefused, /act\.json/);
    }
  });

  it("is told in words, in either language", () => {
    expect(describeAct(ACT, "SBI-ST-1", "en")).to.include("units: 10");
    expect(describeAct(ACT, "SBI-ST-1", "ja")[0]).to.equal("相続");
  });
});
