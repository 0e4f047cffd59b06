import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import {
  type BankStatementRow,
  decodeCsv,
  depositReference,
  formatYen,
  IYenToken__factory,
  parseBankStatement,
  parseCsv,
  readBytes,
  table,
} from "../../../sdk/index.ts";
import type { Answer, Call, Desk, Given, WriteCommand, WritePlan } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";
import { addressOf, amountOf, maybe, pathOf, textOf } from "../../inputs.ts";
import { amountSchema } from "../../json.ts";

/** What becomes of a row, in JSON; `why` where nothing is minted. */
const rowSchema = z.strictObject({
  line: z.number(),
  reference: z.string(),
  wallet: z.string().nullable(),
  amount: amountSchema.nullable(),
  outcome: z.enum(["to-mint", "minted", "not-sent", "minted-before", "refused"]),
  why: z.string().optional(),
  hash: z.string().optional(),
});

type DepositRow = Readonly<Omit<z.infer<typeof rowSchema>, "amount" | "why" | "hash">> & {
  readonly amount: bigint | null;
  readonly why?: string;
  readonly hash?: string;
};

/** Mints yen for deposits, one or a bank's statement. */
export const yenDeposit: WriteCommand = {
  kind: "write",
  path: "yen deposit",
  about: {
    en: "mint yen for a deposit, or for those on a bank's statement (exit 2 if rows are refused)",
    ja: "入金に対して円を発行(銀行の入金明細 CSV も可)",
  },
  example:
    "yen deposit --to 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --amount 1,000,000 " +
    "--reference 20270401-0001 --signer env:YEN_OPERATOR_KEY",
  options: [
    { flags: "--to <address>", about: { en: "whose yen", ja: "発行先の口座" } },
    { flags: "--amount <yen>", about: { en: "how many", ja: "金額" } },
    {
      flags: "--reference <text>",
      about: { en: "the bank's reference, once ever", ja: "入金の整理番号(一度限り)" },
    },
    {
      flags: "--statement <file>",
      about: {
        en: "CSV (UTF-8 or CP932): date, reference, name, amount, wallet or account",
        ja: "入金明細 CSV(UTF-8 または Shift_JIS): 日付・整理番号・振込人名・金額・ウォレットまたは口座番号",
      },
    },
    {
      flags: "--accounts <file>",
      about: {
        en: "CSV of account and wallet, for a statement without wallets",
        ja: "口座番号とウォレットの対応表 CSV",
      },
    },
  ],
  result: writtenWith(z.strictObject({ rows: z.array(rowSchema) })),
  async plan(given, desk) {
    const alone = ["to", "amount", "reference"].filter((name) => maybe(given, name) !== undefined);
    if (maybe(given, "statement") === undefined) {
      if (maybe(given, "accounts") !== undefined) {
        throw new ArgumentRefused("--accounts goes with --statement: it names its wallets.");
      }
      return await one(given, desk);
    }
    if (alone.length > 0) {
      throw new ArgumentRefused(`--statement says it for each row: leave --${alone[0]} out.`);
    }
    return await statement(given, desk);
  },
};

async function one(given: Given, desk: Desk): Promise<WritePlan> {
  const [to, amount] = [addressOf(given, "to"), amountOf(given, "amount")];
  const call = mint(desk, to, amount, textOf(given, "reference"));
  return { title: call.about, calls: [call] };
}

function mint({ platform, provider }: Desk, to: string, amount: bigint, reference: string): Call {
  const contract = IYenToken__factory.connect(platform.yen, provider);
  return {
    ...{ to: platform.yen, contract, name: "mint" },
    args: [to, amount, depositReference(reference)],
    about: {
      en: `mint ${formatYen(amount)} to ${to} for the deposit ${reference}`,
      ja: `入金 ${reference} に対し ${formatYen(amount)} を ${to} へ発行`,
    },
  };
}

async function statement(given: Given, desk: Desk): Promise<WritePlan> {
  const path = pathOf(given, "statement");
  const { text, encoding } = decodeCsv(await readBytes(path), path);
  const found = parseBankStatement(text, path, await accountsOf(given));
  const rows: DepositRow[] = [];
  const calls: Call[] = [];
  for (const row of found) {
    const before = row.faults.length === 0 ? await mintedBefore(desk, row) : undefined;
    const { line, reference, wallet, amount } = row;
    const common = { line, reference, wallet: wallet ?? null, amount: amount ?? null };
    if (row.faults.length > 0) {
      const why = row.faults.map((fault) => fault[given.lang]).join("; ");
      rows.push({ ...common, outcome: "refused", why });
    } else if (before !== undefined) {
      rows.push({ ...common, outcome: "minted-before", why: before[given.lang] });
    } else {
      rows.push({ ...common, outcome: "to-mint" });
      calls.push(mint(desk, wallet ?? "", amount ?? 0n, reference));
    }
  }
  const sum = rows.reduce(
    (all, row) => all + (row.outcome === "to-mint" ? (row.amount ?? 0n) : 0n),
    0n,
  );
  const count = calls.length;
  const title = {
    en: `mint ${formatYen(sum)} for ${count} of ${rows.length} deposits on ${path} (${encoding})`,
    ja: `${path} (${encoding}) の入金 ${rows.length} 件中 ${count} 件、${formatYen(sum)} を発行`,
  };
  return {
    ...{ title, calls, isEachAlone: true },
    found: answerOf(rows, given),
    async after(_, sent) {
      let place = 0;
      const after = rows.map((row): DepositRow => {
        const call = row.outcome === "to-mint" ? sent[place++] : undefined;
        if (call === undefined) return row;
        if (call.status === "sent") {
          return {
            ...row,
            outcome: "minted",
            ...(call.hash === undefined ? {} : { hash: call.hash }),
          };
        }
        if (call.status === "refused") return { ...row, outcome: "refused", why: call.why ?? "" };
        return { ...row, outcome: "not-sent" };
      });
      return answerOf(after, given);
    },
  };
}

const OUTCOMES = {
  "to-mint": { en: "to mint", ja: "発行予定" },
  minted: { en: "minted", ja: "発行済み" },
  "not-sent": { en: "not sent", ja: "未送信" },
  "minted-before": { en: "minted before", ja: "発行済み(重複)" },
  refused: { en: "refused", ja: "不可" },
} as const;

function answerOf(rows: readonly DepositRow[], { lang }: Given): Answer {
  const isJa = lang === "ja";
  const shown = rows.map(({ line, reference, wallet, amount, outcome, why }) => [
    ...[String(line), reference, wallet ?? "", amount === null ? "" : formatYen(amount)],
    ...[OUTCOMES[outcome][lang], why ?? ""],
  ]);
  const isRefused = rows.some(
    ({ outcome }) => outcome === "refused" || outcome === "minted-before",
  );
  return {
    value: { rows },
    lines: table(shown, {
      columns: [
        { heading: isJa ? "行" : "line", align: "right" },
        { heading: isJa ? "整理番号" : "reference" },
        { heading: isJa ? "ウォレット" : "wallet" },
        { heading: isJa ? "金額" : "amount", align: "right" },
        { heading: isJa ? "結果" : "outcome" },
        { heading: isJa ? "理由" : "why" },
      ],
    }).split("\n"),
    exit: isRefused ? EXIT.no : EXIT.done,
  };
}

/** When and to whom yen were minted for the reference, if they were. */
async function mintedBefore(desk: Desk, { reference }: BankStatementRow) {
  const { platform, provider, deployment } = desk;
  const yen = IYenToken__factory.connect(platform.yen, provider);
  const key = depositReference(reference);
  if (!(await yen.isDepositMinted(key))) return undefined;
  const from = deployment.platform.contracts.yen?.block ?? 0;
  const [minted] = await yen.queryFilter(yen.filters.YenMinted(undefined, undefined, key), from);
  if (minted === undefined) {
    return {
      en: `yen were minted for ${reference} before`,
      ja: `${reference} は発行済みです`,
    };
  }
  const { blockNumber, transactionHash, args } = minted;
  return {
    en: `${formatYen(args.yen)} were minted to ${args.to} in block ${blockNumber}, ${transactionHash}`,
    ja: `${args.to} へ ${formatYen(args.yen)} を発行済みです(ブロック ${blockNumber}、${transactionHash})`,
  };
}

async function accountsOf(given: Given): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  if (maybe(given, "accounts") === undefined) return accounts;
  const path = pathOf(given, "accounts");
  const { header, rows } = parseCsv(decodeCsv(await readBytes(path), path).text, path);
  const names = header.map(({ text }) => text.normalize("NFKC").trim().toLowerCase());
  const account = names.findIndex((name) => ["account", "口座", "口座番号"].includes(name));
  const wallet = names.findIndex((name) => ["wallet", "ウォレット"].includes(name));
  if (names.length !== 2 || account < 0 || wallet < 0) {
    throw new ArgumentRefused(
      `${path} has the columns ${names.join(", ")}; give account and wallet (口座番号、ウォレット).`,
    );
  }
  for (const row of rows) {
    const [key, to] = [account, wallet].map((at) =>
      (row[at]?.text ?? "").normalize("NFKC").trim(),
    ) as [string, string];
    const line = row[0]?.line ?? 0;
    if (key === "" || !isAddress(to)) {
      throw new ArgumentRefused(`${path}:${line}: ${to} is no wallet's address. Correct it.`);
    }
    const other = accounts.get(key);
    if (other !== undefined && other !== getAddress(to)) {
      throw new ArgumentRefused(`${path}:${line}: the account ${key} has another wallet above.`);
    }
    accounts.set(key, getAddress(to));
  }
  return accounts;
}
