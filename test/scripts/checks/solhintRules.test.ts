import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";

const root = join(import.meta.dirname, "..", "..", "..");
const security = join(root, "node_modules", "solhint", "lib", "rules", "security");

/** docs/static-analysis.md says why. */
const OFF = ["not-rely-on-time"];

describe("solhint's security rules", () => {
  const { rules } = JSON.parse(readFileSync(join(root, ".solhint.json"), "utf8"));
  const names = readdirSync(security)
    .map((file) => basename(file, ".js"))
    .filter((name) => name !== "index");

  it("are all on by name as errors over contracts/, but for those that the documents say", () => {
    const severities = names.map((name) => [name, [rules[name]].flat()[0]]);
    expect(severities).to.deep.equal(
      names.map((name) => [name, OFF.includes(name) ? "off" : "error"]),
    );
  });

  it("say why they are off", () => {
    const page = readFileSync(join(root, "docs", "static-analysis.md"), "utf8");
    for (const name of OFF) expect(page).to.include(`\`${name}\``);
  });
});
