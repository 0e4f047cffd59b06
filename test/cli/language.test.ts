import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { fixture } from "../support/fixture.ts";
import { desk, inFolder } from "./support/desk.ts";

const load = fixture(desk);
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const HASH = `0x${"d0".repeat(32)}`;
const WHY = ["--reason", "X-1", "--document", HASH];

/** What a user meets most: words of the command line, keys, the network, deployments, tables and files. */
const CASES: readonly (readonly [name: string, words: readonly string[], ja: RegExp])[] = [
  ["a command that there is not", ["unitz"], /コマンド unitz/],
  ["an option that there is not", ["class", "list", "--colour"], /--colour はありません/],
  ["an option that lacks", ["units", "show"], /--wallet <address> が必要/],
  ["an argument that lacks", ["class", "show"], /引数 class が必要/],
  ["a choice that there is not", ["doctor", "--lang", "fr"], /選択肢: en, ja/],
  ["no address", ["units", "show", "--wallet", "0x12"], /--wallet は 0x と.*指定された値: 0x12/],
  [
    "no number",
    ["units", "pledge", "--class", "SBI-ST-1", "--wallet", HASH.slice(0, 42), "--units", "ten"],
    /が必要/,
  ],
  ["a class that there is not", ["class", "show", "NONE"], /銘柄 NONE は配備記録にありません/],
  ["a file that there is not", ["offer", "status", "none.json"], /ファイル none.json はありません/],
];

describe("The desk's faults under --lang ja", () => {
  for (const [what, words, ja] of CASES) {
    it(`tells of ${what}, in Japanese and in English`, async () => {
      const w = await load();
      const said = await w.kessai([...words, "--lang", "ja"]);
      expect(said.exit).to.equal(1);
      expect(said.err).to.match(ja);
      const en = await w.kessai([...words.filter((word) => word !== "fr"), "--json"]);
      if (words.includes("fr")) return;
      expect(en.json.error.message).to.not.match(JAPANESE);
    });
  }

  it("tells of keys, of the network, of deployments and of tables", async () => {
    const w = await inFolder(await load());
    const freeze = ["units", "freeze", "--class", "SBI-ST-1", "--wallet", w.a.address, ...WHY];
    const key = await w.kessai([...freeze, "--signer", "env:NO_SUCH", "--lang", "ja"]);
    expect(key.err).to.match(/環境変数 NO_SUCH が空です。送信する鍵を --signer で/);
    const power = await w.kessai([...["yen", "pause", "--lang", "ja", ...w.signer(w.thief)]]);
    expect(power.err).to.match(/には権限がありません/);
    const local = { local: true } as const;
    const down = await w.kessai(["doctor", "--lang", "ja", "--network", "nowhere"], local);
    expect(`${down.out}${down.err}`).to.match(JAPANESE);
    const unknown = await w.kessai(
      ["class", "list", "--lang", "ja", "--network", "nowhere"],
      local,
    );
    expect(unknown.err).to.match(/ネットワーク nowhere はありません/);
    const nobody = await w.kessai(
      ["class", "list", "--lang", "ja", "--network", "http://127.0.0.1:1"],
      local,
    );
    expect(nobody.err)
      .to.match(/応答がありません\(.*\)/)
      .and.match(/kessai chain run/);
    const nothing = await w.kessai(
      [
        ...["class", "list", "--lang", "ja", "--network", w.server.url],
        ...["--deployment", w.at("none.json")],
      ],
      local,
    );
    expect(nothing.err).to.match(/kessai platform deploy ファイル/);
    const table = w.at("rows.csv");
    await writeFile(table, "reference,wallet\r\n");
    const issue = ["units", "issue", "--class", "SBI-ST-1", "--file", table, "--lang", "ja"];
    const rows = await w.kessai([...issue, ...w.signer(w.registrar)]);
    expect(rows.err).to.match(/か所を直して/);
    await writeFile(table, Buffer.from([0xff, 0xfe, 0x00, 0x81]));
    const bytes = await w.kessai([...issue, ...w.signer(w.registrar)]);
    expect(bytes.err).to.match(/UTF-8 でも CP932/);
  });
});
