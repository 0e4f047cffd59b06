import { getAddress } from "ethers";
import { z } from "zod";
import {
  formatVectorSignature,
  netOf,
  parseCycleFile,
  readText,
  signVector,
  table,
  VectorRefused,
} from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { TRADES_OPTIONS, tradesIn } from "../../desk/tradesIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { EXIT } from "../../exit.ts";
import { addressOf, maybe, pathOf } from "../../inputs.ts";

/** Signs a party's net of a cycle, if it follows from the trades that the party stands by (NET-1). */
export const netSign: LocalCommand = {
  kind: "local",
  path: "net sign",
  about: {
    en: "sign a party's nets of a cycle, if they follow from its own trade files, offline (exit 2 if not)",
    ja: "自社の約定ファイルと一致する場合のみネット額に署名(オフライン)",
  },
  example: "net sign cycle-7.json --folder own-trades --to cycle-7.own.json --signer env:PARTY_KEY",
  arguments: [{ name: "file", about: { en: "by net fix", ja: "署名依頼ファイル" } }],
  options: [
    ...TRADES_OPTIONS,
    {
      flags: "--signer <key>",
      about: {
        en: "env:NAME, keystore:FILE or hardhat:NAME",
        ja: "env:変数名、keystore:ファイル、hardhat:変数名",
      },
      required: true,
    },
    {
      flags: "--party <address>",
      about: { en: "a contract wallet for which the key signs", ja: "コントラクトウォレット" },
    },
    { flags: "--to <file>", about: { en: "the signature", ja: "署名ファイル" }, required: true },
  ],
  result: z.strictObject({
    cycle: z.string(),
    party: z.string(),
    signed: z.boolean(),
    nets: z.array(z.strictObject({ asset: z.string(), net: z.string().regex(/^-?\d+$/) })),
    faults: z.array(z.strictObject({ code: z.string(), text: z.string() })),
    file: z.string().optional(),
  }),
  async run(given, terminal) {
    const { lang } = given;
    const path = pathOf(given, "file");
    const file = parseCycleFile(await readText(path), path);
    const { chainId, netSettlement, cycle, deadline, fixed, trades } = file;
    const key = await signerOf(maybe(given, "signer"), undefined, undefined, terminal);
    const own = getAddress(await key.getAddress());
    const party = maybe(given, "party") === undefined ? own : addressOf(given, "party");
    const agreed = (await tradesIn(given)).map(({ trade }) => trade);
    const list = netOf(trades.map(({ trade }) => trade));
    const place = list.parties.indexOf(party);
    if (place < 0) {
      throw new ArgumentRefused(
        `${party} is no party of the cycle ${cycle}: there is nothing to sign.`,
      );
    }
    const nets = list.nets.map((row) => row[place] ?? 0n);
    const { root, assets, termsEpochs } = fixed;
    const vector = {
      ...{ cycle, root, party, nets },
      ...{ assets: [...assets], termsEpochs: [...termsEpochs] },
    };
    const told = list.assets.map((asset, index) => ({ asset, net: nets[index] ?? 0n }));
    let signature: string;
    try {
      signature = await signVector(key, {
        ...{ chainId, netSettlement, cycle, deadline, fixed, trades, vector, party, agreed },
        forContractWallet: own !== party,
      });
    } catch (error) {
      if (!(error instanceof VectorRefused)) throw error;
      const faults = error.faults.map(({ code, text }) => ({ code, text: text[lang] }));
      return {
        value: { cycle, party, signed: false, nets: told, faults },
        lines: [
          ...faults.map(({ text }) => `✗ ${text}`),
          lang === "ja" ? "署名していません。" : "Nothing was signed.",
        ],
        exit: EXIT.no,
      };
    }
    const to = pathOf(given, "to");
    await writeNew(to, formatVectorSignature({ cycle, party, signature }));
    return {
      value: { cycle, party, signed: true, nets: told, faults: [], file: to },
      lines: [
        ...table(
          told.map(({ asset, net }) => [asset, net.toLocaleString("en-US")]),
          {
            columns: [
              { heading: lang === "ja" ? "資産" : "asset" },
              { heading: lang === "ja" ? "差引" : "net", align: "right" },
            ],
          },
        ).split("\n"),
        to,
      ],
    };
  },
};
