import { expect } from "chai";
import { COMMANDS } from "../../cli/commands/index.ts";
import type { Terminal } from "../../cli/desk/terminal.ts";
import { runKessai } from "../../cli/runKessai.ts";
import { binary } from "./support/desk.ts";
import { divided } from "./support/divided.ts";

async function said(words: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    ...{ isTerminal: false, env: {}, now: () => 0 },
    ...{ agrees: async () => false, secret: async () => undefined },
  };
  return { exit: await runKessai(words, terminal), out: out.join("\n"), err: err.join("\n") };
}

describe("Every command", () => {
  it("has a name of its own, in a noun and a verb at most", () => {
    const paths = COMMANDS.map(({ path }) => path);
    expect(new Set(paths).size).to.equal(paths.length);
    for (const path of paths) expect(path).to.match(/^[a-z]+( [a-z]+(-[a-z]+)*)?$/);
  });

  for (const { path, example } of COMMANDS) {
    describe(path, () => {
      it("has help with an example in either language", async () => {
        for (const lang of ["en", "ja"]) {
          const { exit, out } = await said([...path.split(" "), "--help", "--lang", lang]);
          expect(exit).to.equal(0);
          expect(out).to.include(`kessai ${path}`).and.include(`kessai ${example}`);
        }
      });

      it("has an example that it understands, which begins with its name", async () => {
        expect(example.startsWith(path)).to.equal(true);
        const known = COMMANDS.find((each) => each.path === path);
        // Understood, it goes on to look for a chain or a file, and finds none.
        if (known?.kind === "local") return;
        const words = divided(example);
        const nowhere = words.includes("--network") ? [] : ["--network", "http://127.0.0.1:1"];
        const { out } = await said([...words, ...nowhere, "--json"]);
        expect(JSON.parse(out).error.name, out).to.equal("ChainUnreachable");
      });

      it("refuses an option that it does not have, in JSON too", async () => {
        const { exit, out, err } = await said([...path.split(" "), "--no-such-option", "--json"]);
        expect(exit).to.equal(1);
        expect(err).to.equal("");
        expect(JSON.parse(out)).to.deep.include({ ok: false });
      });
    });
  }
});

describe("The binary", () => {
  it("lists what there is, and ends with 1 and one sentence where there is no such command", async () => {
    const help = await binary(["--help"]);
    expect(help.exit).to.equal(0);
    for (const { path } of COMMANDS) expect(help.out).to.include(path.split(" ")[0]);
    const wrong = await binary(["unitz"]);
    expect(wrong.exit).to.equal(1);
    expect(wrong.err.trim().split("\n").length).to.be.lessThan(3);
    expect(wrong.err).to.include("unitz");
  }).timeout(60_000);
});
