import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ERROR_TEXTS } from "../../../sdk/errors/errorTexts.ts";

/** Every custom error under contracts/ with its arguments' names. */
function contractErrors(): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  for (const path of readdirSync("contracts", { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".sol")) continue;
    const source = readFileSync(join("contracts", path), "utf8");
    for (const [, name, list] of source.matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)) {
      const names = (list ?? "")
        .split(",")
        .flatMap((argument) => argument.trim().split(" ")[1] ?? []);
      errors.set(name ?? "", names);
    }
  }
  return errors;
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

describe("The texts of refusals", () => {
  const errors = contractErrors();

  it("cover every custom error that the contracts have", () => {
    expect(errors.size).to.be.greaterThan(80);
    expect([...errors.keys()].filter((name) => !Object.hasOwn(ERROR_TEXTS, name))).to.deep.equal(
      [],
    );
  });

  it("name only arguments that the error has, in both languages", () => {
    const wrong = [...errors].flatMap(([name, args]) => {
      const text = ERROR_TEXTS[name];
      const places = [...placesOf(text?.en ?? ""), ...placesOf(text?.ja ?? "")];
      return places.filter((place) => !args.includes(place)).map((place) => `${name}: {${place}}`);
    });
    expect(wrong).to.deep.equal([]);
  });
});
