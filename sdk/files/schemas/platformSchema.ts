import type { z } from "zod";
import {
  address,
  addresses,
  apiVersion,
  code,
  count,
  currency,
  duration,
  list,
  MAX_UNITS,
  map,
  millionths,
  name,
  symbol,
  timeOfDay,
  whole,
  word,
} from "./fields.ts";
import { type Broken, withRules } from "./withRules.ts";

const DAY = 86_400;

function role(
  what: string,
  power: string,
  { least, most = 255 }: { least: 0 | 1; most?: 16 | 255 },
) {
  return map(`who ${power}`, {
    holders: addresses(`who ${power}`, what, most),
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
    settlementOperator: role("a settlement operator", "signs trades off and opens netting cycles", {
      least: 0,
    }),
    paymentAttestor: role("a payment attestor", "attests payments on another system", {
      least: 0,
    }),
    // No more reports than these are taken of a date: with more keys whoever is first would count.
    rateReporter: role("a rate reporter", "reports reference rates", { least: 0, most: 16 }),
    payingAgent: role("a paying agent", "announces what holders are paid", { least: 0 }),
  }),
  registrarActs: map("how registrars move units against their holder's will or end a freeze", {
    delay: duration("how long such an act waits, unless a second registrar key approves it", {
      least: 1,
      most: "180d",
    }),
  }),
  settlement: map("how trades settle", {
    itemGas: count("gas that one trade of a batch may take", 150_000, 10_000_000),
    externalCash: map("trades that are paid on another system", {
      currency: currency("the currency of the other system, ISO 4217"),
      attestors: count("payment attestors that must say the same", 2, 16),
      deciders: count("settlement operators that decide after the long stop", 2, 16),
      longStop: duration("how long after a trade's last time its silence may be decided", {
        least: 1,
        most: "90d",
      }),
    }),
    fixings: list(
      "reference rates, each fixed from several reports",
      map("a reference rate", {
        id: code("the rate's code"),
        quorum: count("fewest reports", 2, 16),
        window: duration("how long after the end of a date its reports are taken", { least: 1 }),
        mostAge: count("days that the last fixing counts on", 0, 31),
      }),
      { what: "a reference rate whose id is", least: 0 },
    ),
    fails: map("what a late trade costs", {
      rate: millionths("the rate a year, from which the reference is taken", 0, 1_000_000),
      fixing: code("the reference rate, one of settlement.fixings"),
      fallbackReference: millionths(
        "the reference while no fixing is recent enough",
        -1_000_000,
        1_000_000,
      ),
      cutOff: timeOfDay("the time of day in Japan from which a day is judged"),
      buyInAfter: count("days of fails after which the buyer may buy in", 1, 365),
      cancelAfter: count("days without cash after which the seller may cancel", 1, 365),
      mostOver: millionths("how far above the trade's price a buy-in counts", 0, 1_000_000),
    }),
  }),
  payments: map("how holders are paid", {
    returnTo: address(
      "who gets what is in the purse of payments to holders, should the admin end it",
    ),
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
  {
    needs: ["settlement.fails.fixing", "settlement.fixings"],
    *broken({ settlement: { fails, fixings } }) {
      const ids = fixings.map((fixing) => partsOf(fixing).id);
      if (ids.includes(fails.fixing) || ids.includes(undefined)) return;
      const expected = `one of settlement.fixings, which has ${ids.join(", ") || "none"}`;
      yield { path: ["settlement", "fails", "fixing"], expected };
    },
  },
  {
    // Else the fallback would count on every day, and nobody would notice.
    needs: ["settlement.fails.fixing", "settlement.fixings"],
    *broken({ settlement: { fails, fixings } }) {
      for (const [index, fixing] of fixings.entries()) {
        const { id, window, mostAge } = partsOf(fixing);
        if (id !== fails.fixing || typeof window !== "number" || typeof mostAge !== "number") {
          continue;
        }
        if (mostAge * DAY > window) continue;
        const expected = `more days than settlement.fixings[${index}].window (${window} s), since nothing is fixed before the window ends and fails read it`;
        yield { path: ["settlement", "fixings", index, "mostAge"], expected };
      }
    },
  },
  {
    needs: ["settlement.fixings", "roles.rateReporter.holders"],
    *broken({ settlement: { fixings }, roles }) {
      for (const [index, fixing] of fixings.entries()) {
        const { quorum } = partsOf(fixing);
        if (typeof quorum !== "number") continue;
        const path = ["settlement", "fixings", index, "quorum"];
        yield* tooFew(path, quorum, "rateReporter", roles.rateReporter.holders);
      }
    },
  },
  {
    needs: ["settlement.externalCash.attestors", "roles.paymentAttestor.holders"],
    broken: ({ settlement: { externalCash }, roles }) =>
      tooFew(
        ["settlement", "externalCash", "attestors"],
        externalCash.attestors,
        "paymentAttestor",
        roles.paymentAttestor.holders,
      ),
  },
  {
    needs: ["settlement.externalCash.deciders", "roles.settlementOperator.holders"],
    broken: ({ settlement: { externalCash }, roles }) =>
      tooFew(
        ["settlement", "externalCash", "deciders"],
        externalCash.deciders,
        "settlementOperator",
        roles.settlementOperator.holders,
      ),
  },
  {
    needs: ["roles.paymentAttestor.holders", "roles.settlementOperator.holders"],
    broken: ({ roles }) =>
      shared(
        "paymentAttestor",
        roles.paymentAttestor.holders,
        roles.settlementOperator.holders,
        (index) =>
          `an address that is no settlement operator's (roles.settlementOperator.holders[${index}] is the same), since who attests payments must not be who decides their silence`,
      ),
  },
  ...(["settlementOperator", "paymentAttestor", "rateReporter", "payingAgent"] as const).map(
    (name) => ({
      needs: [`roles.${name}.delay`],
      *broken({ roles }: z.output<typeof form>): Iterable<Broken> {
        if (roles[name].delay === 0) return;
        const expected = "0s, since what this role signs counts at once and nothing announces it";
        yield { path: ["roles", name, "delay"], expected };
      },
    }),
  ),
  { needs: ["issuers"], broken: ({ issuers }) => sharedRoles(issuers) },
]);

/** What there is of an entry of a list, which may itself be faulty. */
function partsOf(entry: unknown): { readonly [key: string]: unknown } {
  return typeof entry === "object" && entry !== null ? { ...entry } : {};
}

/** A quorum that its role's holders cannot reach. */
function* tooFew(
  path: readonly PropertyKey[],
  needed: number,
  role: string,
  holders: readonly string[],
): Iterable<Broken> {
  if (needed > holders.length) {
    yield {
      path: [...path],
      expected: `at most the number of roles.${role}.holders, ${holders.length}`,
    };
  }
}

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
