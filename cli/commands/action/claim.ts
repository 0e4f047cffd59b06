import { toBeHex, zeroPadValue } from "ethers";
import { Distribution__factory, formatYen } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { distributionIn } from "../../desk/termsIn.ts";
import { addressOf, textOf } from "../../inputs.ts";

/** Has what is owed paid, to whom it is due. */
export const actionClaim: WriteCommand = {
  kind: "write",
  path: "action claim",
  about: {
    en: "have what is owed of a payment paid to whom it is due (anyone)",
    ja: "未払分を受領権者へ支払わせる(誰でも実行可)",
  },
  example: "action claim dividend.terms.json --holder 7 --signer env:ANY_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  options: [
    {
      flags: "--holder <number|address|hold>",
      about: {
        en: "the investor's number, a contract's address, or the id of a pledge or attachment",
        ja: "投資家番号、契約のアドレス、または質権・差押えの番号",
      },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { terms } = await distributionIn(given, desk, "file");
    const key = keyOf(textOf(given, "holder"), () => addressOf(given, "holder"));
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const [yen] = await contract.owedOf(await contract.idOf(terms), key);
    const named = textOf(given, "holder");
    const about = {
      en: `pay what is owed to ${named}: ${formatYen(yen)}`,
      ja: `${named} への未払分 ${formatYen(yen)} を支払い`,
    };
    return { title: about, calls: [{ to, contract, name: "claim", args: [terms, key], about }] };
  },
};

function keyOf(named: string, address: () => string): string {
  if (/^0x[0-9a-fA-F]{64}$/.test(named)) return named;
  if (named.startsWith("0x")) return zeroPadValue(address(), 32);
  if (/^\d{1,10}$/.test(named)) return toBeHex(BigInt(named), 32);
  throw new ArgumentRefused(
    `--holder is an investor's number, an address, or a hold's id (0x and 64 digits), not ${named}.`,
  );
}
