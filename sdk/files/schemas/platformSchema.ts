import {
  addresses,
  apiVersion,
  code,
  count,
  duration,
  list,
  MAX_UNITS,
  map,
  name,
  symbol,
  whole,
  word,
} from "./fields.ts";
import { type Broken, withRules } from "./withRules.ts";

function role(what: string, power: string, { least }: { least: 0 | 1 }) {
  return map(`who ${power}`, {
    holders: addresses(`who ${power}`, what, 255),
    delay: duration(`how long an action of ${what} is announced before it can be done`, {
      least,
    }),
  });
}

const form = map("a platform", {
  apiVersion: apiVersion(),
  kind: word("what the file describes", ["Platform"]),
  name: name("the platform's name"),
  passes: map("how passes are granted", {
    quorum: count("officers that must attest a pass", 1, 8),
    officers: addresses("who may attest passes", "an officer", 12),
    vetoWindow: duration("how long a new or reclassified pass waits for a veto", {
      least: 1,
      most: "180d",
    }),
    grantsPerOfficerPerDay: count("passes that one officer may attest a day", 1, 4_095),
    listedPerOfficerPerDay: count(
      "passes that one officer may suspend or attest anew by lists a day",
      1,
      65_535,
    ),
  }),
  yen: map("the money token", {
    name: name("the money token's name"),
    symbol: symbol("the money token's symbol"),
    reserveFreshness: duration("how old an attestation of the reserve may be at a mint", {
      least: 1,
    }),
    mostSupply: whole(
      "yen that there may be at a time; 0 for no limit",
      0n,
      MAX_UNITS,
    ).exactOptional(),
    mostPerDay: whole(
      "yen that may be minted on one day in Japan; 0 for no limit",
      0n,
      MAX_UNITS,
    ).exactOptional(),
  }),
  roles: map("who holds which power", {
    admin: role("an admin", "grants and takes roles", { least: 1 }),
    passGuardian: role("a pass guardian", "vetoes, suspends and disowns", { least: 0 }),
    pauser: role("a pauser", "pauses", { least: 0 }),
    unpauser: role("an unpauser", "ends a pause", { least: 1 }),
    yenOperator: role("a yen operator", "mints and redeems yen", { least: 0 }),
    reserveAttestor: role("a reserve attestor", "attests the reserve of yen", { least: 0 }),
    ruleChanger: role("a rule changer", "changes the rules of classes", { least: 1 }),
  }),
  registrarActs: map("how registrars move units against their holder's will or end a freeze", {
    delay: duration("how long such an act waits, unless a second registrar key approves it", {
      least: 1,
      most: "180d",
    }),
  }),
  issuers: list(
    "issuers, each registered before its first class",
    map("an issuer", {
      id: code("the issuer's code, named by class files"),
      name: name("the issuer's name"),
      registrarRole: count("the number of the issuer's role", 1_000, 4_294_967_295),
      registrars: addresses("who keeps the issuer's registers", "a registrar", 255),
      classes: count("classes that the issuer may open in all", 1, 512),
    }),
    { what: "an issuer whose id is", least: 0 },
  ),
});

/** The form of a platform file and the rules between its fields. */
export const platformSchema = withRules(form, [
  {
    needs: ["passes.quorum", "passes.officers"],
    *broken({ passes: { quorum, officers } }) {
      if (quorum > officers.length) {
        const expected = `at most the number of officers, ${officers.length}`;
        yield { path: ["passes", "quorum"], expected };
      }
    },
  },
  {
    needs: ["passes.officers", "roles.passGuardian.holders"],
    broken: ({ passes, roles }) =>
      shared(
        "passGuardian",
        roles.passGuardian.holders,
        passes.officers,
        (index) =>
          `an address that is no officer's (passes.officers[${index}] is the same), since who attests a pass must not be who vetoes it`,
      ),
  },
  {
    needs: ["roles.yenOperator.holders", "roles.reserveAttestor.holders"],
    broken: ({ roles }) =>
      shared(
        "reserveAttestor",
        roles.reserveAttestor.holders,
        roles.yenOperator.holders,
        (index) =>
          `an address that is no yen operator's (roles.yenOperator.holders[${index}] is the same), since who attests the reserve must not be who mints against it`,
      ),
  },
  {
    needs: ["registrarActs.delay", "roles.admin.delay"],
    *broken({ registrarActs, roles }) {
      if (registrarActs.delay > roles.admin.delay) return;
      const expected = `more than roles.admin.delay (${roles.admin.delay} s), so that a leaked registrar key can be taken away before its acts are ready`;
      yield { path: ["registrarActs", "delay"], expected };
    },
  },
  { needs: ["issuers"], broken: ({ issuers }) => sharedRoles(issuers) },
]);

/** Issuers whose role an issuer before them has already. An issuer may itself be faulty. */
function* sharedRoles(issuers: readonly unknown[]): Iterable<Broken> {
  const roles = issuers.map(
    (issuer) => (issuer as { registrarRole?: unknown } | null)?.registrarRole,
  );
  for (const [index, role] of roles.entries()) {
    const first = roles.indexOf(role);
    if (typeof role === "number" && first < index) {
      const expected = `a role of its own (issuers[${first}].registrarRole is the same)`;
      yield { path: ["issuers", index, "registrarRole"], expected };
    }
  }
}

/** The holders of a role that are also among others. */
function* shared(
  role: string,
  holders: readonly string[],
  others: readonly string[],
  expected: (index: number) => string,
): Iterable<Broken> {
  for (const [index, holder] of holders.entries()) {
    const other = typeof holder === "string" ? others.indexOf(holder) : -1;
    if (other >= 0) yield { path: ["roles", role, "holders", index], expected: expected(other) };
  }
}
