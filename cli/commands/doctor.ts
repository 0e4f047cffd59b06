import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import {
  type Deployment,
  explainError,
  formatDuration,
  readDeployment,
  type Text,
  table,
} from "../../sdk/index.ts";
import type { Given, LocalCommand } from "../command.ts";
import { anvilBinary } from "../desk/anvilBinary.ts";
import { cjkFont } from "../desk/cjkFont.ts";
import { codeRows } from "../desk/codeRows.ts";
import { NETWORK_OPTION } from "../desk/onChain.ts";
import { type Chain, openChain } from "../desk/openChain.ts";
import type { Terminal } from "../desk/terminal.ts";
import { EXIT } from "../exit.ts";

const LEAST_NODE = 20;
const LOCAL_CHAIN = 31_337n;
/** Seconds. A chain whose last block is further from this machine's clock is behind, or the clock is wrong. */
const MOST_DRIFT = 300;

/** `note`: something is missing that is not needed for most work. */
type State = "ok" | "note" | "failed";
interface Check {
  readonly name: string;
  readonly state: State;
  readonly says: Text;
}

const WORDS: Readonly<Record<State, Text>> = {
  ok: { en: "ok", ja: "正常" },
  note: { en: "note", ja: "注意" },
  failed: { en: "FAILED", ja: "異常" },
};

/** Whether this machine, the chain and the deployment are fit for work. */
export const doctor: LocalCommand = {
  kind: "local",
  path: "doctor",
  about: {
    en: "whether this machine, the chain and the deployment are fit for work (exit 2 if not)",
    ja: "この端末・チェーン・配備記録の診断(異常は終了コード 2)",
  },
  example: "doctor --network localhost",
  options: [
    NETWORK_OPTION,
    {
      flags: "--deployment <file>",
      about: {
        en: "what is deployed (deployments/<chain id>.json)",
        ja: "配備記録 (deployments/<chain id>.json)",
      },
    },
  ],
  result: z.strictObject({
    isWell: z.boolean(),
    checks: z.array(
      z.strictObject({
        ...{ name: z.string(), state: z.enum(["ok", "note", "failed"]), says: z.string() },
      }),
    ),
  }),
  async run(given, terminal) {
    const { lang } = given;
    const found = [...(await machine()), ...(await chain(given, terminal))];
    const checks = found.map(({ name, state, says }) => ({ name, state, says: says[lang] }));
    const isWell = checks.every(({ state }) => state !== "failed");
    const rows = checks.map(({ name, state, says }) => [WORDS[state][lang], name, says]);
    const columns = ["", "", ""].map((heading) => ({ heading }));
    return {
      value: { isWell, checks },
      // A list needs no headings.
      lines: table(rows, { columns }).split("\n").slice(2),
      exit: isWell ? EXIT.done : EXIT.no,
    };
  },
};

async function machine(): Promise<Check[]> {
  const { node } = process.versions;
  const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const { version } = JSON.parse(await readFile(at("package.json"), "utf8")) as { version: string };
  const isBuilt = existsSync(at("artifacts/contracts")) && existsSync(at("types/index.ts"));
  const binary = anvilBinary();
  const anvil = binary === undefined ? undefined : await versionOf(binary);
  const font = await cjkFont();
  return [
    check("node", Number(node.split(".")[0]) >= LEAST_NODE, node, {
      en: `${node} is too old: take Node ${LEAST_NODE} or later`,
      ja: `${node} は古すぎます。Node ${LEAST_NODE} 以降を使用してください`,
    }),
    { name: "kessai", state: "ok", says: same(version) },
    check(
      "contracts",
      isBuilt,
      { en: "built", ja: "ビルド済み" },
      {
        en: "not built: npx hardhat build",
        ja: "未ビルド: npx hardhat build",
      },
    ),
    anvil === undefined
      ? note("anvil", {
          en: "not installed or does not run, so that `kessai chain run` starts no chain: npm install",
          ja: "未導入または起動不可(kessai chain run は使えません): npm install",
        })
      : { name: "anvil", state: "ok", says: same(anvil) },
    font === undefined
      ? note("font", {
          en: "no Noto CJK font is found, so that registers are not printed as PDF: install one, or name it with --font",
          ja: "Noto CJK フォントがないため PDF を出力できません。導入するか --font で指定してください",
        })
      : { name: "font", state: "ok", says: same(font) },
  ];
}

async function chain(given: Given, terminal: Terminal): Promise<Check[]> {
  let open: Chain;
  try {
    open = await openChain(given.options.network as string | undefined, terminal);
  } catch (error) {
    return [{ name: "chain", state: "failed", says: same((error as Error).message) }];
  }
  const { provider, chainId, shown } = open;
  try {
    const path = (given.options.deployment as string | undefined) ?? `deployments/${chainId}.json`;
    return [
      { name: "chain", state: "ok", says: same(`${shown}, ${chainId}`) },
      ...(await tried("finality", async () => [await finality(open)])),
      ...(await tried("clock", async () => [await clock(open, terminal)])),
      ...(await tried("deployment", async () => await deployment(open, path))),
    ];
  } finally {
    provider.destroy();
  }
}

/** What breaks in a check is its finding: the others go on. */
async function tried(name: string, work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    return [{ name, state: "failed", says: same(explainError(error).message) }];
  }
}

async function finality({ provider, chainId }: Chain): Promise<Check> {
  const block = await provider.getBlock("finalized").catch(() => null);
  if (block !== null) {
    const says = {
      en: `the chain says it: block ${block.number}`,
      ja: `確定ブロック ${block.number}`,
    };
    return { name: "finality", state: "ok", says };
  }
  const name = "finality";
  if (chainId === LOCAL_CHAIN) {
    return { name, state: "ok", says: { en: "a local chain needs none", ja: "ローカルチェーン" } };
  }
  return note(name, {
    en: "the node does not say what is final: --final counts 64 blocks",
    ja: "ノードが確定ブロックを示さないため、--final は 64 ブロックを数えます",
  });
}

async function clock({ provider, chainId }: Chain, { now }: Terminal): Promise<Check> {
  const drift = ((await provider.getBlock("latest"))?.timestamp ?? 0) - now();
  const [ahead, by] = [drift > 0, Math.abs(drift)];
  const says: Text = {
    en: `the last block is ${formatDuration(by, "en")} ${ahead ? "ahead of" : "behind"} this machine's clock`,
    ja: `最新ブロックはこの端末の時計より ${formatDuration(by, "ja")}${ahead ? "進んで" : "遅れて"}います`,
  };
  const name = "clock";
  if (by <= MOST_DRIFT) return { name, state: "ok", says };
  return { name, state: chainId === LOCAL_CHAIN ? "note" : "failed", says };
}

async function deployment({ provider, chainId }: Chain, path: string): Promise<Check[]> {
  let known: Deployment;
  try {
    known = await readDeployment(path);
  } catch (error) {
    const isThere = existsSync(path);
    const says = same((error as Error).message);
    return [{ name: "deployment", state: isThere ? "failed" : "note", says }];
  }
  const name = "deployment";
  if (BigInt(known.chainId) !== chainId) {
    return [
      {
        ...{ name, state: "failed" },
        says: {
          en: `${path} is of chain ${known.chainId}: name this chain's with --deployment`,
          ja: `${path} はチェーン ${known.chainId} のものです。--deployment で指定してください`,
        },
      },
    ];
  }
  const genesis = (await provider.getBlock(0))?.hash;
  const isSame = genesis === known.genesis;
  const rows = await codeRows(provider, known);
  const wrong = rows.filter(({ code, isAsRecorded }) => code !== "same" || !isAsRecorded);
  const names = wrong.map((each) => each.name).join(", ");
  return [
    check(name, isSame, path, {
      en: `${path} is of another chain with the same id: its first block is another`,
      ja: `${path} は同じ ID の別チェーンのものです(最初のブロックが異なる)`,
    }),
    check("code", wrong.length === 0, same(`${rows.length}`), {
      en: `not the code that is built here or was recorded: ${names}; see kessai audit code`,
      ja: `ビルドまたは記録と異なるコード: ${names}(kessai audit code で確認)`,
    }),
  ];
}

async function versionOf(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(binary, ["--version"], { timeout: 10_000 });
    return stdout.split("\n")[0]?.trim();
  } catch {
    return undefined;
  }
}

function check(name: string, isGood: boolean, good: string | Text, bad: Text): Check {
  const says = typeof good === "string" ? same(good) : good;
  return isGood ? { name, state: "ok", says } : { name, state: "failed", says: bad };
}

function note(name: string, says: Text): Check {
  return { name, state: "note", says };
}

function same(text: string): Text {
  return { en: text, ja: text };
}
