import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import type { CommandSpec } from "../../../cli/command.ts";
import { COMMANDS } from "../../../cli/commands/index.ts";
import { type Deployment, platformSteps, readPlatformFile } from "../../../sdk/index.ts";
import { divided } from "../support/divided.ts";
import { expectNoSecret, failureOf, inProcess, KEYS } from "./everyRow.ts";
import { PLATFORM } from "./office.ts";

const ELSEWHERE = "http://127.0.0.1:1";
const KEY = KEYS[14]!;
const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/** Those that ask a chain, and how they are told which. */
const ASKING = COMMANDS.filter(({ kind, options = [] }) => {
  return kind !== "local" || options.some(({ flags }) => flags.startsWith("--network"));
  // A doctor tells of what is broken, and is not stopped by it.
}).filter(({ path }) => path !== "doctor");

/** What a node does with anything but the question for its chain. */
const FAULTS = {
  "knows no method": (id: number) =>
    JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32_601, message: "no such method" } }),
  "answers with a page": () => "<html>503 Service Unavailable</html>",
  "hangs up": () => undefined,
} as const;

/** A node of chain 1 that is good for nothing else. */
async function brokenNode(answer: (id: number) => string | undefined) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = JSON.parse(body) as { id: number; method: string } | { id: number }[];
    const [{ id } = { id: 0 }] = Array.isArray(asked) ? asked : [asked];
    const isChain = !Array.isArray(asked) && "method" in asked && asked.method === "eth_chainId";
    const text = isChain ? JSON.stringify({ jsonrpc: "2.0", id, result: "0x1" }) : answer(id);
    if (text === undefined) request.socket.destroy();
    else response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Somewhere a platform might be on a chain. */
async function deploymentOn(chainId: number): Promise<string> {
  const placed = (abi: string, nonce: number) => ({
    ...{ address: getCreateAddress({ from: DEPLOYER, nonce }), abi, block: 1 },
    codeHash: `0x${"00".repeat(32)}`,
  });
  const platform = await readPlatformFile(PLATFORM);
  const deployment: Deployment = {
    ...{ format: 1, chainId, genesis: `0x${"00".repeat(32)}`, abis: {} },
    platform: {
      ...{ name: { en: "nowhere", ja: "なし" }, file: `0x${"00".repeat(32)}`, issuers: [] },
      contracts: Object.fromEntries(
        platformSteps(platform, DEPLOYER).map(({ id, contract }, nonce) => [
          id,
          placed(contract, nonce),
        ]),
      ),
    },
    classes: {
      "SBI-ST-1": {
        ...{
          ...placed("SecurityToken", 99),
          number: 1,
          name: { en: "a bond", ja: "社債" },
          symbol: "BOND",
        },
        ...{ issuer: "ISSUER-1", file: `0x${"00".repeat(32)}` },
      },
    },
  };
  const folder = await mkdtemp(join(tmpdir(), "kessai-broken-"));
  await writeFile(join(folder, `${chainId}.json`), JSON.stringify(deployment));
  return folder;
}

/** A command's example on a chain, its key one that is there. */
function exampleOn({ example, kind, options = [] }: CommandSpec, url: string, folder: string) {
  const words = divided(example).map((word) => word.replace(/^(env|keystore|node):.*/, "env:KEY"));
  const bare = words.filter((word, at) => word !== "--network" && words[at - 1] !== "--network");
  const isDeploying = options.some(({ flags }) => flags.startsWith("--deployments"));
  return [
    ...[...bare, "--network", url],
    ...(kind === "local" ? [] : ["--deployment", join(folder, "1.json")]),
    ...(isDeploying ? ["--deployments", folder] : []),
  ];
}

/** Refused by a named error in words that a person can use, in JSON and in plain text. */
async function expectRefused(words: readonly string[], name?: string): Promise<void> {
  const said = await inProcess([...words, "--json"], { KEY });
  expect(said.exit, said.out).to.equal(1);
  const { error } = failureOf(said.out);
  if (name !== undefined) expect(error.name, error.message).to.equal(name);
  const plain = await inProcess(words, { KEY });
  expect(plain.exit).to.equal(1);
  expect(plain.err).to.include(error.message);
  for (const { out, err } of [said, plain]) expectNoSecret(out + err, { KEY });
}

describe("Every command that asks a chain", function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = await deploymentOn(1);
  });

  for (const command of ASKING) {
    it(`${command.path} says that no chain answers, and how to have one`, async () => {
      await expectRefused(exampleOn(command, ELSEWHERE, folder), "ChainUnreachable");
    });
  }

  for (const [fault, answer] of Object.entries(FAULTS)) {
    describe(`of a node that ${fault}`, () => {
      let node: Awaited<ReturnType<typeof brokenNode>>;
      before(async () => {
        node = await brokenNode(answer);
      });
      after(() => node.close());

      for (const command of ASKING) {
        it(`${command.path} is refused by a named error`, async () => {
          await expectRefused(exampleOn(command, node.url, folder));
        });
      }
    });
  }

  describe("with the deployment of another chain", () => {
    let other: string;
    let node: Awaited<ReturnType<typeof brokenNode>>;
    before(async () => {
      other = await deploymentOn(137);
      node = await brokenNode(FAULTS["knows no method"]);
    });
    after(() => node.close());

    for (const command of ASKING.filter(({ kind }) => kind !== "local")) {
      it(`${command.path} says which chain is which`, async () => {
        const words = exampleOn(command, node.url, folder);
        await expectRefused([...words, "--deployment", join(other, "137.json")], "WrongChain");
      });
    }
  });
});
