import {
  NetSettlement__factory,
  netOf,
  parseCycleFile,
  parseVectorSignature,
  readText,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused, TradeElsewhere } from "../../desk/faults.ts";
import { pathOf } from "../../inputs.ts";

/** Settles a cycle that all its parties signed, all of it or nothing. */
export const netRun: WriteCommand = {
  kind: "write",
  path: "net run",
  about: {
    en: "settle a cycle that every party signed, or with --void end it (any key)",
    ja: "全当事者が署名したネッティングを決済(--void で無効化)",
  },
  example: "net run cycle-7.json --signature a.json --signature b.json --signer env:ANY_KEY",
  arguments: [{ name: "file", about: { en: "by net fix", ja: "署名依頼ファイル" } }],
  options: [
    {
      flags: "--signature <file>",
      about: { en: "a party's, by net sign; several times", ja: "当事者の署名ファイル(複数可)" },
      many: true,
    },
    {
      flags: "--void",
      about: { en: "make it void: its trades settle gross", ja: "回を無効とし、グロス決済に戻す" },
    },
  ],
  async plan(given, desk) {
    const path = pathOf(given, "file");
    const { chainId, netSettlement, cycle, fixed, trades } = parseCycleFile(
      await readText(path),
      path,
    );
    const { platform, provider } = desk;
    if (chainId !== desk.chainId) {
      throw new TradeElsewhere(path, {
        en: `for chain ${chainId}, and this is ${desk.chainId}`,
        ja: `チェーン ${chainId}(接続先は ${desk.chainId})`,
      });
    }
    if (netSettlement.toLowerCase() !== platform.net.toLowerCase()) {
      throw new TradeElsewhere(path, {
        en: `for the netting contract ${netSettlement} of another platform`,
        ja: `別のプラットフォームのネッティング・コントラクト ${netSettlement} `,
      });
    }
    const to = platform.net;
    const contract = NetSettlement__factory.connect(to, provider);
    if (given.options.void === true) {
      const about = { en: `make the cycle ${cycle} void`, ja: `ネッティング ${cycle} を無効化` };
      return { title: about, calls: [{ to, contract, name: "makeVoid", args: [cycle], about }] };
    }
    const named = given.options.signature;
    const signatures = new Map<string, string>();
    for (const each of Array.isArray(named) ? (named as readonly string[]) : []) {
      const signed = parseVectorSignature(await readText(each), each);
      if (signed.cycle !== cycle) {
        throw new ArgumentRefused(`${each} is of the cycle ${signed.cycle}, not of this one.`);
      }
      signatures.set(signed.party, signed.signature);
    }
    const missing = fixed.parties.filter((party) => !signatures.has(party));
    if (missing.length > 0) {
      throw new ArgumentRefused(
        `Signatures are missing of ${missing.join(", ")}: each signs by kessai net sign, then name its file with --signature.`,
      );
    }
    const { nets } = netOf(trades.map(({ trade }) => trade));
    const about = {
      en: `settle ${trades.length} trades of ${fixed.parties.length} parties by their nets`,
      ja: `約定 ${trades.length} 件(当事者 ${fixed.parties.length} 名)をネット決済`,
    };
    const args = [cycle, fixed, nets, fixed.parties.map((party) => signatures.get(party))];
    return { title: about, calls: [{ to, contract, name: "settle", args, about }] };
  },
};
