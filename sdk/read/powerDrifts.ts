import { encodeBytes32String, type Interface, type Provider } from "ethers";
import {
  Authority__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IYenToken__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
} from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { POWERS, RESTRICTED_INTERFACES, type RestrictedContract } from "../deploy/powers.ts";
import { powersOf } from "../deploy/powersOf.ts";
import type { Change } from "../files/changes.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import { inBatches } from "./inBatches.ts";
import { type Member, readMembers } from "./readMembers.ts";
import { readOfficers } from "./readOfficers.ts";

/**
 * Every power and setting in which a platform on the chain is not as its file says: who holds which role after
 * which delay, which role each function asks for, officers, windows, quorums and limits. Nothing that the file
 * does not name is overlooked: what the chain has beside it is a difference too.
 *
 * @param fromBlock the block from which the platform has existed
 * @returns `before` is what the file says, `now` what the chain has
 */
export async function powerDrifts(
  provider: Provider,
  platform: Platform,
  file: PlatformFile,
  fromBlock = 0,
): Promise<Change[]> {
  const members = await readMembers(provider, platform.authority, fromBlock);
  return [
    ...memberDrifts(file, members),
    ...(await functionDrifts(provider, platform, fromBlock)),
    ...(await officerDrifts(provider, platform, file, fromBlock)),
    ...(await settingDrifts(provider, platform, file)),
  ];
}

function memberDrifts(file: PlatformFile, members: readonly Member[]): Change[] {
  const said = new Map(
    powersOf(file).map(({ id, role, holder, delay }) => [`${id} ${holder}`, { role, delay }]),
  );
  const names = new Map(powersOf(file).map(({ id, role }) => [id, role.en]));
  for (const { role, label } of Object.values(POWERS)) names.set(role, label.en);
  const is = new Map(members.map((member) => [`${member.role} ${member.holder}`, member]));
  const nameOf = (key: string) => {
    const [role = "0", holder = ""] = key.split(" ");
    return `${names.get(BigInt(role)) ?? `role ${role}`} ${holder}`;
  };
  return [...new Set([...said.keys(), ...is.keys()])].flatMap((key) => {
    const [before, now] = [said.get(key), is.get(key)];
    return differing(
      nameOf(key),
      before === undefined ? undefined : `delay ${before.delay} s`,
      now === undefined ? undefined : `delay ${now.delay} s`,
    );
  });
}

/** Which role each function of the platform asks for, and whether the authority's own order was changed. */
async function functionDrifts(
  provider: Provider,
  platform: Platform,
  fromBlock: number,
): Promise<Change[]> {
  const authority = Authority__factory.connect(platform.authority, provider);
  const names = Object.keys(RESTRICTED_INTERFACES) as RestrictedContract[];
  const nameAt = new Map(names.map((name) => [platform[name].toLowerCase(), name]));
  const said = new Map<string, bigint>();
  for (const { role, functions } of Object.values(POWERS)) {
    for (const [name, list] of Object.entries(functions) as [RestrictedContract, string[]][]) {
      for (const each of list) {
        const { selector = "" } = RESTRICTED_INTERFACES[name].getFunction(each) ?? {};
        said.set(`${platform[name].toLowerCase()} ${selector}`, role);
      }
    }
  }
  const [updated, closed, admins, guardians] = await Promise.all([
    authority.queryFilter(authority.filters.TargetFunctionRoleUpdated(), fromBlock),
    authority.queryFilter(authority.filters.TargetClosed(), fromBlock),
    authority.queryFilter(authority.filters.RoleAdminChanged(), fromBlock),
    authority.queryFilter(authority.filters.RoleGuardianChanged(), fromBlock),
  ]);
  const asked = new Set([
    ...said.keys(),
    ...updated.map(({ args }) => `${args.target.toLowerCase()} ${args.selector}`),
  ]);
  const found = await inBatches([...asked], async (key) => {
    const [target = "", selector = ""] = key.split(" ");
    const now = await authority.getTargetFunctionRole(target, selector);
    const name = nameAt.get(target);
    const functions: Interface | undefined = name && RESTRICTED_INTERFACES[name];
    const shown = `${name ?? target}.${functions?.getFunction(selector)?.name ?? selector}`;
    return differing(shown, roleName(said.get(key) ?? 0n), roleName(now));
  });
  const targets = [...new Set(closed.map(({ args }) => args.target))];
  const stops = await inBatches(targets, async (target) => {
    const isClosed = await authority.isTargetClosed(target);
    return differing(
      `${nameAt.get(target.toLowerCase()) ?? target}`,
      "open",
      isClosed ? "closed to all" : "open",
    );
  });
  const roles = [...new Set([...admins, ...guardians].map(({ args }) => args.roleId))];
  const orders = await inBatches(roles, async (role) => [
    ...differing(
      `${roleName(role)}, given by`,
      "admin",
      roleName(await authority.getRoleAdmin(role)),
    ),
    ...differing(
      `${roleName(role)}, called off by`,
      "admin",
      roleName(await authority.getRoleGuardian(role)),
    ),
  ]);
  return [...found, ...stops, ...orders].flat();
}

async function officerDrifts(
  provider: Provider,
  platform: Platform,
  { passes }: PlatformFile,
  fromBlock: number,
): Promise<Change[]> {
  const chain = await readOfficers(provider, platform.pass, fromBlock);
  const active = chain.officers.filter(({ state }) => state === "active").map(({ key }) => key);
  const both = new Set([...passes.officers, ...active]);
  const shown = (list: readonly string[], key: string) =>
    list.includes(key) ? "active" : undefined;
  const settings = [
    ...(["quorum", "vetoWindow", "grantsPerOfficerPerDay", "listedPerOfficerPerDay"] as const),
  ];
  return [
    ...[...both].flatMap((key) =>
      differing(`passes.officers ${key}`, shown(passes.officers, key), shown(active, key)),
    ),
    ...settings.flatMap((name) => differing(`passes.${name}`, passes[name], chain[name])),
  ];
}

async function settingDrifts(
  provider: Provider,
  platform: Platform,
  file: PlatformFile,
): Promise<Change[]> {
  const { settlement, yen: yenFile } = file;
  const yen = IYenToken__factory.connect(platform.yen, provider);
  const cash = ExternalCash__factory.connect(platform.externalCash, provider);
  const [actDelay, reserve, limits, funder, quorums, currency, fails] = await Promise.all([
    RegistrarDesk__factory.connect(platform.desk, provider).actDelay(),
    ...[yen.reserve(), yen.limits(), yen.funderOf(platform.distribution)],
    ...[cash.quorums(), cash.currency(), Fails__factory.connect(platform.fails, provider).terms()],
  ] as const);
  const factory = SecurityFactory__factory.connect(platform.factory, provider);
  const issuers = await inBatches(file.issuers, async ({ id, registrarRole, classes }) => {
    const { most } = await factory.issuerOf(registrarRole);
    return differing(`issuers ${id} classes`, classes, most);
  });
  const fixing = Fixing__factory.connect(platform.fixing, provider);
  const fixings = await inBatches(settlement.fixings, async ({ id, quorum, window, mostAge }) => {
    const now = await fixing.termsOf(encodeBytes32String(id));
    const at = `settlement.fixings ${id}`;
    return [
      ...differing(`${at} quorum`, quorum, now.quorum),
      ...differing(`${at} window`, window, now.window),
      ...differing(`${at} mostAge`, mostAge, now.mostAge),
    ];
  });
  const { externalCash } = settlement;
  const rates = [
    ...(["rate", "fallbackReference", "cutOff", "buyInAfter", "cancelAfter", "mostOver"] as const),
  ];
  const index = encodeBytes32String(settlement.fails.fixing);
  return [
    ...differing("registrarActs.delay", file.registrarActs.delay, actDelay),
    ...differing("yen.reserveFreshness", yenFile.reserveFreshness, reserve.freshness),
    ...differing("yen.mostSupply", yenFile.mostSupply ?? 0n, limits.mostSupply),
    ...differing("yen.mostPerDay", yenFile.mostPerDay ?? 0n, limits.mostPerDay),
    ...differing("payments.returnTo", file.payments.returnTo, funder),
    ...differing("settlement.externalCash.currency", externalCash.currency, currency),
    ...differing("settlement.externalCash.attestors", externalCash.attestors, quorums.attestors),
    ...differing("settlement.externalCash.deciders", externalCash.deciders, quorums.deciders),
    ...differing("settlement.externalCash.longStop", externalCash.longStop, quorums.longStopAfter),
    ...rates.flatMap((name) =>
      differing(`settlement.fails.${name}`, settlement.fails[name], fails[name]),
    ),
    ...differing("settlement.fails.fixing", index, fails.index),
    ...[...issuers, ...fixings].flat(),
  ];
}

type Value = string | number | bigint | undefined;

function differing(path: string, before: Value, now: Value): Change[] {
  const [old, young] = [before, now].map((each) => (each === undefined ? each : String(each)));
  return old === young ? [] : [{ path, before: old, now: young }];
}

function roleName(role: bigint): string {
  const known = Object.values(POWERS).find((each) => each.role === role);
  return known?.label.en ?? `role ${role}`;
}
