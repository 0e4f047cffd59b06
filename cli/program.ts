import { Argument, Command, Option } from "commander";
import type { Lang, Text } from "../sdk/index.ts";
import type { CommandSpec, Given } from "./command.ts";
import type { Terminal } from "./desk/terminal.ts";

type Run = (command: CommandSpec, given: Given) => Promise<void>;

/** Options that every command has, and those of every one that writes. */
const COMMON: readonly [flags: string, about: Text][] = [
  ["--lang <en|ja>", { en: "language of the output", ja: "出力の言語" }],
  ["--json", { en: "print one JSON object, for scripts", ja: "スクリプト用に JSON を出力" }],
  ["--yes", { en: "ask nothing", ja: "確認を求めない" }],
];
const ON_CHAIN: readonly [flags: string, about: Text][] = [
  [
    "--network <name|url>",
    {
      en: "address of a node, or a name (localhost)",
      ja: "ノードのアドレスまたは名前 (localhost)",
    },
  ],
  [
    "--deployment <file>",
    {
      en: "what is deployed (deployments/<chain id>.json)",
      ja: "配備記録 (deployments/<chain id>.json)",
    },
  ],
];
const ON_WRITE: readonly [flags: string, about: Text][] = [
  [
    "--signer <key>",
    {
      en: "env:NAME, keystore:FILE, hardhat:NAME or, on a local chain, node:ADDRESS",
      ja: "env:変数名、keystore:ファイル、hardhat:変数名、ローカルチェーンでは node:アドレス",
    },
  ],
  ["--dry-run", { en: "show and check, send nothing", ja: "送信せずに確認のみ" }],
  [
    "--out <file>",
    { en: "write a batch for a Safe, send nothing", ja: "Safe 用のバッチを書き出す" },
  ],
  [
    "--propose <file>",
    {
      en: "write it down for another key: kessai approve FILE",
      ja: "起案を書き出す (承認: kessai approve)",
    },
  ],
  ["--final", { en: "wait until it is final", ja: "確定まで待つ" }],
];

const NOUNS: Readonly<Record<string, Text>> = {
  platform: { en: "the platform: who holds which power", ja: "プラットフォーム" },
  class: { en: "classes of securities (銘柄)", ja: "銘柄" },
  kyc: { en: "passes of investors", ja: "本人確認パス" },
  units: { en: "units of a class, and orders over them", ja: "数量と命令" },
  consent: { en: "the issuer's consent to transfers", ja: "譲渡承認" },
  yen: { en: "yen tokens", ja: "円トークン" },
  trade: { en: "trades, settled delivery versus payment", ja: "約定と DvP 決済" },
  net: { en: "netting cycles", ja: "ネッティング" },
  cash: { en: "trades that are paid on another system", ja: "他システムでの資金決済" },
  fail: { en: "late trades: charges, interest, buy-in", ja: "フェイル・資金不足" },
  rate: { en: "reference rates", ja: "基準金利" },
  offer: { en: "offerings of new units", ja: "募集・私募" },
  action: { en: "payments and splits", ja: "元利払い・分割" },
  meeting: { en: "meetings of a class's holders", ja: "株主総会・社債権者集会・受益者集会" },
  tax: { en: "what is withheld from payments", ja: "源泉税率" },
  register: { en: "the holder register", ja: "原簿・名簿" },
  audit: { en: "chain and files compared", ja: "チェーンとファイルの照合" },
  chain: { en: "a local chain that lasts", ja: "ローカルチェーン" },
  keys: { en: "encrypted keys in files", ja: "暗号化した鍵ファイル" },
};

/** The command line of all commands. */
export function program(
  commands: readonly CommandSpec[],
  lang: Lang,
  terminal: Terminal,
  run: Run,
): Command {
  const root = new Command("kessai")
    .description(
      lang === "ja"
        ? "セキュリティ・トークンの発行・保有・決済・支払・償還"
        : "Issue, hold, settle, pay and redeem security tokens.",
    )
    .showHelpAfterError(false)
    .showSuggestionAfterError(true);
  quiet(root, terminal);
  const groups = new Map<string, Command>();
  for (const command of commands) {
    const [noun = "", verb] = command.path.split(" ");
    let parent = root;
    if (verb !== undefined) {
      parent = groups.get(noun) ?? quiet(root.command(noun), terminal);
      parent.description(NOUNS[noun]?.[lang] ?? noun);
      groups.set(noun, parent);
    }
    add(quiet(parent.command(verb ?? noun), terminal), command, lang, run);
  }
  return root;
}

function add(to: Command, command: CommandSpec, lang: Lang, run: Run): void {
  to.description(command.about[lang]);
  const argumentsOf = command.arguments ?? [];
  for (const { name, about, required, many } of argumentsOf) {
    const word = many === true ? `${name}...` : name;
    to.addArgument(new Argument(required === false ? `[${word}]` : `<${word}>`, about[lang]));
  }
  for (const { flags, about, required, many, choices } of command.options ?? []) {
    const option = new Option(flags, about[lang]);
    if (required === true) option.makeOptionMandatory();
    if (choices !== undefined) option.choices([...choices]);
    if (many === true) {
      option.argParser((value: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        value,
      ]);
    }
    to.addOption(option);
  }
  const common = [
    ...(command.kind === "local" ? [] : ON_CHAIN),
    ...(command.kind === "write" ? ON_WRITE : []),
    ...COMMON,
  ];
  for (const [flags, about] of common) {
    const option = new Option(flags, about[lang]);
    if (flags.startsWith("--lang")) option.choices(["en", "ja"]);
    to.addOption(option);
  }
  to.addHelpText(
    "after",
    `\n${lang === "ja" ? "例" : "For example"}:\n  kessai ${command.example}`,
  );
  to.action(async (...given: unknown[]) => {
    const words = given.slice(0, argumentsOf.length) as (string | readonly string[] | undefined)[];
    const options = to.opts<Given["options"]>();
    await run(command, {
      arguments: Object.fromEntries(argumentsOf.map(({ name }, index) => [name, words[index]])),
      ...{ options, lang: options.lang === "ja" ? "ja" : "en" },
      ...{ json: options.json === true, yes: options.yes === true },
    });
  });
}

/** Faults are told in one place, and nothing ends the process. */
function quiet(command: Command, terminal: Terminal): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => terminal.out(text.trimEnd()),
    writeErr: () => {},
    outputError: () => {},
  });
}
