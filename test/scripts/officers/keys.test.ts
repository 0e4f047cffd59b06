import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson, Wallet } from "ethers";
import { keyOf } from "../../../scripts/officers/keys.ts";
import { officersArguments } from "../../../scripts/officers/officersArguments.ts";

const KEY = `0x${"11".repeat(32)}`;
const { address } = new Wallet(KEY);

describe("An officer's key", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-keys-"));
    const scrypt = { N: 1 << 10, r: 8, p: 1 };
    const json = await encryptKeystoreJson({ address, privateKey: KEY }, "secret", { scrypt });
    await writeFile(join(folder, "key.json"), json);
    await writeFile(join(folder, "none.json"), "{}");
  });
  after(() => rm(folder, { recursive: true }));

  async function taken(args: string[], env: Record<string, string>, typed?: string) {
    const given = officersArguments(["sign", "x", ...args]);
    const terminal = { env, askSecret: async () => typed } as unknown as Parameters<
      typeof keyOf
    >[2];
    try {
      return (await keyOf(given, "KESSAI_OFFICER_KEY", terminal)).address;
    } catch (error) {
      return (error as Error).message;
    }
  }

  it("comes from the environment, or from an encrypted file whose password is given or asked for", async () => {
    expect(await taken([], { KESSAI_OFFICER_KEY: KEY })).to.equal(address);
    expect(await taken(["--key-env", "MINE"], { MINE: KEY.slice(2) })).to.equal(address);
    const store = ["--keystore", join(folder, "key.json")];
    expect(await taken(store, { KESSAI_KEYSTORE_PASSWORD: "secret" })).to.equal(address);
    expect(await taken(store, {}, "secret")).to.equal(address);
  });

  it("is asked for in words that never show it", async () => {
    expect(await taken([], {})).to.match(/Put the key into the variable KESSAI_OFFICER_KEY/);
    const wrong = await taken([], { KESSAI_OFFICER_KEY: "0xabc123" });
    expect(wrong)
      .to.match(/is no key of 64/)
      .and.not.contain("abc123");
    const store = ["--keystore", join(folder, "key.json")];
    expect(await taken(store, {}, "wrong")).to.match(/the password is wrong/);
    expect(await taken(store, {})).to.match(/there is no password in KESSAI_KEYSTORE_PASSWORD/);
    const none = ["--keystore", join(folder, "none.json")];
    expect(await taken(none, {}, "secret")).to.match(/it is no keystore in JSON/);
  });
});
