import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Deployment } from "../../../sdk/deploy/deployment.ts";
import { readDeployment } from "../../../sdk/deploy/readDeployment.ts";
import { refusal } from "../../support/deployments.ts";

const HASH = `0x${"ab".repeat(32)}`;
const WHOLE: Deployment = {
  format: 1,
  chainId: 31_337,
  genesis: HASH,
  platform: { name: { en: "Platform", ja: "基盤" }, file: HASH, contracts: {}, issuers: [] },
  classes: {},
  abis: { KycPass: [{ type: "error", name: "PassNotWorking" }] },
};

describe("readDeployment", () => {
  let folder: string;
  let path: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-read-"));
    path = join(folder, "31337.json");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("given no file, says how to deploy", async () => {
    const error = await refusal(readDeployment(path));
    expect(error.name).to.equal("DeploymentNotFound");
    expect(error.message).to.include("kessai platform deploy");
  });

  it("given no JSON, or another shape, says what is wrong and what to do", async () => {
    await writeFile(path, "{");
    expect((await refusal(readDeployment(path))).message).to.include("it is no JSON");
    await writeFile(path, JSON.stringify({ ...WHOLE, genesis: "0x12", more: 1 }));
    const error = await refusal(readDeployment(path));
    expect(error.name).to.equal("DeploymentMalformed");
    expect(error.message).to.match(/genesis: .*run the deployments again/s);
  });

  it("given what the deploying command writes, answers it", async () => {
    await writeFile(path, JSON.stringify(WHOLE));
    expect(await readDeployment(path)).to.deep.equal(WHOLE);
  });
});
