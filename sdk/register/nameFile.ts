import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { FileNotFound } from "../files/FileNotFound.ts";
import { FileUnreadable } from "../files/FileUnreadable.ts";
import type { Holders } from "./Holder.ts";

/** The password opens nothing. */
export class WrongPassword extends Error {
  override readonly name = "WrongPassword";
  readonly path: string;

  constructor(path: string) {
    super(
      `The password does not open ${path}, or somebody changed the file. Try the password again; ` +
        `if it is the right one, restore the last backup.`,
    );
    this.path = path;
  }
}

/** The file is no file of names, or not all of it. */
export class NameFileDamaged extends Error {
  override readonly name = "NameFileDamaged";
  readonly path: string;

  constructor(path: string, what: string) {
    super(`${path} is damaged or no file of names: ${what}. Restore the last backup.`);
    this.path = path;
  }
}

/** A password that is too short to keep names. */
export class PasswordTooShort extends Error {
  override readonly name = "PasswordTooShort";

  constructor() {
    super(`The password has fewer than ${LEAST} characters. Choose a longer one.`);
  }
}

/** Something is at the path already. */
export class NameFileExists extends Error {
  override readonly name = "NameFileExists";

  constructor(path: string) {
    super(`${path} is there already. Open it, or name another path: nothing is overwritten.`);
  }
}

export type NameFileErrors =
  | WrongPassword
  | NameFileDamaged
  | PasswordTooShort
  | NameFileExists
  | FileNotFound
  | FileUnreadable;

const LEAST = 12;
const base64 = z.base64();

/** scrypt's work, as OWASP's cheat sheet on storing passwords asks for; 128 MB while a file is opened. */
const WORK = { N: 1 << 17, r: 8, p: 1 };
const MEMORY = 256 * 1_024 * 1_024;

/** The sealed file: AES-256-GCM, its key by scrypt from the password and a salt made anew at each writing. */
const sealedSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("HolderNames"),
  cipher: z.literal("aes-256-gcm"),
  kdf: z.literal("scrypt"),
  N: z.literal(WORK.N),
  r: z.literal(WORK.r),
  p: z.literal(WORK.p),
  ...{ salt: base64, iv: base64, tag: base64, sealed: base64 },
});

const KEY = /^([1-9]\d{0,9}|0x[0-9a-fA-F]{40})$/;

const holdersSchema = z.record(
  z.string().regex(KEY),
  z.strictObject({ name: z.string(), address: z.string(), trust: z.boolean().optional() }),
);

/** Whether a text names a holder: an investor number, or a wallet. */
export function isHolderKey(key: string): boolean {
  return KEY.test(key);
}

/**
 * Opens the names.
 *
 * @throws WrongPassword, NameFileDamaged, FileNotFound, FileUnreadable
 */
export async function readNames(path: string, password: string): Promise<Holders> {
  const { salt, iv, tag, sealed, ...said } = sealedFile(path, await textOf(path));
  const key = await keyOf(password, Buffer.from(salt, "base64"));
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64"), {
    authTagLength: 16,
  });
  let plain: string;
  try {
    decipher.setAAD(Buffer.from(JSON.stringify(said)));
    decipher.setAuthTag(Buffer.from(tag, "base64"));
    const bytes = [decipher.update(Buffer.from(sealed, "base64")), decipher.final()];
    plain = Buffer.concat(bytes).toString("utf8");
  } catch {
    throw new WrongPassword(path);
  }
  return new Map(
    Object.entries(holdersSchema.parse(JSON.parse(plain))).map(([holder, fields]) => {
      const { name, address, trust } = fields;
      return [holder, { name, address, ...(trust === undefined ? {} : { trust }) }] as const;
    }),
  );
}

/**
 * Seals the names and puts them in the file's place in one step: a run that is killed leaves the old file whole.
 *
 * @throws PasswordTooShort
 */
export async function writeNames(path: string, password: string, holders: Holders): Promise<void> {
  if ([...password].length < LEAST) throw new PasswordTooShort();
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const said = {
    ...{ apiVersion: 1, kind: "HolderNames", cipher: "aes-256-gcm", kdf: "scrypt" },
    ...WORK,
  };
  const cipher = createCipheriv("aes-256-gcm", await keyOf(password, salt), iv);
  cipher.setAAD(Buffer.from(JSON.stringify(said)));
  const plain = JSON.stringify(Object.fromEntries([...holders].sort(byKey)));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString("base64");
  const file = {
    ...said,
    ...{ salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()), sealed: text(sealed) },
  };
  await replaced(path, `${JSON.stringify(file, undefined, 2)}\n`);
}

/**
 * A new file without names.
 *
 * @throws NameFileExists, PasswordTooShort
 */
export async function createNames(path: string, password: string): Promise<void> {
  await requireNothingAt(path);
  await writeNames(path, password, new Map());
}

/**
 * A copy that was opened: what it holds is what the file holds.
 *
 * @returns how many names it has
 * @throws NameFileExists if something is at `to`, and what readNames throws of either file
 */
export async function backupNames(path: string, password: string, to: string): Promise<number> {
  await requireNothingAt(to);
  const { size } = await readNames(path, password);
  await replaced(to, await textOf(path));
  await readNames(to, password);
  return size;
}

/**
 * Puts a backup in the file's place, if the password opens it. What was there is kept beside it, with `.before`
 * after its name.
 *
 * @returns how many names it has
 * @throws what readNames throws of the backup
 */
export async function restoreNames(
  backup: string,
  password: string,
  path: string,
): Promise<number> {
  const { size } = await readNames(backup, password);
  const text = await textOf(backup);
  await rename(path, `${path}.before`).catch((error: { readonly code?: string }) => {
    if (error.code !== "ENOENT") throw error;
  });
  await replaced(path, text);
  return size;
}

function sealedFile(path: string, text: string): z.infer<typeof sealedSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NameFileDamaged(path, "it is cut short, or no JSON");
  }
  const { success, data, error } = sealedSchema.safeParse(json);
  if (success) return data;
  const issue = error.issues[0];
  throw new NameFileDamaged(path, `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

function keyOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const bytes = password.normalize("NFKC");
    scrypt(bytes, salt, 32, { ...WORK, maxmem: MEMORY }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = (error as { readonly code?: string }).code ?? "unknown error";
    if (code === "ENOENT") throw new FileNotFound(path);
    throw new FileUnreadable(path, `the system answered ${code}; look into that and try again`);
  }
}

async function requireNothingAt(path: string): Promise<void> {
  try {
    await (await open(path, "r")).close();
  } catch {
    return;
  }
  throw new NameFileExists(path);
}

async function replaced(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  await rm(part, { force: true });
  const file = await open(part, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
