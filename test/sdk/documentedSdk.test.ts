import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { encodeBytes32String, type Signer } from "ethers";
import { markdown } from "../../scripts/checks/markdown.ts";
import type { Connected, Holding } from "../../sdk/index.ts";
import { desk } from "../cli/support/desk.ts";
import { fixture } from "../support/fixture.ts";

const load = fixture(desk);
const CLASS = "SBI-ST-1";

/** What the page's blocks export, together. */
interface Examples {
  open(deployment: string, url: string): Promise<Connected>;
  holdingOf(kessai: Connected, code: string, wallet: string): Promise<Holding>;
  whyNot(
    kessai: Connected,
    code: string,
    from: string,
    to: string,
    units: bigint,
  ): Promise<readonly { rule: number; en: string; ja: string }[]>;
  transfer(
    kessai: Connected,
    holder: Signer,
    code: string,
    to: string,
    units: bigint,
  ): Promise<string>;
  saidInWords(
    act: () => Promise<unknown>,
  ): Promise<{ code: string; en: string; ja: string } | undefined>;
  settle(
    kessai: Connected,
    code: string,
    seller: Signer,
    buyer: Signer,
    relayer: Signer,
  ): Promise<{ primaryType: string; message: Record<string, unknown> }>;
  register(
    kessai: Connected,
    url: string,
    code: string,
  ): Promise<{ rows: readonly { units: bigint }[]; supply: bigint; digest: string }>;
}

/** The blocks of docs/sdk.md as they stand, the package's name led to the sources. */
async function examples(): Promise<{ all: Examples; names: readonly string[]; folder: string }> {
  const page = markdown(await readFile("docs/sdk.md", "utf8"));
  const folder = await mkdtemp(join("cache", "sdk-examples-"));
  const modules: Record<string, unknown>[] = [];
  for (const { language, text, line } of page.blocks) {
    if (language !== "ts") continue;
    const path = join(folder, `line${line}.ts`);
    await writeFile(path, text.replaceAll('from "kessai"', 'from "../../sdk/index.ts"'));
    modules.push(await import(pathToFileURL(path).href));
  }
  const all = Object.assign({}, ...modules) as unknown as Examples;
  return { all, names: modules.flatMap((each) => Object.keys(each)), folder };
}

/** An app that prints would print into the test's output. */
async function silently<T>(work: () => Promise<T>): Promise<[T, readonly string[]]> {
  const print = console.log;
  const lines: string[] = [];
  console.log = (...said: unknown[]) => void lines.push(said.join(" "));
  try {
    return [await work(), lines];
  } finally {
    console.log = print;
  }
}

describe("docs/sdk.md", () => {
  it("does on a chain what it says, block by block", async () => {
    const w = await load();
    await w.granted([w.a, w.b]);
    await w.minted(w.b, 1_000_000n);
    await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
    const { all, names, folder } = await examples();
    try {
      expect(names).to.have.members([
        ...["open", "holdingOf", "whyNot", "transfer", "saidInWords", "settle", "register"],
      ]);

      const [kessai, opened] = await silently(() => all.open(w.deployment, w.server.url));
      expect(opened).to.deep.equal([w.classFile.symbol]);

      const refusals = await all.whyNot(kessai, CLASS, w.a.address, w.c.address, 11n);
      expect(refusals.map(({ rule }) => rule)).to.deep.equal([3, 6]);
      expect(refusals[1]!.en).to.include("has no working KYC pass");
      expect(refusals[1]!.ja).to.include("KYCパス");
      expect(await all.whyNot(kessai, CLASS, w.a.address, w.b.address, 3n)).to.deep.equal([]);

      const sent = await all.transfer(kessai, w.a, CLASS, w.b.address, 3n);
      expect((await w.ethers.provider.getTransactionReceipt(sent))?.status).to.equal(1);
      const [holding, lines] = await silently(() => all.holdingOf(kessai, CLASS, w.a.address));
      expect(holding).to.deep.equal({
        ...{ balance: 7n, held: 0n, frozen: 0n, free: 7n, isFrozen: false },
      });
      expect(lines).to.deep.equal(["7 units free of 7 units"]);

      const token = kessai.as(w.a).token(CLASS);
      const said = await all.saidInWords(() => token.transfer(w.c.address, 1n));
      expect(said?.code).to.equal("PassNotWorking");
      expect(said?.en).to.include(w.c.address);
      expect(said?.ja).to.include("照会してください");
      expect(await all.saidInWords(async () => 1)).to.equal(undefined);

      const shown = await all.settle(kessai, CLASS, w.a, w.b, w.relayer);
      expect(shown.primaryType).to.equal("Trade");
      expect(shown.message.units).to.equal("2");
      expect(await w.bond.balanceOf(w.b)).to.equal(5n);
      expect(await w.yen.balanceOf(w.a)).to.equal(200_000n);

      const { rows, supply, digest } = await all.register(kessai, w.server.url, CLASS);
      expect(rows.map(({ units }) => units)).to.have.members([5n, 5n]);
      expect(supply).to.equal(10n);
      expect(digest).to.match(/^[0-9a-f]{64}$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  }).timeout(120_000);
});
