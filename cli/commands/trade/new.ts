import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { formatTradeFile, ISecurityToken__factory, newTrade, tradeId } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { addressOf, amountOf, classOf, maybe, pathOf, textOf, timeOf } from "../../inputs.ts";

/** A trade that both parties then sign, in a file. */
export const tradeNew: ReadCommand = {
  kind: "read",
  path: "trade new",
  about: { en: "write a trade to a file, for both parties to sign", ja: "約定ファイルを作成" },
  example:
    "trade new --class SBI-ST-1 --seller 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--buyer 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 --amount 1,000,000 " +
    "--until 2027-04-05 --out trade.json",
  options: [
    { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
    { flags: "--seller <address>", about: { en: "who gives units", ja: "売方" }, required: true },
    { flags: "--buyer <address>", about: { en: "who gives cash", ja: "買方" }, required: true },
    { flags: "--units <number>", about: { en: "how many", ja: "数量" }, required: true },
    { flags: "--amount <yen>", about: { en: "for how much", ja: "受渡金額" }, required: true },
    {
      flags: "--until <time>",
      about: { en: "last settlement time: a day's end, or a time", ja: "決済期限(日付または時刻)" },
      required: true,
    },
    {
      flags: "--from <time>",
      about: { en: "first settlement time; at once if not said", ja: "決済開始時刻" },
    },
    {
      flags: "--cash <address>",
      about: { en: "another cash token than yen", ja: "円以外の資金トークン" },
    },
    { flags: "--cycle <id>", about: { en: "for a netting cycle", ja: "ネッティングの回" } },
    { flags: "--partial", about: { en: "it may settle in parts", ja: "分割決済を認める" } },
    {
      flags: "--reference <text>",
      about: { en: "what both parties call it", ja: "共通参照番号" },
    },
    { flags: "--out <file>", about: { en: "where to", ja: "書出し先" }, required: true },
  ],
  result: z.strictObject({ id: z.string(), file: z.string(), termsEpoch: z.number() }),
  async run(given, desk) {
    const { chainId, platform, provider } = desk;
    const { address: security, code } = classOf(given, desk);
    const [seller, buyer] = [addressOf(given, "seller"), addressOf(given, "buyer")];
    const [units, amount] = [amountOf(given, "units"), amountOf(given, "amount")];
    const cash = maybe(given, "cash");
    if (cash !== undefined && !isAddress(cash)) {
      throw new ArgumentRefused(`--cash is the address of a token, not ${cash}.`);
    }
    const token = ISecurityToken__factory.connect(security, provider);
    const termsEpoch = Number(await token.termsEpoch());
    const [cycle, reference] = [maybe(given, "cycle"), maybe(given, "reference")];
    const file = newTrade({
      ...{ chainId, dvp: platform.dvp, seller, buyer, security, units, amount, termsEpoch },
      cash: cash === undefined ? platform.yen : getAddress(cash),
      settleBy: momentOf(textOf(given, "until")) ?? timeOf(given, "until"),
      ...(maybe(given, "from") === undefined ? {} : { settleFrom: timeOf(given, "from") }),
      ...(cycle === undefined ? {} : { cycle }),
      ...(reference === undefined ? {} : { commonReference: reference }),
      partialAllowed: given.options.partial === true,
    });
    const path = pathOf(given, "out");
    await writeNew(path, formatTradeFile(file));
    const id = tradeId(file.trade);
    return {
      value: { id, file: path, termsEpoch },
      lines: [
        given.lang === "ja"
          ? `${code} ${units} 口の約定 ${id} を ${path} に書き出しました。次は: kessai trade sign ${path} --signer …`
          : `Trade ${id}, ${units} units of ${code}, is in ${path}. Next: kessai trade sign ${path} --signer …`,
      ],
    };
  },
};

/** A date alone means until its end. */
function momentOf(text: string): string | undefined {
  const day = text.replaceAll("/", "-");
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}
