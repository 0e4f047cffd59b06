import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FunctionFragment, type Interface } from "ethers";
import {
  POWERS,
  RESTRICTED_INTERFACES,
  type RestrictedContract,
  type RoleName,
} from "../../../sdk/deploy/powers.ts";
import { emptyValues } from "../../support/emptyValues.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";

const CONTRACTS: Readonly<Record<string, RestrictedContract>> = {
  KycPass: "pass",
  PassAnnex: "pass",
  SecurityFactory: "factory",
  RegistrarDesk: "desk",
  YenToken: "yen",
  YenAnnex: "yen",
  DvpSettlement: "dvp",
  TradeRegistry: "dvp",
  NetSettlement: "net",
  ExternalCash: "externalCash",
  Fixing: "fixing",
  Fails: "fails",
  TaxTable: "taxes",
};
const TARGETS = [...new Set(Object.values(CONTRACTS))];

/** The functions that POWERS names, as `yen.mint`. */
const named = (Object.keys(POWERS) as RoleName[]).flatMap((name) =>
  Object.entries(POWERS[name].functions).flatMap(([target, functions]) =>
    functions.map((each) => `${target}.${each}`),
  ),
);

/** Every contract's source, by path from contracts/. */
const sources = readdirSync("contracts", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".sol"))
  .map((path) => [path, readFileSync(join("contracts", path), "utf8")] as const);

const load = fixture(world);

describe("POWERS", () => {
  it("POWER-1: names each function once", () => {
    expect(new Set(named).size).to.equal(named.length);
  });

  it("POWER-1: names every function that a contract marks as restricted, and no other", () => {
    const restricted = sources.flatMap(([path, source]) => {
      const contract = /([A-Za-z0-9]+)\.sol$/.exec(path)![1]!;
      const code = source.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
      const heads = [...code.matchAll(/\bfunction\s+(\w+)\s*\([^)]*\)([^{;]*)[{;]/g)];
      const found = heads.filter(([, , tail]) => /\brestricted\b/.test(tail!));
      expect(
        found.length,
        `${path}: restricted without a function head that this test reads`,
      ).to.equal(code.match(/\brestricted\b/g)?.length ?? 0);
      return found.map(([, name]) => `${CONTRACTS[contract] ?? contract}.${name}`);
    });
    expect(restricted).to.have.members(named);
  });

  it("POWER-1: names every function that asks the manager who calls, and no other", async () => {
    const w = await load();
    const asking: string[] = [];
    for (const target of TARGETS) {
      const contract: { readonly interface: Interface } = w[target];
      const writes = RESTRICTED_INTERFACES[target].fragments
        .filter((fragment) => FunctionFragment.isFragment(fragment))
        .filter(({ stateMutability }) => !["view", "pure"].includes(stateMutability));
      for (const write of writes) {
        const data = contract.interface.encodeFunctionData(write, emptyValues(write));
        const refused = await refusal(w.thief.call({ to: w.platform[target], data }));
        const error = refused === "0x" ? null : contract.interface.parseError(refused);
        // setAuthority is the manager's own: it refuses everybody else by this error too.
        if (error?.name !== "AccessManagedUnauthorized" || write.name === "setAuthority") continue;
        expect(error.args[0]).to.equal(w.thief.address);
        asking.push(`${target}.${write.name}`);
      }
    }
    expect(asking).to.have.members(named);
  });

  it("POWER-1: lets nobody but the manager change who is asked", async () => {
    const w = await load();
    for (const target of TARGETS) {
      for (const caller of [w.thief, w.admin]) {
        await expect(w[target].connect(caller).setAuthority(w.thief))
          .to.be.revertedWithCustomError(w[target], "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    }
  });

  it("has the role numbers of contracts/governance/Roles.sol", () => {
    const roles = readFileSync("contracts/governance/Roles.sol", "utf8");
    const numbers: Record<string, bigint> = Object.fromEntries(
      [...roles.matchAll(/uint64 internal constant (\w+) = ([\d_]+);/g)].map(([, name, number]) => [
        name,
        BigInt(number!.replaceAll("_", "")),
      ]),
    );
    for (const [name, { role }] of Object.entries(POWERS)) {
      expect(role, name).to.equal(numbers[constantCase(name)]);
    }
    const all = Object.values(numbers);
    expect(new Set(all).size, "no two roles have one number").to.equal(all.length);
    for (const [name, number] of Object.entries(numbers)) {
      if (name !== "FIRST_REGISTRAR")
        expect(number < numbers.FIRST_REGISTRAR!, name).to.equal(true);
    }
  });

  it("says in both languages what each role may do", () => {
    for (const [name, { may }] of Object.entries(POWERS)) {
      expect(may.en, name).to.match(/^[a-z].*[^.]$/);
      expect(may.ja, name).to.match(/[\p{Script=Han}\p{Script=Katakana}]/u);
    }
  });
});

/** passGuardian as PASS_GUARDIAN. */
function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The data with which a call is refused; none if it is not, or without a reason. */
async function refusal(call: Promise<string>): Promise<string> {
  try {
    await call;
    return "0x";
  } catch (error) {
    return (error as { data?: string }).data ?? "0x";
  }
}
