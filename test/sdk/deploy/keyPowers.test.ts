import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";
import { KEY_POWERS, RESTRICTED_CONTRACTS } from "../../../sdk/deploy/keyPowers.ts";
import { POWERS } from "../../../sdk/deploy/powers.ts";
import { type ContractName, interfaceOf } from "../../../sdk/deploy/steps.ts";

/** Contracts whose functions stand in files of other names. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  PassAnnex: ["KycPass"],
  YenAnnex: ["YenToken"],
  ClassAction: ["BondLifecycle", "Split"],
  Solicitations: ["Offering"],
};

/** How a function asks by itself whether its caller, or a signer, holds a role or an officer's number. */
const ASKS =
  /\b(_require(Registrar\w*|Member|Quorum|MayAbort)|_is(Member|PayingAgent|Reporter)|hasRole|officerAt|_grant)\s*\(/;

/** In the passes alone a signature is an officer's; elsewhere it is a party's. */
const SIGNED_BY_OFFICER = /\b_requireSigned\s*\(/;

/** What every function of a source says between its braces, and whether it is for outsiders. */
function functionsOf(source: string): { name: string; isOpen: boolean; body: string }[] {
  const code = source.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
  const heads = [...code.matchAll(/\bfunction\s+(\w+)\s*\([^)]*\)([^{;]*)\{/g)];
  return heads.map(({ 0: head, 1: name = "", 2: tail = "", index }, at) => ({
    name,
    isOpen: /\bexternal\b/.test(tail) && !/\b(restricted|view|pure)\b/.test(tail),
    body: code.slice(index + head.length, heads[at + 1]?.index),
  }));
}

/** Functions that ask by themselves, as `RegistrarDesk.issue`. */
function asking(): string[] {
  return readdirSync("contracts", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".sol") && !path.includes("interfaces"))
    .flatMap((path) => {
      const contract = basename(path, ".sol");
      return functionsOf(readFileSync(join("contracts", path), "utf8"))
        .filter(
          ({ isOpen, body }) =>
            isOpen &&
            (ASKS.test(body) || (path.startsWith("identity") && SIGNED_BY_OFFICER.test(body))),
        )
        .flatMap(({ name }) => (HOMES[contract] ?? [contract]).map((home) => `${home}.${name}`));
    });
}

/** Functions that the page gives to a key and the authority does not. */
function named(): string[] {
  const restricted = new Set(
    Object.values(POWERS).flatMap(({ functions }) =>
      Object.entries(functions).flatMap(([contract, names]) =>
        names.map(
          (name) =>
            `${RESTRICTED_CONTRACTS[contract as keyof typeof RESTRICTED_CONTRACTS]}.${name}`,
        ),
      ),
    ),
  );
  return everyFunction().filter((each) => !restricted.has(each) && !each.startsWith("Authority."));
}

function everyFunction(): string[] {
  return KEY_POWERS.flatMap(({ alone, together }) =>
    [...Object.entries(alone), ...Object.entries(together)].flatMap(([contract, names]) =>
      names.map((name) => `${contract}.${name}`),
    ),
  );
}

describe("KEY_POWERS", () => {
  it("POWER-1: names every function that asks by itself for a role or an officer, and no other", () => {
    const found = asking();
    expect(found.length).to.be.greaterThan(40);
    expect([...new Set(named())].sort()).to.deep.equal([...new Set(found)].sort());
  });

  it("POWER-1: has every role of the authority", () => {
    const labels = KEY_POWERS.map(({ label }) => label.en);
    for (const { label } of Object.values(POWERS)) expect(labels).to.include(label.en);
  });

  it("names functions that the contracts have", () => {
    for (const each of everyFunction()) {
      const [contract, name] = each.split(".") as [ContractName, string];
      const abi = interfaceOf(contract) as readonly { readonly name?: string }[];
      expect(
        abi.some((part) => part.name === name),
        each,
      ).to.equal(true);
    }
  });
});
