import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  classIn,
  contractMetadata,
  readClassFile,
  readDeployment,
  tokenListEntry,
} from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { pathOf } from "../../inputs.ts";

const names = z.strictObject({ en: z.string(), ja: z.string() });

/** What apps and explorers show of a class, from its file. */
export const classMetadata: LocalCommand = {
  kind: "local",
  path: "class metadata",
  about: {
    en: "the class's metadata (ERC-7572), and with --deployment its token-list entry",
    ja: "銘柄のメタデータ (ERC-7572) とトークンリストの項目を生成",
  },
  example:
    "class metadata examples/classes/sbi-st-1.yaml --deployment deployments/31337.json --out metadata",
  arguments: [{ name: "file", about: { en: "the class file", ja: "銘柄ファイル" } }],
  options: [
    {
      flags: "--deployment <file>",
      about: { en: "where the class stands", ja: "配備記録(アドレスの参照元)" },
    },
    {
      flags: "--out <folder>",
      about: { en: "write them as CODE.metadata.json and CODE.token.json", ja: "書き出し先" },
    },
  ],
  result: z.strictObject({
    metadata: z.strictObject({
      ...{ name: z.string(), symbol: z.string(), description: z.string() },
      kessai: z.strictObject({
        ...{ format: z.literal(1), code: z.string(), issuer: z.string(), type: z.string() },
        ...{ legalKind: z.string(), placement: z.string(), name: names, cap: z.string() },
        unit: z.strictObject({
          ...{ face: z.string().optional(), issuePrice: z.string().optional() },
          currency: z.string(),
        }),
        documents: z.array(
          z.strictObject({ name: names, sha256: z.string(), url: z.string().optional() }),
        ),
      }),
    }),
    token: z
      .strictObject({
        ...{ chainId: z.number(), address: z.string(), name: z.string().max(60) },
        ...{ symbol: z.string(), decimals: z.literal(0), tags: z.array(z.string()) },
        extensions: z.record(z.string(), z.string()),
      })
      .optional(),
    files: z.array(z.string()),
  }),
  async run(given) {
    const file = await readClassFile(pathOf(given, "file"));
    const metadata = contractMetadata(file);
    const token =
      given.options.deployment === undefined
        ? undefined
        : await entryOf(pathOf(given, "deployment"), file);
    const written: [name: string, content: unknown][] = [
      ["metadata", metadata],
      ...(token === undefined ? [] : ([["token", token]] as const)),
    ].map(([name, content]) => [`${file.code}.${String(name)}.json`, content]);
    const files: string[] = [];
    if (given.options.out !== undefined) {
      const folder = pathOf(given, "out");
      await mkdir(folder, { recursive: true });
      for (const [name, content] of written) {
        await writeNew(join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
        files.push(join(folder, name));
      }
    }
    const value = { metadata, ...(token === undefined ? {} : { token }), files };
    const shown = written.flatMap(([, content]) =>
      JSON.stringify(content, undefined, 2).split("\n"),
    );
    return { value, lines: files.length === 0 ? shown : files };
  },
};

async function entryOf(path: string, file: Awaited<ReturnType<typeof readClassFile>>) {
  const deployment = await readDeployment(path);
  const { address } = classIn(deployment, file.code);
  return tokenListEntry(file, { chainId: BigInt(deployment.chainId), address });
}
