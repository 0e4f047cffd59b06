import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type ErrorFragment, Interface } from "ethers";
import { whyAndWhatToDo } from "../../../scripts/checks/errorTables.ts";
import { errorInterfaces } from "../../../sdk/errors/errorInterfaces.ts";
import { ERROR_TEXTS } from "../../../sdk/errors/errorTexts.ts";
import { refusalOf } from "../../../sdk/errors/refusalOf.ts";
import { emptyValues } from "../../support/emptyValues.ts";

const LANGS = ["en", "ja"] as const;

/** Every custom error under contracts/ with its arguments' names; several of one name can differ. */
function contractErrors(): Map<string, { name: string; names: string[] }> {
  const errors = new Map<string, { name: string; names: string[] }>();
  for (const path of readdirSync("contracts", { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".sol")) continue;
    const source = readFileSync(join("contracts", path), "utf8");
    for (const [, name, list] of source.matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)) {
      const names = (list ?? "")
        .split(",")
        .flatMap((argument) => argument.trim().split(" ")[1] ?? []);
      errors.set(`${name}(${names.join(",")})`, { name: name ?? "", names });
    }
  }
  return errors;
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

/** The text with which a refusal is told, as ContractRefusal finds it. */
function textOf(key: string, name: string) {
  return ERROR_TEXTS[key] ?? ERROR_TEXTS[name];
}

/** Errors with which contracts answer, those of the libraries that they are made of too. */
function answeredErrors(): ErrorFragment[] {
  const fragments: ErrorFragment[] = [];
  for (const { errors } of errorInterfaces()) errors.forEachError((each) => fragments.push(each));
  return fragments;
}

describe("The texts of refusals", () => {
  const errors = contractErrors();

  it("cover every custom error that the contracts have", () => {
    expect(errors.size).to.be.greaterThan(120);
    const missing = [...errors].filter(([key, { name }]) => textOf(key, name) === undefined);
    expect(missing.map(([key]) => key)).to.deep.equal([]);
  });

  it("are of no error that is gone", () => {
    const declared = [...errors].flatMap(([key, { name }]) => [key, name]);
    const known = new Set([...declared, ...answeredErrors().map(({ name }) => name)]);
    const gone = Object.keys(ERROR_TEXTS).filter((key) => !known.has(key));
    expect(gone).to.deep.equal([]);
  });

  it("name only arguments that the error has, in both languages", () => {
    const wrong = [...errors].flatMap(([key, { name, names }]) => {
      const text = textOf(key, name);
      const places = [...placesOf(text?.en ?? ""), ...placesOf(text?.ja ?? "")];
      return places.filter((place) => !names.includes(place)).map((place) => `${key}: {${place}}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it("cover every error of the libraries that a contract can answer with", () => {
    const missing = answeredErrors().filter(
      ({ name, inputs }) =>
        textOf(`${name}(${inputs.map((input) => input.name).join(",")})`, name) === undefined,
    );
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it("say why, and end with what to do in a sentence of its own, in both languages", () => {
    const loose = Object.entries(ERROR_TEXTS).filter(([, text]) =>
      LANGS.some((lang) => {
        const [why, toDo] = whyAndWhatToDo(text[lang], lang);
        const end = lang === "en" ? "." : "。";
        return why === "" || !toDo.endsWith(end) || !why.endsWith(end);
      }),
    );
    expect(loose.map(([key]) => key)).to.deep.equal([]);
  });

  it("are found for every error that an interface or a library of the contracts declares", () => {
    const unread: string[] = [];
    for (const path of readdirSync("artifacts/contracts", { recursive: true, encoding: "utf8" })) {
      if (!/\.sol[/\\]\w+\.json$/.test(path)) continue;
      const { abi } = JSON.parse(readFileSync(join("artifacts/contracts", path), "utf8"));
      const own = new Interface(abi);
      own.forEachError((error) => {
        if (![...errors.values()].some(({ name }) => name === error.name)) return;
        const data = own.encodeErrorResult(error, emptyValues(error));
        if (refusalOf(data)?.code !== error.name) unread.push(`${path}: ${error.name}`);
      });
    }
    expect(unread).to.deep.equal([]);
  });
});
