import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { keccak256, sha256 } from "ethers";
import type { Rpc } from "../../../scripts/deploy/rpc.ts";
import { ISecurityToken__factory } from "../../../sdk/contracts.ts";
import { deployClass } from "../../../sdk/deploy/deployClass.ts";
import { deployPlatform } from "../../../sdk/deploy/deployPlatform.ts";
import { platformOf } from "../../../sdk/deploy/platformOf.ts";
import { readDeployment } from "../../../sdk/deploy/readDeployment.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { explainError } from "../../../sdk/errors/explainError.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";
import {
  CLASS,
  commands,
  type Deployments,
  deployments,
  PLATFORM,
  refusal,
  Stopped,
  stopping,
  transactionsOf,
} from "../../support/deployments.ts";

const FUND = "examples/classes/fund-model.yaml";
const REGISTRAR = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const SECOND = "0xdD2FD4581271e230360230F9337D5c0430Bf44C0";
const START = "2027-04-01T01:00:00Z";

describe("deployFile", () => {
  const made: Deployments[] = [];
  async function fresh(options: Parameters<typeof deployments>[0] = {}): Promise<Deployments> {
    const one = await deployments(options);
    made.push(one);
    return one;
  }
  after(async () => {
    for (const { remove } of made) await remove();
  });

  /** A file like another, with one text in place of another. */
  async function changed({ folder }: Deployments, path: string, from: string | RegExp, to: string) {
    const copy = join(folder, "changed.yaml");
    await withDocuments(folder);
    const text = await readFile(path, "utf8");
    const mended = text.replace(from, to);
    expect(mended).not.to.equal(text);
    await writeFile(copy, mended);
    return copy;
  }

  /** A class file is read together with the documents beside it. */
  async function withDocuments(folder: string) {
    await cp("examples/classes/documents", join(folder, "documents"), { recursive: true });
  }

  describe("given a class on a chain without a platform", () => {
    it("sends nothing and says how to deploy one", async () => {
      const { deploy, connection } = await fresh();
      const error = await refusal(deploy("class", CLASS));
      expect(error.name).to.equal("DeploymentNotFound");
      expect(error.message).to.match(/no platform is deployed .*kessai platform deploy/);
      expect(await connection.ethers.provider.getBlockNumber()).to.equal(0);
    });
  });

  describe("given the model of a fund of the excluded kind", () => {
    it("opens it with the rules of its file, which the chain tells", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", FUND);
      const { classes } = await readDeployment(one.exported);
      const { address } = classes["MODEL-FUND-1"]!;
      const token = ISecurityToken__factory.connect(address, one.connection.ethers.provider);
      const { holders, transfer } = await readClassFile(FUND);
      const { maxPerCategory, maxUnits } = holders;
      const { lot, lockUp, closesAfter, consent } = transfer;
      expect(consent).to.equal("issuer");
      const rules = { maxPerCategory, maxUnits, lot, lockUp, maturity: closesAfter, consent: true };
      expect(await token.rules()).to.equal(rulesWord(rules));
    });
  });

  describe("given a sender whose key the network does not have", () => {
    it("says for a platform whose key is missing, and sends nothing", async () => {
      const { deploy, connection } = await fresh();
      const error = await refusal(deploy("platform", PLATFORM, { from: `0x${"11".repeat(20)}` }));
      expect(error.name).to.equal("SenderMissing");
      expect(error.message).to.include(`no key for 0x${"11".repeat(20)}, the deployer`);
      expect(await connection.ethers.provider.getBlockNumber()).to.equal(0);
    });

    it("says for a class which registrar's key is missing, or that --from is none", async () => {
      const { deploy, connection } = await fresh();
      await deploy("platform", PLATFORM);
      const [first = ""] = (await connection.ethers.getSigners()).map(({ address }) => address);
      const missing = await refusal(deploy("class", CLASS, { accounts: [first] }));
      expect(missing.name).to.equal("SenderMissing");
      expect(missing.message).to.include(
        `no key for ${REGISTRAR} or ${SECOND}, a registrar of ISSUER-1`,
      );
      const wrong = await refusal(deploy("class", CLASS, { from: first }));
      expect(wrong.name).to.equal("NotRegistrar");
      expect(wrong.message).to.include(`its registrars are ${REGISTRAR}`);
    });
  });

  describe("given a class that is refused before anything is sent", () => {
    it("leaves no folder when its issuer is unknown, so that a corrected file is taken", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      const wrong = await changed(one, CLASS, "issuer: ISSUER-1", "issuer: ISSUER-9");
      expect((await refusal(one.deploy("class", wrong))).name).to.equal("IssuerUnknown");
      expect(await readdir(one.folder)).not.to.include("chain-31337-SBI-ST-1");
      await one.deploy("class", CLASS);
    });

    it("takes a corrected file also when the chain refused the first", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      const { provider } = one.connection;
      const estimates: Rpc = {
        async request(call) {
          if (/^eth_(estimateGas|call)$/.test(call.method)) throw new Stopped("refused");
          return await provider.request(call);
        },
      };
      await refusal(one.deploy("class", CLASS, { rpc: estimates }));
      await one.deploy("class", await changed(one, CLASS, "cap: 1000 ", "cap: 2000 "));
    });
  });

  describe("given a file that changed", () => {
    it("names every value of a platform's that did, and sends nothing", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      const blocks = await one.connection.ethers.provider.getBlockNumber();
      const error = await refusal(
        one.deploy("platform", await changed(one, PLATFORM, "quorum: 2", "quorum: 3")),
      );
      expect(error.name).to.equal("FileChanged");
      expect(error.message).to.include("passes.quorum: 2 was deployed, the file now says 3");
      expect(await one.connection.ethers.provider.getBlockNumber()).to.equal(blocks);
    });

    it("does so when the deployment stopped half way", async () => {
      const one = await fresh();
      const rpc = stopping(one.connection.provider, "before");
      expect(await refusal(one.deploy("platform", PLATFORM, { rpc }))).to.be.instanceOf(Stopped);
      const error = await refusal(
        one.deploy("platform", await changed(one, PLATFORM, "symbol: KJPY", "symbol: XJPY")),
      );
      expect(error.message).to.include("yen.symbol: KJPY was deployed, the file now says XJPY");
    });

    it("names every value of a class's that did: other, gone and new", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", CLASS);
      const path = await changed(one, CLASS, /cap: 1000 /, "cap: 2000 ");
      await writeFile(
        path,
        (await readFile(path, "utf8"))
          .replace(/^ {2}max: 999.*\n/m, "")
          .replace("[JP]", "[JP, US]"),
      );
      const error = await refusal(one.deploy("class", path));
      expect(error.message).to.include("supply.cap: 1000 was deployed, the file now says 2000");
      expect(error.message).to.include("holders.max: 999 was deployed, the file now says nothing");
      expect(error.message).to.include(
        "holders.residences: [JP] was deployed, the file now says [JP, US]",
      );
    });

    it("names days, durations and assumed values as a file says them", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", CLASS);
      const platform = await changed(one, PLATFORM, "vetoWindow: 24h", "vetoWindow: 12h");
      expect((await refusal(one.deploy("platform", platform))).message).to.include(
        "passes.vetoWindow: 24h was deployed, the file now says 12h",
      );
      const assumed = "due: { value: 2022-04-27, assumed: true }";
      const path = await changed(one, CLASS, "due: 2022-04-27", assumed);
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace("{ lot: 1 }", "{ lot: 1, lockUp: 2026-12-31 }"));
      const { message } = await refusal(one.deploy("class", path));
      expect(message).to.include("\n  bond.due is now marked as assumed\n");
      expect(message).to.include(
        "transfer.lockUp: nothing was deployed, the file now says 2026-12-31",
      );
    });

    it("takes categories and countries in another order for no change", async () => {
      const one = await fresh();
      const several = await changed(one, CLASS, "[JP]", "[JP, US]");
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", several);
      const text = await readFile(several, "utf8");
      await writeFile(
        several,
        text
          .replace("[JP, US]", "[US, JP]")
          .replace("[general, specified,", "[specified, general,"),
      );
      expect((await one.deploy("class", several)).join("\n")).to.include("nothing was sent");
    });

    it("takes other comments, another order and another path for no change", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", CLASS);
      const before = await one.bytes();
      const text = await readFile(CLASS, "utf8");
      const lines = text.replace(/ +#.*$/gm, "").split("\n");
      const symbol = lines.findIndex((line) => line.startsWith("symbol:"));
      const moved = [...lines.splice(symbol, 1), ...lines].join("\n");
      await withDocuments(one.folder);
      const path = join(one.folder, "other.yaml");
      await writeFile(path, moved);
      const said = await one.deploy("class", path);
      expect(said.join("\n")).to.include("nothing was sent");
      expect(await one.bytes()).to.equal(before);
    });

    it("refuses another sender than the one that began", async () => {
      const { deploy, connection } = await fresh();
      const rpc = stopping(connection.provider, "before");
      await refusal(deploy("platform", PLATFORM, { rpc }));
      const [first, second] = await connection.ethers.getSigners();
      const error = await refusal(deploy("platform", PLATFORM, { from: second!.address }));
      expect(error.name).to.equal("SenderChanged");
      expect(error.message).to.include(
        `It was begun from ${first!.address}: leave --from out or name that account.`,
      );
    });
  });

  describe("given another chain under the same id", () => {
    it("refuses by the genesis hash, and says what to remove", async () => {
      const old = await fresh({ initialDate: START });
      await old.deploy("platform", PLATFORM);
      const { connection } = await fresh({ initialDate: "2028-04-01T01:00:00Z" });
      const { deploy } = commands(connection, old.folder);
      for (const [kind, path] of [["platform", PLATFORM] as const, ["class", CLASS] as const]) {
        const error = await refusal(deploy(kind, path));
        expect(error.name).to.equal("ChainReplaced");
        expect(error.message).to.match(
          /remove the folders .*chain-31337-\* and the file .*31337\.json/,
        );
      }
    });

    it("refuses by the first transaction when the genesis block is the same", async () => {
      const old = await fresh({ initialDate: START });
      await old.deploy("platform", PLATFORM);
      const { connection } = await fresh({ initialDate: START });
      const error = await refusal(commands(connection, old.folder).deploy("platform", PLATFORM));
      expect(error.name).to.equal("ChainReplaced");
      expect(error.message).to.include("first transaction 0x");
    });
  });

  describe("given a folder that lost a file", () => {
    it("refuses to deploy a platform again when only its folder is gone", async () => {
      const { deploy, folder } = await fresh();
      await deploy("platform", PLATFORM);
      await rm(join(folder, "chain-31337-platform"), { recursive: true });
      const error = await refusal(deploy("platform", PLATFORM));
      expect(error.name).to.equal("RecordBroken");
      expect(error.message).to.include("it has begun");
    });

    it("refuses to deploy a platform again when only its journal is gone", async () => {
      const { deploy, folder } = await fresh();
      await deploy("platform", PLATFORM);
      await rm(join(folder, "chain-31337-platform", "journal.jsonl"));
      const error = await refusal(deploy("platform", PLATFORM));
      expect(error.name).to.equal("RecordBroken");
      expect(error.message).to.include("has no journal");
    });

    it("writes the exported file again when only that is gone", async () => {
      const one = await fresh();
      const other = await changed(one, CLASS, "code: SBI-ST-1", "code: A-CLASS");
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", CLASS);
      await one.deploy("class", other);
      const before = await one.bytes();
      await rm(one.exported);
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", other);
      await one.deploy("class", CLASS);
      expect(await one.bytes()).to.equal(before);
      await one.deploy("platform", PLATFORM);
      expect(await one.bytes()).to.equal(before);
    });

    it("says for a class to run the platform's command again, which writes the file anew", async () => {
      const { deploy, exported, connection } = await fresh();
      const rpc = stopping(connection.provider, "before");
      await refusal(deploy("platform", PLATFORM, { rpc }));
      const half = await refusal(deploy("class", CLASS));
      expect(half.name).to.equal("ExportMissing");
      expect(half.message).to.include("is not finished");
      await deploy("platform", PLATFORM);
      await rm(exported);
      const error = await refusal(deploy("class", CLASS));
      expect(error.message).to.include("it sends nothing and writes the file anew");
      await deploy("platform", PLATFORM);
      await deploy("class", CLASS);
    });

    it("names a line of the journal that is broken elsewhere than at its end", async () => {
      const { deploy, folder } = await fresh();
      await deploy("platform", PLATFORM);
      const journal = join(folder, "chain-31337-platform", "journal.jsonl");
      const lines = (await readFile(journal, "utf8")).split("\n");
      lines[4] = '{"futureId":';
      await writeFile(journal, lines.join("\n"));
      const error = await refusal(deploy("platform", PLATFORM));
      expect(error.name).to.equal("RecordBroken");
      expect(error.message).to.include("Line 5 of");
    });
  });

  describe("given a sender that cannot pay", () => {
    it("says so, and goes on when it can", async () => {
      const { deploy, connection } = await fresh();
      const [, poor] = await connection.ethers.getSigners();
      const from = poor!.address;
      await connection.networkHelpers.setBalance(from, 0n);
      const error = explainError(await refusal(deploy("platform", PLATFORM, { from })));
      expect(error.name, error.message).to.be.oneOf(["ChainFault", "SenderWithoutMeans"]);
      expect(error.message).to.match(/cannot pay .*fee/);
      await connection.networkHelpers.setBalance(from, 10n ** 20n);
      await deploy("platform", PLATFORM);
    });
  });

  describe("given a contract that refuses", () => {
    it("says why in the sdk's words, and goes on when the reason is gone", async () => {
      const { deploy, connection, folder } = await fresh();
      await deploy("platform", PLATFORM);
      const { ethers, provider } = connection;
      // The admin takes the registrar's role away, after the announced delay.
      const deployment = await readDeployment(join(folder, "31337.json"));
      const { authority } = platformOf(deployment);
      const admin = await ethers.getSigner("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
      const manager = await ethers.getContractAt("Authority", authority, admin);
      const act = async (name: "grantRole" | "revokeRole", args: unknown[]) => {
        const data = manager.interface.encodeFunctionData(name as never, args as never);
        await manager.getFunction("schedule")(authority, data, 0);
        await provider.request({ method: "evm_increaseTime", params: [49 * 3_600] });
        await manager.getFunction("execute")(authority, data);
      };
      await act("revokeRole", [1_000, REGISTRAR]);
      const error = await refusal(deploy("class", CLASS));
      expect(error.name).to.equal("ContractRefusal");
      expect((error as unknown as { code: string }).code).to.equal("NotTheRegistrar");
      await act("grantRole", [1_000, REGISTRAR, 0]);
      const said = await deploy("class", CLASS);
      expect(said.join("\n")).to.match(/1\/1 +[\d,]+ {2}the class SBI-ST-1/);
    });
  });

  describe("given a class whose code the issuer has used already", () => {
    it("says where that class is, and sends nothing", async () => {
      const one = await fresh();
      await one.deploy("platform", PLATFORM);
      await one.deploy("class", CLASS);
      const { classes } = await readDeployment(one.exported);
      await rm(join(one.folder, "chain-31337-SBI-ST-1"), { recursive: true });
      await writeFile(
        one.exported,
        JSON.stringify({ ...(await readDeployment(one.exported)), classes: {} }),
      );
      const blocks = await one.connection.ethers.provider.getBlockNumber();
      const path = await changed(one, CLASS, "cap: 1000 ", "cap: 2000 ");
      for (const file of [CLASS, path]) {
        const error = await refusal(one.deploy("class", file));
        expect(error.name).to.equal("ClassTaken");
        expect(error.message).to.include(
          `SBI-ST-1 on this chain already, at ${classes["SBI-ST-1"]!.address}`,
        );
      }
      expect(await one.connection.ethers.provider.getBlockNumber()).to.equal(blocks);
    });
  });

  describe("given a platform and a class", () => {
    it("sends the very transactions of the deployment in memory", async () => {
      const byIgnition = await fresh({ initialDate: START });
      await byIgnition.deploy("platform", PLATFORM);
      await byIgnition.deploy("class", CLASS);

      const { connection } = await fresh({ initialDate: START });
      const signers = await connection.ethers.getSigners();
      const platformFile = await readPlatformFile(PLATFORM);
      const { platform } = await deployPlatform(signers[0]!, platformFile);
      const registrar = signers.find(({ address }) => address === REGISTRAR)!;
      const { token, number } = await deployClass(
        ...([registrar, platform, platformFile, await readClassFile(CLASS)] as const),
      );

      expect(await transactionsOf(byIgnition.connection.provider)).to.deep.equal(
        await transactionsOf(connection.provider),
      );
      const deployment = await readDeployment(byIgnition.exported);
      expect(platformOf(deployment)).to.deep.equal(platform);
      expect(deployment.classes["SBI-ST-1"]).to.include({ address: token, number });
    });

    it("writes where everything is, in which block, with which code, from which files", async () => {
      const { deploy, exported, connection, folder } = await fresh();
      await deploy("platform", PLATFORM);
      await deploy("class", CLASS);
      const { chainId, genesis, platform, classes, abis } = await readDeployment(exported);
      const { provider } = connection.ethers;
      expect(chainId).to.equal(31_337);
      expect(genesis).to.equal((await provider.getBlock(0))!.hash);
      expect(platform.file).to.equal(sha256(await readFile(PLATFORM)));
      expect(Object.keys(platform.contracts)).to.deep.equal([
        ...[
          "authority",
          "passAnnex",
          "pass",
          "lens",
          "desk",
          "tokenActions",
          "tokenAnnex",
          "implementation",
          "factory",
          "yenAnnex",
          "yen",
          "dvp",
          "net",
          "externalCash",
          "fixing",
          "fails",
          "taxes",
          "distribution",
          "offering",
          "bonds",
          "split",
          "meeting",
        ],
      ]);
      const places = [...Object.values(platform.contracts), ...Object.values(classes)];
      for (const { address, abi, block, codeHash } of places) {
        expect(codeHash, abi).to.equal(keccak256(await provider.getCode(address)));
        expect(await provider.getCode(address, block - 1), abi).to.equal("0x");
        expect(await provider.getCode(address, block), abi).not.to.equal("0x");
        expect(abis, abi).to.have.property(abi);
      }
      expect(Object.keys(abis)).to.have.length(22);
      expect(classes["SBI-ST-1"]).to.include({
        ...{ number: 1, symbol: "SBIST1", issuer: "ISSUER-1", abi: "SecurityToken" },
        file: sha256(await readFile(CLASS)),
      });
      expect(classes["SBI-ST-1"]!.name).to.deep.equal({
        ...{ en: "SBI Securities 1st ST Bond", ja: "株式会社SBI証券第1回無担保社債（ST）" },
      });
      expect(platform.issuers).to.deep.include({
        ...{ id: "ISSUER-1", registrarRole: 1_000, registrars: [REGISTRAR, SECOND] },
        classes: 40,
        name: { en: "Issuer", ja: "発行会社" },
      });
      expect(await readdir(folder)).to.have.members([
        ...["31337.json", "chain-31337-platform", "chain-31337-SBI-ST-1"],
      ]);
    });

    it("says each step as it is confirmed, numbered, with its gas, in either language", async () => {
      const { deploy } = await fresh();
      const said = await deploy("platform", PLATFORM);
      const steps = said.filter((line) => /^ ?\d+\/37 {2}/.test(line));
      expect(steps.map((line) => line.trim().split("/")[0])).to.deep.equal(
        Array.from({ length: 37 }, (_, index) => String(index + 1)),
      );
      expect(said.at(-1)).to.match(/npm run deploy -- class .* --network localhost/);
      const again = await deploy("platform", PLATFORM, { lang: "ja" });
      expect(again.join("\n")).to.include("何も送信していません");
      const opened = await deploy("class", CLASS, { lang: "ja" });
      expect(opened.join("\n")).to.match(/1\/1 .*原簿管理人が開設/);
    });

    it("says how to go on after the first complete run, and not again", async () => {
      const { deploy } = await fresh();
      const isNext = (said: string[]) => said.join("\n").includes("npm run deploy --");
      expect(isNext(await deploy("platform", PLATFORM))).to.equal(true);
      expect(isNext(await deploy("platform", PLATFORM))).to.equal(false);
      expect(isNext(await deploy("class", CLASS))).to.equal(true);
      expect(isNext(await deploy("class", CLASS))).to.equal(false);
    });
  });
});
