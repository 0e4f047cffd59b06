import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String, Wallet } from "ethers";
import { connect, type Deployment } from "../../../sdk/index.ts";
import { desk } from "../../cli/support/desk.ts";
import { fixture } from "../../support/fixture.ts";

const load = fixture(desk);

async function failed(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing failed");
}

describe("connect", () => {
  it("checks the chain's id before anything else is asked", async () => {
    const w = await load();
    const deployment = JSON.parse(await readFile(w.deployment, "utf8")) as Deployment;
    const other = w.at("1.json");
    await writeFile(other, JSON.stringify({ ...deployment, chainId: 1 }));
    const asked: string[] = [];
    const provider: typeof w.ethers.provider = new Proxy(w.ethers.provider, {
      get(target, name, proxy) {
        if (name === "provider") return proxy;
        asked.push(String(name));
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const error = await failed(connect(other, provider));
    expect(error.name).to.equal("WrongChain");
    expect(error.message).to.include("chain 1,").and.to.include("31337");
    expect(asked.filter((name) => name !== "then")).to.deep.equal(["getNetwork"]);
    expect((await failed(connect(other, w.server.url))).name).to.equal("WrongChain");
  });

  it("says what is wrong with an address, a file and a signer", async () => {
    const w = await load();
    const names = await Promise.all([
      failed(connect(w.deployment, "http://127.0.0.1:1")),
      failed(connect(w.deployment, "localhost")),
      failed(connect(w.at("none.json"), w.server.url)),
      failed(connect(w.deployment, Wallet.createRandom())),
    ]);
    expect(names.map(({ name }) => name)).to.deep.equal([
      ...["ChainUnreachable", "ChainUnreachable", "DeploymentNotFound", "ProviderMissing"],
    ]);
    const { message } = await failed(connect(w.deployment, "http://127.0.0.1:1/secret-key"));
    expect(message).to.include("http://127.0.0.1:1 ").and.not.to.include("secret");
  });

  it("gives every contract where the deployment says it is, and classes by code and address", async () => {
    const w = await load();
    const kessai = await connect(w.deployment, w.ethers.provider);
    expect(kessai.fromBlock).to.equal(1);
    for (const name of [
      ...([
        "pass",
        "desk",
        "lens",
        "yen",
        "dvp",
        "net",
        "externalCash",
        "fixing",
        "fails",
      ] as const),
      ...(["distribution", "offering", "bonds", "split", "meeting"] as const),
    ]) {
      expect(await kessai[name].getAddress(), name).to.equal(w.platform[name]);
    }
    const address = await w.bond.getAddress();
    expect(await kessai.token("SBI-ST-1").getAddress()).to.equal(address);
    expect(kessai.classOf(address.toLowerCase()).code).to.equal("SBI-ST-1");
    expect(() => kessai.token("NRI-15")).to.throw("There is no class NRI-15");
  });

  it("reads by a provider and sends by a signer, its own or another", async () => {
    const w = await load();
    await w.granted([w.a, w.b]);
    await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
    const kessai = await connect(w.deployment, w.a);
    await kessai.token("SBI-ST-1").transfer(w.b, 4n);
    await kessai.as(w.b).token("SBI-ST-1").transfer(w.a, 1n);
    expect(await w.bond.balanceOf(w.a)).to.equal(7n);
    const reading = await connect(w.deployment, w.ethers.provider);
    expect(await reading.token("SBI-ST-1").balanceOf(w.a)).to.equal(7n);
    expect((await failed(reading.token("SBI-ST-1").transfer(w.b, 1n))).message).to.match(
      /runner|sending/,
    );
  });
});
