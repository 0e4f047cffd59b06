import { expect } from "chai";
import { encodeBytes32String, ZeroHash } from "ethers";
import { ISecurityToken__factory } from "../../../sdk/contracts.ts";
import { classTerms, IssuerUnknown } from "../../../sdk/deploy/classTerms.ts";
import { deployClass } from "../../../sdk/deploy/deployClass.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { RULES } from "../../../sdk/errors/rules.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";

const load = fixture(world);

describe("deployClass", () => {
  it("given an issuer that the platform file does not have, sends nothing", async () => {
    const { registrar, platform, platformFile, classFile, pass } = await load();
    let thrown: unknown;
    try {
      await deployClass(registrar, platform, platformFile, { ...classFile, issuer: "ISSUER-9" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).to.be.instanceOf(IssuerUnknown);
    expect(await pass.classCount()).to.equal(1n);
  });

  it("given a signer that is no registrar of the issuer, passes the chain's refusal on", async () => {
    const { thief, platform, platformFile, classFile, factory } = await load();
    await expect(deployClass(thief, platform, platformFile, classFile))
      .to.be.revertedWithCustomError(factory, "NotTheRegistrar")
      .withArgs(thief, 1_000n);
  });

  it("given a class that is there already, passes the library's refusal on", async () => {
    const { registrar, platform, platformFile, classFile, factory, pass } = await load();
    await deployClass(registrar, platform, platformFile, classFile);
    await expect(
      deployClass(registrar, platform, platformFile, classFile),
    ).to.be.revertedWithCustomError(factory, "FailedDeployment");
    expect(await pass.classCount()).to.equal(2n);
  });

  it("given the issuer's registrar, opens it where its code and terms foretell, and names the code", async () => {
    const { registrar, platform, platformFile, classFile, factory } = await load();
    const code = encodeBytes32String(classFile.code);
    const terms = classTerms(platformFile, classFile);
    const foretold = await factory.addressOf(platform.implementation, code, terms);
    const { token, receipt } = await deployClass(registrar, platform, platformFile, classFile);
    expect(token).to.equal(foretold);
    const [opened] = await factory.queryFilter(
      factory.filters.ClassOpened(),
      receipt.blockNumber,
      receipt.blockNumber,
    );
    expect([...opened!.args]).to.deep.equal([token, 2n, 1_000n, code]);
  });

  it("given the issuer's registrar, opens the class with the next number and says where it is", async () => {
    const { registrar, platform, platformFile, classFile, pass } = await load();
    const { token, number, receipt } = await deployClass(
      ...([registrar, platform, platformFile, classFile] as const),
    );
    expect(number).to.equal(2);
    expect(await pass.classAt(2)).to.equal(token);
    expect(receipt.status).to.equal(1);
    const opened = ISecurityToken__factory.connect(token, registrar);
    expect(await opened.name()).to.equal(classFile.name.en);
    expect(await opened.classNumber()).to.equal(2n);
  });

  it("opens the model of a fund with every rule of its file, and its lens names each", async () => {
    const { registrar, platform, platformFile, lens, ...w } = await load();
    const fund = await readClassFile("examples/classes/fund-model.yaml");
    const { token } = await deployClass(registrar, platform, platformFile, fund);
    const opened = ISecurityToken__factory.connect(token, registrar);
    const { lot, lockUp, closesAfter } = fund.transfer;
    const { maxUnits } = fund.holders;
    expect(await opened.rules()).to.equal(
      rulesWord({
        ...{ lot, lockUp, maturity: closesAfter, maxUnits, consent: true },
        maxPerCategory: { "special-business-eligible": 49 },
      }),
    );
    const { rules, legalKind, policy } = await opened.terms();
    expect(rules).to.equal(classTerms(platformFile, fund).rules);
    expect([legalKind, policy & 0xffffn]).to.deep.equal([2n, 0b00110n]);

    const qii = { qiiUntil: parseJstDate("2040-03-31") };
    await w.granted([w.a, w.b], qii);
    await w.desk.issue(token, w.a, 100n, ZeroHash);
    const against = async (units: bigint) =>
      (await lens.explain(token, w.a, w.a, w.b, units)).map(
        ({ rule }) => RULES[Number(rule)]!.rule,
      );
    expect(await against(100n)).to.deep.equal(["Consent"]);
    await expect(w.desk.issue(token, w.a, 1n, ZeroHash))
      .to.be.revertedWithCustomError(opened, "TooManyUnits")
      .withArgs(w.a, 100n, 101n);
    await w.networkHelpers.time.increaseTo(jstDateEnd(closesAfter!) + 1);
    expect(await against(1n)).to.include("Matured");
  });
});
