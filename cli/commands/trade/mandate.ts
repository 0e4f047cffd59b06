import { getAddress, isAddress } from "ethers";
import { DvpSettlement__factory, formatTime } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { addressOf, amountOf, classOf, maybe, textOf, timeOf } from "../../inputs.ts";

/** Lets somebody instruct for a party, within limits. */
export const tradeMandate: WriteCommand = {
  kind: "write",
  path: "trade mandate",
  about: {
    en: "let somebody instruct for you in one asset that you give, within limits, or with --end no more",
    ja: "引渡す資産ごとに、限度付きで指図を委任(--end で終了)",
  },
  example:
    "trade mandate --to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --asset yen --until 2027-12-31 " +
    "--per-trade 10,000,000 --per-day 50,000,000 --signer env:PARTY_KEY",
  options: [
    { flags: "--to <address>", about: { en: "the delegate", ja: "受任者" }, required: true },
    {
      flags: "--asset <code>",
      about: {
        en: "a class, yen, or a cash token's address",
        ja: "銘柄コード、yen または資金トークン",
      },
      required: true,
    },
    { flags: "--until <time>", about: { en: "last time", ja: "期限" } },
    { flags: "--per-trade <number>", about: { en: "at most", ja: "1約定の上限" } },
    { flags: "--per-day <number>", about: { en: "at most, all trades of a day", ja: "1日の上限" } },
    { flags: "--end", about: { en: "take it back", ja: "終了" } },
  ],
  async plan(given, desk) {
    const delegate = addressOf(given, "to");
    const named = textOf(given, "asset");
    const asset =
      named.toLowerCase() === "yen"
        ? desk.platform.yen
        : isAddress(named)
          ? getAddress(named)
          : classOf(given, desk, "asset").address;
    const isEnd = given.options.end === true;
    const said = ["until", "perTrade", "perDay"].filter((name) => maybe(given, name) !== undefined);
    if (isEnd ? said.length > 0 : said.length < 3) {
      throw new ArgumentRefused("Say --until, --per-trade and --per-day, or --end alone.");
    }
    const mandate = isEnd
      ? { until: 0, mostPerTrade: 0n, mostPerDay: 0n }
      : {
          until: timeOf(given, "until"),
          ...{ mostPerTrade: amountOf(given, "perTrade"), mostPerDay: amountOf(given, "perDay") },
        };
    const to = desk.platform.dvp;
    const contract = DvpSettlement__factory.connect(to, desk.provider);
    const about = isEnd
      ? {
          en: `end the mandate of ${delegate} in ${named}`,
          ja: `${delegate} への ${named} の委任を終了`,
        }
      : {
          en: `let ${delegate} instruct in ${named} until ${formatTime(mandate.until, "en")}: ${mandate.mostPerTrade} a trade, ${mandate.mostPerDay} a day`,
          ja: `${delegate} に ${named} の指図を委任(期限 ${formatTime(mandate.until, "ja")}、1約定 ${mandate.mostPerTrade}、1日 ${mandate.mostPerDay} まで)`,
        };
    const args = [delegate, asset, mandate];
    return { title: about, calls: [{ to, contract, name: "setMandate", args, about }] };
  },
};
