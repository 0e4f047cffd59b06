import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import { keysNew } from "../../../cli/commands/keys/new.ts";
import { keysShow } from "../../../cli/commands/keys/show.ts";
import { binary } from "../support/desk.ts";
import { kessaiHere } from "../support/freshChain.ts";

const env = { KESSAI_KEYSTORE_PASSWORD: "correct horse battery" };

describe("kessai keys new and show", () => {
  it("make an encrypted key for its owner alone, and tell its address", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "kessai-keys-")), "key.json");
    const made = await kessaiHere(["keys", "new", file, "--json"], env);
    expect(made.exit, made.out).to.equal(0);
    const { address } = keysNew.result.parse(made.json.result) as { address: string };
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    const text = await readFile(file, "utf8");
    expect(text).not.to.include("mnemonic");
    const wallet = await Wallet.fromEncryptedJson(text, env.KESSAI_KEYSTORE_PASSWORD);
    expect(wallet.address).to.equal(address);
    const shown = await kessaiHere(["keys", "show", file, "--json"], {}, "correct horse battery");
    expect(shown.exit, shown.out).to.equal(0);
    expect(keysShow.result.parse(shown.json.result)).to.deep.equal({ address, file });
    const again = await kessaiHere(["keys", "new", file, "--json"], env);
    expect(again.json.error.name).to.equal("FileTaken");
    const wrong = await kessaiHere(["keys", "show", file, "--json"], {}, "wrong");
    expect(wrong.json.error.message).to.include("is wrong");
    for (const said of [made, shown, again, wrong]) {
      expect(said.out + said.err).not.to.include(wallet.privateKey.slice(2));
      expect(said.out + said.err).not.to.include("correct horse");
    }
    // Through the real binary, as a shell has it.
    const real = await binary(["keys", "show", file], { env });
    expect(real.out.trim()).to.equal(address);
  }).timeout(120_000);

  it("refuse a short or missing password, and a file that is no keystore", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kessai-keys-"));
    const file = join(folder, "key.json");
    const short = await kessaiHere(["keys", "new", file, "--json"], {}, "short");
    expect(short.json.error.name).to.equal("KeystoreRefused");
    const none = await kessaiHere(["keys", "new", file, "--json"]);
    expect(none.json.error.message).to.include("KESSAI_KEYSTORE_PASSWORD");
    const absent = await kessaiHere(["keys", "show", file, "--json"], env);
    expect(absent.json.error.name).to.equal("FileNotFound");
    await writeFile(file, "{}");
    const other = await kessaiHere(["keys", "show", file, "--json"], env);
    expect(other.json.error.message).to.include("is no keystore");
  });
});
