import { readFile, writeFile } from "node:fs/promises";
import { type Anvil, anvil } from "../../../support/anvil.ts";
import { world } from "../../../support/world.ts";
import { deskOf, inFolder } from "../../support/desk.ts";
import { everyRow } from "../everyRow.ts";
import { HASH, OF } from "../office.ts";

const env = { KESSAI_NAMES_PASSWORD: "a long enough password" };
const OTHER = { KESSAI_NAMES_PASSWORD: "another long password" };

let node: Anvil | undefined;
let made: ReturnType<typeof opened> | undefined;

/** Only anvil answers with proofs of the state. */
async function opened() {
  node = await anvil(["--accounts", "20"]);
  if (node === undefined) throw new Error("these commands are tried on anvil");
  const w = await deskOf(await world({ url: node.url }));
  await w.granted([w.a, w.b], {}, [1]);
  await w.desk.issue(w.bond, w.a.address, 60n, HASH);
  return w;
}

async function load() {
  made ??= opened();
  return await inFolder(await made);
}

type RegisterDesk = Awaited<ReturnType<typeof load>>;

const logged = (w: RegisterDesk) => ["--log", w.at("log.jsonl"), "--by", "an officer"];

async function done(w: RegisterDesk, words: readonly string[], local = false): Promise<void> {
  const { exit, err, out } = await w.kessai(words, { env, local });
  if (exit !== 0) throw new Error(err + out);
}

/** The register's files, of which `kind` is one: register, bundle. */
async function written(w: RegisterDesk, kind: string): Promise<string> {
  const words = ["register", "at", ...OF, "--out", w.at("books"), "--bundle", "--json"];
  const { json } = await w.kessai([...words, ...logged(w)]);
  return json.result.files.find((each: string) => each.endsWith(`.${kind}.json`));
}

async function names(w: RegisterDesk): Promise<string> {
  const file = w.at("names.sealed");
  await done(w, ["register", "names-create", file], true);
  return file;
}

async function named(w: RegisterDesk): Promise<string> {
  const file = await names(w);
  const who = ["--holder", "1", "--name", "髙橋一郎", "--address", "東京都"];
  await done(w, ["register", "names-put", file, ...who], true);
  return file;
}

const wrong = { env: OTHER, name: "WrongPassword", says: "assword" } as const;
const without = { name: "ArgumentRefused", says: "KESSAI_NAMES_PASSWORD" } as const;

const rows = {
  "register at": {
    good: async (w) => ({
      words: [...OF, "--out", w.at("books"), "--names", await named(w), ...logged(w)],
      env,
    }),
    bad: (w) => ({
      words: [...OF, "--date", "2099-01-01", ...logged(w)],
      ...{ name: "DayNotOver", says: "2099" },
    }),
  },
  "register extract": {
    good: (w) => ({ words: [...OF, "--holder", "１", ...logged(w)] }),
    bad: (w) => ({
      words: [...OF, "--holder", "99", ...logged(w)],
      ...{ name: "HolderNotFound", says: "99" },
    }),
  },
  "register verify": {
    good: async (w) => ({ words: [await written(w, "register")] }),
    bad: () => ({
      words: ["package.json"],
      ...{ name: "ArgumentRefused", says: "package.json" },
    }),
  },
  "register verify-bundle": {
    good: async (w) => ({ words: [await written(w, "bundle")] }),
    bad: async (w) => {
      const text = await readFile(await written(w, "bundle"), "utf8");
      await writeFile(w.at("forged.json"), text.replace('"units": "60"', '"units": "61"'));
      return {
        words: [w.at("forged.json")],
        ...{ name: "BundleDenied", says: "have it made anew" },
      };
    },
  },
  "register diff": {
    good: async (w) => {
      const file = await written(w, "register");
      return { words: [file, file] };
    },
    bad: async (w) => ({
      words: [await written(w, "register"), w.at("none.json")],
      ...{ name: "FileNotFound", says: "none.json" },
    }),
  },
  "register log": {
    good: async (w) => {
      await done(w, ["register", "at", ...OF, ...logged(w)]);
      return { words: ["--log", w.at("log.jsonl")] };
    },
    bad: async (w) => {
      await done(w, ["register", "at", ...OF, ...logged(w)]);
      await done(w, ["register", "at", ...OF, ...logged(w)]);
      const lines = (await readFile(w.at("log.jsonl"), "utf8")).split("\n");
      await writeFile(w.at("log.jsonl"), lines.slice(1).join("\n"));
      return {
        words: ["--log", w.at("log.jsonl")],
        ...{ name: "LogBroken", says: "compare it with its backup" },
      };
    },
  },
  "register names-create": {
    good: (w) => ({ words: [w.at("names.sealed")], env }),
    bad: async (w) => ({
      words: [await names(w)],
      env,
      ...{ name: "NameFileExists", says: "names.sealed" },
    }),
  },
  "register names-put": {
    good: async (w) => ({
      words: [await names(w), "--holder", "2", "--name", "﨑山二郎", "--address", "大阪府"],
      env,
    }),
    bad: async (w) => ({
      words: [await names(w), "--holder", "2", "--name", "﨑山二郎", "--address", "大阪府"],
      ...wrong,
    }),
  },
  "register names-remove": {
    good: async (w) => ({ words: [await named(w), "--holder", "1"], env }),
    bad: async (w) => ({ words: [await named(w), "--holder", "1"], ...wrong }),
  },
  "register names-import": {
    good: async (w) => {
      // 髙 is a letter that only CP932 has.
      const table = Buffer.concat([
        Buffer.from("investor,name,address\n1,"),
        Buffer.from([0xfb, 0xfc, 0x8b, 0xb4]),
        Buffer.from(",Tokyo\n"),
      ]);
      await writeFile(w.at("holders.csv"), table);
      return { words: [await names(w), w.at("holders.csv")], env };
    },
    bad: async (w) => {
      await writeFile(w.at("holders.csv"), "investor,name,address,colour\n1,Sato,Tokyo,red\n");
      return {
        words: [await names(w), w.at("holders.csv")],
        env,
        ...{ name: "FileRefused", says: "colour" },
      };
    },
  },
  "register names-backup": {
    good: async (w) => ({ words: [await named(w), w.at("names.backup")], env }),
    bad: (w) => ({ words: [w.at("none.sealed"), w.at("names.backup")], ...without }),
  },
  "register names-restore": {
    makesFirst: true,
    good: async (w) => {
      const file = await named(w);
      await done(w, ["register", "names-backup", file, w.at("names.backup")], true);
      return { words: [file, w.at("names.backup")], env };
    },
    bad: async (w) => ({
      words: [await named(w), w.at("none.backup")],
      env,
      ...{ name: "FileNotFound", says: "none.backup" },
    }),
  },
  "register names-list": {
    good: async (w) => ({ words: [await named(w)], env }),
    bad: async (w) => ({ words: [await named(w)], ...wrong }),
  },
} as const satisfies Parameters<typeof everyRow<RegisterDesk>>[1];

export const registerRows = everyRow(load, rows, () => node?.stop());
