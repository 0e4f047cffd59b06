import {
  type BookHeading,
  type BookKind,
  bookHeading,
  type Holders,
  ISecurityToken__factory,
  parseRegister,
  type Register,
  type RegisterMoment,
  type Rpc,
  readClassFile,
  readNames,
  readText,
  registerAt,
  registerSchema,
} from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { classOf, dateOf, maybe, pathOf } from "../inputs.ts";
import { ArgumentRefused } from "./faults.ts";
import type { Terminal } from "./terminal.ts";

const PASSWORD = "KESSAI_NAMES_PASSWORD";
/** As `contracts/types/ClassTerms.sol` numbers them. */
const TYPES = ["bond", "share", "beneficial-interest"] as const;

/** Rebuilds the register of the class that was named, as of the date or block that was. */
export async function registerOf(given: Given, desk: Desk): Promise<Register> {
  const { address } = classOf(given, desk);
  const { deployment, platform, provider } = desk;
  const blocks = Object.values(deployment.platform.contracts).map(({ block }) => block);
  const index = maybe(given, "index");
  return await registerAt({
    ...{ provider: provider as unknown as Rpc, token: address },
    ...{ pass: platform.pass, desk: platform.desk, fromBlock: Math.min(...blocks) },
    at: momentOf(given),
    ...(index === undefined ? {} : { index: pathOf(given, "index") }),
  });
}

function momentOf(given: Given): RegisterMoment {
  const block = maybe(given, "block");
  if (maybe(given, "date") !== undefined) {
    if (block !== undefined) throw new ArgumentRefused("Give --date or --block, not both.");
    return { date: dateOf(given, "date") };
  }
  if (block === undefined) return "latest";
  if (!/^\d{1,15}$/.test(block))
    throw new ArgumentRefused(`--block is a block's number, not ${block}.`);
  return { block: Number(block) };
}

/** What the book says of the class: from its file, or, without it, from the deployment and the chain. */
export async function headingOf(given: Given, desk: Desk): Promise<BookHeading> {
  const { address, code, name } = classOf(given, desk);
  const kind = maybe(given, "book") as BookKind | undefined;
  if (maybe(given, "file") !== undefined) {
    const file = await readClassFile(pathOf(given, "file"));
    if (file.code !== code) {
      throw new ArgumentRefused(`--file is the file of ${file.code}, and the class is ${code}.`);
    }
    return bookHeading(file, kind);
  }
  const { classType } = await ISecurityToken__factory.connect(address, desk.provider).terms();
  const type = TYPES[Number(classType)] ?? "bond";
  return bookHeading({ name, code, type, unit: {} } as Parameters<typeof bookHeading>[0], kind);
}

/** Names and addresses, if a file of them was named. */
export async function holdersOf(given: Given, terminal: Terminal): Promise<Holders> {
  if (maybe(given, "names") === undefined) return new Map();
  return await readNames(pathOf(given, "names"), await namesPassword(given, terminal));
}

/** The password of the names, from the environment or asked for. */
export async function namesPassword(given: Given, terminal: Terminal): Promise<string> {
  const asked = given.lang === "ja" ? "氏名ファイルのパスワード" : "Password of the file of names";
  const password = terminal.env[PASSWORD] ?? (await terminal.secret(asked));
  if (password !== undefined && password !== "") return password;
  throw new ArgumentRefused(`The file of names needs its password, in ${PASSWORD} or typed.`);
}

/** A register that was written as JSON, alone or in a bundle. */
export async function registerIn(path: string): Promise<Register> {
  let json: unknown;
  try {
    json = JSON.parse(await readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ArgumentRefused(
      `${path} is no JSON. \`kessai register at --out DIR\` writes registers.`,
    );
  }
  const inside = (json as { register?: unknown } | null)?.register ?? json;
  const parsed = registerSchema.safeParse(inside);
  if (parsed.success) return parseRegister(parsed.data);
  throw new ArgumentRefused(
    `${path} is no register. \`kessai register at --out DIR\` writes them.`,
  );
}
