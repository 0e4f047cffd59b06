import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { deployedSchema } from "../../../cli/desk/deploy.ts";
import { planSchema } from "../../../cli/desk/deployPlan.ts";
import { Authority__factory, readDeployment } from "../../../sdk/index.ts";
import { binary } from "../support/desk.ts";
import {
  CLASS,
  DEPLOYER,
  freshChain,
  kessaiHere,
  PLATFORM,
  REGISTRAR,
} from "../support/freshChain.ts";

const plan = (...more: string[]) => ["platform", "plan", PLATFORM, "--json", ...more];
const deploy = (...more: string[]) => ["platform", "deploy", PLATFORM, "--json", ...more];
const BY_NODE = ["--signer", `node:${DEPLOYER}`];
/** The development account of the deployer, known to everybody. */
const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

describe("kessai platform plan and deploy, class plan and deploy", () => {
  it("show steps, gas and powers, deploy what was planned, and open a class on it", async () => {
    const w = await freshChain();
    const planned = await w.kessai(plan("--from", DEPLOYER));
    expect(planned.exit, planned.out).to.equal(0);
    const shown = planSchema.parse(planned.json.result);
    expect(shown.gasBy).to.equal("rehearsal");
    for (const { gas } of shown.steps) expect(Number(gas)).to.be.greaterThan(21_000);
    const admins = shown.powers.filter(({ role }) => role === "admin");
    expect(admins.map(({ delay }) => delay)).to.deep.equal([172_800, 172_800]);
    expect(shown.powers.map(({ role }) => role)).to.include("registrar ISSUER-1");

    const said = await w.kessai(deploy(...BY_NODE, "--plan", shown.hash));
    expect(said.exit, said.out).to.equal(0);
    const { contracts, deployment } = deployedSchema.parse(said.json.result);
    const known = await readDeployment(deployment);
    expect(contracts.yen).to.equal(known.platform.contracts.yen?.address);
    const { provider } = w.connection.ethers;
    const authority = Authority__factory.connect(contracts.authority ?? "", provider);
    expect((await authority.hasRole(0, DEPLOYER))[0]).to.equal(false);

    // The same again, with the same plan, sends nothing.
    const nonce = await provider.getTransactionCount(DEPLOYER);
    const again = await w.kessai(deploy(...BY_NODE, "--plan", shown.hash));
    expect(again.exit, again.out).to.equal(0);
    expect(await provider.getTransactionCount(DEPLOYER)).to.equal(nonce);

    // Not by a key that is no registrar's, as the plan says already.
    const byOther = ["class", "deploy", CLASS, "--json", "--yes", ...BY_NODE];
    const notRegistrar = await w.kessai(byOther);
    expect(notRegistrar.json.error.name).to.equal("NotRegistrar");
    expect(notRegistrar.json.error.message).to.include(`--signer ${DEPLOYER} is no registrar`);
    const foreseen = await w.kessai(["class", "plan", CLASS, "--json", "--from", DEPLOYER]);
    expect(foreseen.json.error.code).to.equal("NotTheRegistrar");

    const signer = ["--signer", `node:${REGISTRAR}`];
    const first = await w.kessai(["class", "plan", CLASS, "--json", ...signer]);
    const open = planSchema.parse(first.json.result);
    expect(open.gasBy).to.equal("estimate");
    expect(Number(open.gas)).to.be.within(100_000, 300_000);
    expect(open.state).to.include({ classesLeft: "40" });
    expect(open.powers.map(({ role }) => role)).to.include.members([
      "registrar ISSUER-1",
      "rule changer",
      "pauser",
    ]);
    const words = ["class", "deploy", CLASS, "--json", ...signer, "--plan"];
    const opened = await w.kessai([...words, open.hash]);
    expect(opened.exit, opened.out).to.equal(0);
    expect(deployedSchema.parse(opened.json.result).contracts).to.deep.equal({
      "SBI-ST-1": open.address,
    });

    // One class less is left, so that a plan made before for another class is refused.
    const later = await w.kessai(["class", "plan", CLASS, "--json", ...signer]);
    expect(later.json.result.state).to.include({ classesLeft: "39" });
    expect(later.json.result.gasBy).to.equal("none");
  }).timeout(240_000);

  it("refuse when the file, the sender or the chain changed, with both hashes", async () => {
    const w = await freshChain();
    const file = w.at("platform.yaml");
    const text = await readFile(PLATFORM, "utf8");
    await writeFile(file, text);
    const planned = await w.kessai(["platform", "plan", file, "--json", "--from", DEPLOYER]);
    const { hash } = planned.json.result;
    await writeFile(file, `${text}# a remark\n`);
    const changed = ["platform", "deploy", file, "--json", ...BY_NODE, "--plan", hash];
    const said = await w.kessai(changed);
    expect(said.exit).to.equal(1);
    expect(said.json.error.name).to.equal("PlanChanged");
    expect(said.json.error.message)
      .to.include(hash)
      .and.match(/Now the plan is 0x[0-9a-f]{64}/);
    const without = await w.kessai(deploy(...BY_NODE));
    expect(without.json.error.name).to.equal("PlanNotAgreed");
    expect(without.json.error.message).to.match(/--plan 0x/);
    expect((await w.kessai(deploy("--yes"))).json.error.name).to.equal("SignerNeeded");
    expect((await w.kessai(plan())).json.error.name).to.equal("SignerNeeded");
    expect((await w.kessai(plan("--from", "0x12"))).json.error.name).to.equal("ArgumentRefused");
    expect((await w.kessai(deploy(...BY_NODE, "--plan", "0x1"))).json.error.name).to.equal(
      "ArgumentRefused",
    );
    const noPlatform = await w.kessai(["class", "plan", CLASS, "--json", "--from", REGISTRAR]);
    expect(noPlatform.json.error.name).to.equal("DeploymentNotFound");
    const down = [...plan("--from", DEPLOYER), "--network", "http://127.0.0.1:1"];
    expect((await kessaiHere(down)).json.error.name).to.equal("ChainUnreachable");
    expect(await w.connection.ethers.provider.getBlockNumber()).to.equal(0);
  }).timeout(120_000);

  it("are signed by a key of the environment, and go on after a stop with the same plan", async () => {
    const w = await freshChain();
    const env = { KEY };
    const planned = await w.kessai(plan("--signer", "env:KEY"), env);
    const { hash } = planned.json.result;
    let sent = 0;
    w.replace((real) => ({
      async request(call) {
        if (call.method === "eth_sendTransaction") throw new Error("the node has no keys");
        if (call.method === "eth_sendRawTransaction" && ++sent === 4) throw new Error("stopped");
        return await real.request(call);
      },
    }));
    const words = deploy("--signer", "env:KEY", "--plan", hash);
    const stopped = await w.kessai(words, env);
    expect(stopped.exit, stopped.out).to.equal(1);
    const on = await w.kessai(words, env);
    expect(on.exit, on.out).to.equal(0);
    expect(on.json.result.plan).to.equal(hash);
    expect(stopped.out + stopped.err + on.out + on.err).not.to.include(KEY.slice(2));
    // Nothing was deployed twice.
    const count = await w.connection.ethers.provider.getTransactionCount(DEPLOYER);
    expect(count).to.equal(planned.json.result.steps.length);
  }).timeout(240_000);

  it("through the real binary", async () => {
    const w = await freshChain();
    const said = await binary([...plan("--from", DEPLOYER), ...w.onChain]);
    expect(said.exit, said.out).to.equal(0);
    planSchema.parse(said.json.result);
    const refused = await binary(["class", "deploy", "no.yaml", "--yes", ...BY_NODE, ...w.onChain]);
    expect(refused.exit).to.equal(1);
    expect(refused.err)
      .to.include("no.yaml")
      .and.not.match(/\n\s+at /);
  }).timeout(120_000);
});
