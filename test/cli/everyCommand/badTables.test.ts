import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { COMMANDS } from "../../../cli/commands/index.ts";
import { walletOf } from "../../support/officers.ts";
import { subscribed } from "../offer/offers.ts";
import { expectNoSecret, failureOf } from "./everyRow.ts";
import { HASH, OF, type Office, office } from "./office.ts";

const PASSWORD = {
  ...{ KESSAI_NAMES_PASSWORD: "a long enough password", SALT: "a secret of the desk" },
};

/** What a command is tried on. */
type Scene = Pick<Office, "kessai" | "at" | "filed" | "signer" | "a" | "registrar"> & {
  /** Of terms. */
  readonly file?: string;
};

/** A command that reads a table, and a table that it takes. */
interface Reading {
  /** What is typed after its name; `names` is a sealed file of names. */
  words(path: string, names: string, w: Scene): readonly string[];
  table(w: Scene): readonly [head: string, row: string];
  /** A day without deposits, a list without names: nothing is to be done. */
  readonly mayBeEmpty?: boolean;
  /** Where it is not the office. */
  scene?(): Promise<Scene>;
}

const CLAIMS = "JP,0,2030-03-31,2029-03-31";
const officers = (table: Reading["table"], ...more: string[]): Reading => ({
  words: (path) => ["--table", path, ...more, "--dry-run"],
  table,
});
const oneWallet = (head: string, row: string) =>
  officers((w) => [`reference,wallet,${head}`, `C-1,${w.a.address},${row}`]);

const READING: Readonly<Record<string, Reading>> = {
  "kyc import": {
    words: (path) => [path],
    table: () => [
      "reference,wallet,residence,tax class,expiry,screened until",
      `C-1,${walletOf(1)},${CLAIMS}`,
    ],
  },
  "kyc grant": officers(() => [
    "reference,wallet,residence,tax class,expiry,screened until",
    `C-1,${walletOf(1)},${CLAIMS}`,
  ]),
  "kyc link": officers((w) => [
    "reference,wallet,older wallet,residence,tax class,expiry,screened until",
    `C-1,${walletOf(1)},${w.a.address},${CLAIMS}`,
  ]),
  "kyc renew": oneWallet("expiry,screened until", "2041-03-31,2029-03-31"),
  "kyc reclassify": oneWallet("residence,tax class", "JP,1"),
  "kyc screen": officers((w) => ["wallet", w.a.address], "--until", "2029-03-31"),
  "kyc attest": officers((w) => ["wallet", w.a.address]),
  "kyc suspend": oneWallet("reason", "HIT-1"),
  "kyc revoke": oneWallet("reason", "FRAUD-1"),
  "units issue": {
    words: (path) => [...OF, "--file", path, "--dry-run"],
    table: (w) => ["reference,wallet,units", `I-1,${w.a.address},11`],
  },
  "yen deposit": {
    words: (path) => ["--statement", path, "--dry-run"],
    table: (w) => ["date,reference,name,amount,wallet", `2027-04-01,R-1,SATO,5,${w.a.address}`],
    mayBeEmpty: true,
  },
  "tax set": {
    words: (path) => [path, "--dry-run"],
    table: () => [
      "kind,listed,tax class,from,until,national,local",
      "dividend,yes,0,2038-01-01,2040-12-31,15,5",
    ],
  },
  "offer ask": {
    words: (path) => [path, "--list", HASH, "--secret", "SALT", "--dry-run"],
    table: () => ["person", "C-1"],
  },
  "offer allot": {
    words: (path, _, w) => [w.file ?? "", "--table", path, "--dry-run"],
    table: () => ["entry,units", "0,12"],
    scene: async () => {
      const w = await subscribed({ method: "by-file" });
      await w.closed();
      const filed = async (name: string, content: string | Uint8Array) => {
        await writeFile(w.at(name), content);
        return w.at(name);
      };
      return { ...w, filed };
    },
  },
  "register names-import": {
    words: (path, names) => [names, path],
    table: () => ["investor,name,address", "1,Sato,Tokyo"],
    mayBeEmpty: true,
  },
};

/** 株式 in CP932. */
const CP932 = Buffer.from([0x8a, 0x94, 0x8e, 0xae]);

/** Tables of which nothing can be used, and what is said of them beside their name. */
const BAD: readonly [
  what: string,
  made: (head: string, row: string) => string | Buffer,
  says: RegExp,
][] = [
  ["nothing in it", () => "", /./],
  ["nothing but a byte order mark", () => "\uFEFF", /./],
  ["no row", (head) => `${head}\n`, /row/],
  ["a column that nobody knows", (head, row) => `${head},colour\n${row},red\n`, /colour/],
  [
    "a heading in CP932 that nobody knows",
    (head, row) => Buffer.concat([Buffer.from(`${head},`), CP932, Buffer.from(`\n${row},1\n`)]),
    /株式/,
  ],
  ["a row that is too short", (head, row) => `${head}\n${row.replace(/,?[^,]+$/, "")}\n`, /./],
  ["UTF-16", (head) => Buffer.from(`\uFEFF${head}\n`, "utf16le"), /./],
];

describe("Every command that reads a table", function () {
  this.timeout(120_000);

  it("is in this table", () => {
    const reading = COMMANDS.filter(({ arguments: words = [], options = [] }) =>
      [...words.map(({ name }) => name), ...options.map(({ flags }) => flags)].some((each) =>
        /^--(table|statement) |<rows\.csv>|^table$/.test(each),
      ),
    ).map(({ path }) => path);
    // A table of wallets is given to import for any verb; these take the same as suspend.
    const same = ["kyc reinstate", "kyc recover", "kyc import"];
    expect(Object.keys(READING)).to.include.members(reading.filter((each) => !same.includes(each)));
  });

  for (const [path, { words, table, mayBeEmpty, scene = office }] of Object.entries(READING)) {
    const isLocal = COMMANDS.find((each) => each.path === path)?.kind === "local";
    const said = async (w: Scene, file: string) => {
      const names = w.at("names.sealed");
      if (isLocal && path.startsWith("register")) {
        await w.kessai(["register", "names-create", names], { env: PASSWORD, local: true });
      }
      return await w.kessai([...path.split(" "), ...words(file, names, w), "--json"], {
        ...{ env: PASSWORD, local: isLocal === true },
      });
    };

    it(`${path} takes it with a byte order mark and the line ends of a spreadsheet`, async () => {
      const w = await scene();
      const [head, row] = table(w);
      const good = await said(w, await w.filed("good.csv", `\uFEFF${head}\r\n${row}\r\n`));
      expect(good.exit, good.out).to.equal(0);
    });

    it(`${path} names the file, and what is wrong with it`, async () => {
      const w = await scene();
      const [head, row] = table(w);
      for (const [what, made, says] of BAD) {
        if (what === "no row" && mayBeEmpty === true) continue;
        const refused = await said(w, await w.filed("bad.csv", made(head, row)));
        expect(refused.exit, what + refused.out).to.equal(1);
        const { error } = failureOf(refused.out);
        expect(error.message, what).to.include("bad.csv").and.match(says);
        expectNoSecret(refused.out + refused.err, PASSWORD);
      }
      const none = await said(w, w.at("none.csv"));
      expect(failureOf(none.out).error.name).to.equal("FileNotFound");
    });
  }
});
