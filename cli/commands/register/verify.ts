import { z } from "zod";
import { type Rpc, readText, verifyBundle, verifyRegister } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { registerIn } from "../../desk/registerOf.ts";
import { pathOf } from "../../inputs.ts";

const result = z.strictObject({
  token: z.string(),
  block: z.number(),
  blockHash: z.string(),
  digest: z.string(),
  /** Of how many wallets the chain's state proves the figures. */
  proven: z.number(),
});

/** Makes a register anew from a node, and compares. */
export const registerVerify: ReadCommand = {
  kind: "read",
  path: "register verify",
  about: {
    en: "rebuild a written register from a node, and check each row against the chain's state proofs",
    ja: "出力済みの原簿をノードから再構成し、状態証明と照合",
  },
  example: "register verify books/SBI-ST-1-2027-03-31-120.register.json",
  arguments: [{ name: "file", about: { en: "a register or a bundle", ja: "原簿または束" } }],
  result,
  async run(given, { provider, platform, deployment }) {
    const register = await registerIn(pathOf(given, "file"));
    const blocks = Object.values(deployment.platform.contracts).map(({ block }) => block);
    const bundle = await verifyRegister(register, {
      ...{ provider: provider as unknown as Rpc, pass: platform.pass, desk: platform.desk },
      fromBlock: Math.min(...blocks),
    });
    return said(verifyBundle(bundle).wallets, register, given.lang);
  },
};

/** The same of a bundle, without any node. */
export const registerVerifyBundle = {
  kind: "local",
  path: "register verify-bundle",
  about: {
    en: "check a bundle's proofs without any node: compare the block's hash with the chain's from elsewhere",
    ja: "ノードなしで束の状態証明を検証",
  },
  example: "register verify-bundle books/SBI-ST-1-2027-03-31-120.bundle.json",
  arguments: [{ name: "file", about: { en: "the bundle", ja: "束" } }],
  result,
  async run(given) {
    const path = pathOf(given, "file");
    let json: unknown;
    try {
      json = JSON.parse(await readText(path));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new ArgumentRefused(
        `${path} is no JSON. \`kessai register at --bundle\` writes bundles.`,
      );
    }
    const { register, wallets } = verifyBundle(json);
    return said(wallets, register, given.lang);
  },
} as const satisfies import("../../command.ts").LocalCommand;

function said(
  proven: number,
  register: { token: string; block: number; blockHash: string; digest: string },
  lang: "en" | "ja",
) {
  const { token, block, blockHash, digest } = register;
  return {
    value: { token, block, blockHash, digest, proven },
    lines: [
      lang === "ja"
        ? `一致しました。${proven} 口座の数量は状態証明で確認済みです。`
        : `It is the chain's: the figures of ${proven} wallets are proven.`,
      `block ${block} ${blockHash}`,
      `digest ${digest}`,
    ],
  };
}
