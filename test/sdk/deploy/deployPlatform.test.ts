import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { network } from "hardhat";
import {
  Authority__factory,
  DvpSettlement__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IKycPass__factory,
  IYenToken__factory,
  NetSettlement__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
} from "../../../sdk/contracts.ts";
import { deployPlatform } from "../../../sdk/deploy/deployPlatform.ts";
import {
  POWERS,
  RESTRICTED_INTERFACES,
  type RestrictedContract,
  type RoleName,
} from "../../../sdk/deploy/powers.ts";
import type { PlatformFile } from "../../../sdk/files/parsePlatformFile.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";
import { fixture } from "../../support/fixture.ts";

const NAMES = Object.keys(POWERS) as RoleName[];

/** A fresh chain, its keys, and the example's platform file; nothing is deployed. */
async function chain() {
  const connection = await network.create();
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  const file = await readPlatformFile("examples/platform.yaml");
  return { ethers, networkHelpers, signers, deployer: signers[0]!, file };
}

async function deployed(change: (file: PlatformFile, keys: string[]) => PlatformFile = (f) => f) {
  const made = await chain();
  const keys = made.signers.map(({ address }) => address);
  const file = change(made.file, keys);
  const result = await deployPlatform(made.deployer, file);
  const { platform } = result;
  return {
    ...{ ...made, file, keys, platform, result },
    authority: Authority__factory.connect(platform.authority, made.deployer),
    pass: IKycPass__factory.connect(platform.pass, made.deployer),
    desk: RegistrarDesk__factory.connect(platform.desk, made.deployer),
    factory: SecurityFactory__factory.connect(platform.factory, made.deployer),
    yen: IYenToken__factory.connect(platform.yen, made.deployer),
    dvp: DvpSettlement__factory.connect(platform.dvp, made.deployer),
    net: NetSettlement__factory.connect(platform.net, made.deployer),
    externalCash: ExternalCash__factory.connect(platform.externalCash, made.deployer),
    fixing: Fixing__factory.connect(platform.fixing, made.deployer),
    fails: Fails__factory.connect(platform.fails, made.deployer),
  };
}

const load = fixture(deployed);

describe("deployPlatform", () => {
  it("POWER-1: leaves the deployer without any role", async () => {
    const { authority, deployer, file } = await load();
    const registrars = file.issuers.map(({ registrarRole }) => BigInt(registrarRole));
    for (const role of [...NAMES.map((name) => POWERS[name].role), ...registrars]) {
      expect((await authority.hasRole(role, deployer)).isMember, `role ${role}`).to.equal(false);
    }
    await expect(authority.grantRole(0, deployer, 0))
      .to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedAccount")
      .withArgs(deployer, 0n);
  });

  it("POWER-1: gives every role to the holders that the file names, with the file's delay, and to nobody else", async () => {
    const { authority, file } = await load();
    const holders = new Map<string, bigint>();
    for (const { args } of await authority.queryFilter(authority.filters.RoleGranted())) {
      holders.set(`${args.roleId} ${args.account}`, args.delay);
    }
    for (const { args } of await authority.queryFilter(authority.filters.RoleRevoked())) {
      holders.delete(`${args.roleId} ${args.account}`);
    }
    const expected = new Map<string, bigint>();
    for (const name of NAMES) {
      for (const holder of file.roles[name].holders) {
        expected.set(`${POWERS[name].role} ${holder}`, BigInt(file.roles[name].delay));
      }
    }
    file.issuers.forEach(({ registrars, registrarRole }) => {
      for (const registrar of registrars) {
        expected.set(`${registrarRole} ${registrar}`, 0n);
      }
    });
    expect(Object.fromEntries(holders)).to.deep.equal(Object.fromEntries(expected));
    for (const [key, delay] of expected) {
      const [role, account] = key.split(" ") as [string, string];
      expect([...(await authority.hasRole(role, account))], key).to.deep.equal([true, delay]);
    }
  });

  it("POWER-1: assigns every function of POWERS to its role, and no other function to any", async () => {
    const { authority, platform } = await load();
    const expected: Record<string, bigint> = {};
    for (const name of NAMES) {
      for (const [target, functions] of Object.entries(POWERS[name].functions)) {
        const address = platform[target as RestrictedContract];
        for (const each of functions) {
          const { selector } =
            RESTRICTED_INTERFACES[target as RestrictedContract].getFunction(each)!;
          expected[`${address} ${selector}`] = POWERS[name].role;
          expect(await authority.getTargetFunctionRole(address, selector), each).to.equal(
            POWERS[name].role,
          );
        }
      }
    }
    const logs = await authority.queryFilter(authority.filters.TargetFunctionRoleUpdated());
    const assigned = logs.map(({ args }) => [`${args.target} ${args.selector}`, args.roleId]);
    expect(assigned).to.have.length(Object.keys(expected).length);
    expect(Object.fromEntries(assigned)).to.deep.equal(expected);
  });

  it("names every role but the admin's, which has its name, in an event", async () => {
    const { authority, file } = await load();
    const logs = await authority.queryFilter(authority.filters.RoleLabel());
    const labels = Object.fromEntries(logs.map(({ args }) => [String(args.roleId), args.label]));
    expect(labels).to.deep.equal({
      ...Object.fromEntries(
        NAMES.filter((name) => name !== "admin").map((name) => [String(POWERS[name].role), name]),
      ),
      ...Object.fromEntries(
        file.issuers.map(({ id, registrarRole }) => [String(registrarRole), `registrar ${id}`]),
      ),
    });
  });

  it("sets the pass up as the file says: quorum, window, quota, officers, factory and money", async () => {
    const { pass, file, platform } = await load();
    const { quorum, vetoWindow, officers } = file.passes;
    const { grantsPerOfficerPerDay, listedPerOfficerPerDay } = file.passes;
    expect([...(await pass.settings())]).to.deep.equal(
      [quorum, vetoWindow, grantsPerOfficerPerDay, listedPerOfficerPerDay].map(BigInt),
    );
    expect(await pass.officerCount()).to.equal(BigInt(officers.length));
    for (const [index, officer] of officers.entries()) {
      expect(await pass.officerAt(index + 1)).to.equal(officer);
    }
    expect(await pass.classAt(0)).to.equal(platform.yen);
    expect(await pass.classCount()).to.equal(0n);
    const factories = await pass.queryFilter(pass.filters.FactoryChanged());
    expect(factories.map(({ args }) => [...args])).to.deep.equal([[platform.factory, true]]);
  });

  it("sets the yen token up as the file says: name, symbol and freshness, nothing attested or minted", async () => {
    const { yen, file } = await load();
    expect(await yen.name()).to.equal(file.yen.name.en);
    expect(await yen.symbol()).to.equal(file.yen.symbol);
    expect([...(await yen.reserve())]).to.deep.equal([0n, 0n, BigInt(file.yen.reserveFreshness)]);
    expect(await yen.totalSupply()).to.equal(0n);
  });

  it("POWER-1: sets the desk up as the file says: an act waits the file's delay, and the platform's lens says which rules it skips", async () => {
    const { desk, file, platform } = await load();
    expect(await desk.actDelay()).to.equal(BigInt(file.registrarActs.delay));
    expect(await desk.lens()).to.equal(platform.lens);
    expect(await desk.pass()).to.equal(platform.pass);
    expect(await desk.authority()).to.equal(platform.authority);
  });

  it("POWER-1: registers with the factory one implementation, and each issuer with the classes that the file allows it, and nothing else", async () => {
    const { factory, file, platform } = await load();
    expect(await factory.authority()).to.equal(platform.authority);
    expect(await factory.pass()).to.equal(platform.pass);
    const implementations = await factory.queryFilter(factory.filters.ImplementationChanged());
    expect(implementations.map(({ args }) => [...args])).to.deep.equal([
      [platform.implementation, true],
    ]);
    const issuers = await factory.queryFilter(factory.filters.IssuerRegistered());
    expect(issuers.map(({ args }) => [...args])).to.deep.equal(
      file.issuers.map(({ registrarRole, classes }) => [BigInt(registrarRole), BigInt(classes)]),
    );
    for (const { registrarRole, classes } of file.issuers) {
      expect([...(await factory.issuerOf(registrarRole))]).to.deep.equal([0n, BigInt(classes)]);
    }
    expect([...(await factory.issuerOf(1_001))]).to.deep.equal([0n, 0n]);
  });

  it("sets settlement up as the file says: gas of an item, quorums, fixings and what late trades cost", async () => {
    const { dvp, externalCash, fixing, fails, platform, file } = await load();
    const { itemGas, fixings, fails: terms, externalCash: elsewhere } = file.settlement;
    expect(await dvp.itemGas()).to.equal(BigInt(itemGas));
    expect(await dvp.pass()).to.equal(platform.pass);
    expect(await dvp.yen()).to.equal(platform.yen);
    expect(await externalCash.currency()).to.equal(elsewhere.currency);
    expect([...(await externalCash.quorums())]).to.deep.equal(
      [elsewhere.attestors, elsewhere.deciders, elsewhere.longStop].map(BigInt),
    );
    const changed = await fixing.queryFilter(fixing.filters.IndexChanged());
    expect(changed.map(({ args }) => [args.index, ...args.terms])).to.deep.equal(
      fixings.map(({ id, quorum, window, mostAge }) => [
        encodeBytes32String(id),
        ...[quorum, window, mostAge].map(BigInt),
      ]),
    );
    const { rate, fallbackReference, cutOff, buyInAfter, cancelAfter, mostOver } = terms;
    expect([...(await fails.terms())]).to.deep.equal([
      ...[rate, fallbackReference, cutOff, buyInAfter, cancelAfter, mostOver].map(BigInt),
      encodeBytes32String(terms.fixing),
    ]);
    expect(await fails.dvp()).to.equal(platform.dvp);
    expect(await fails.fixing()).to.equal(platform.fixing);
  });

  it("POWER-1: names the routes beside gross settlement once: not even an admin names others", async () => {
    const { dvp, net, externalCash, authority, platform, file, signers, networkHelpers } =
      await load();
    expect([...(await dvp.routes())]).to.deep.equal([
      ...[platform.net, platform.externalCash, platform.fails],
    ]);
    expect(await net.registry()).to.equal(platform.dvp);
    expect(await externalCash.registry()).to.equal(platform.dvp);
    const { holders, delay } = file.roles.admin;
    const admin = signers.find(({ address }) => address === holders[0])!;
    const other = [admin.address, admin.address, admin.address] as const;
    const data = dvp.interface.encodeFunctionData("nameRoutes", [...other]);
    await authority.connect(admin).schedule(platform.dvp, data, 0);
    await networkHelpers.time.increase(delay);
    await expect(dvp.connect(admin).nameRoutes(...other)).to.be.revertedWithCustomError(
      dvp,
      "RoutesNamedBefore",
    );
  });

  it("given a reference below zero and several fixings, deploys with them", async () => {
    const settled = (file: PlatformFile, fallbackReference: number) => ({
      ...file.settlement,
      fixings: [
        ...file.settlement.fixings,
        { id: "TIBOR-3M", quorum: 3, window: 3_600, mostAge: 0 },
      ],
      fails: { ...file.settlement.fails, fallbackReference },
    });
    const { fails, fixing } = await deployed((file) => ({
      ...file,
      settlement: settled(file, -2_500),
    }));
    expect((await fails.terms()).fallbackReference).to.equal(-2_500n);
    expect([...(await fixing.termsOf(encodeBytes32String("TIBOR-3M")))]).to.deep.equal([
      ...[3n, 3_600n, 0n],
    ]);
  });

  it("says where everything is, on which chain, and what it cost", async () => {
    const { ethers, platform, result } = await load();
    const { chainId, ...addresses } = platform;
    expect(chainId).to.equal((await ethers.provider.getNetwork()).chainId);
    expect(Object.keys(addresses)).to.have.members([
      ...[
        "authority",
        "passAnnex",
        "pass",
        "lens",
        "desk",
        "tokenActions",
        "tokenAnnex",
        "implementation",
        "factory",
        "yenAnnex",
        "yen",
        "dvp",
        "net",
        "externalCash",
        "fixing",
        "fails",
        "taxes",
        "distribution",
        "offering",
        "bonds",
        "split",
        "meeting",
      ],
    ]);
    expect(new Set(Object.values(addresses)).size).to.equal(22);
    let spent = 0n;
    for (let number = 1; number <= (await ethers.provider.getBlockNumber()); number++) {
      spent += (await ethers.provider.getBlock(number))!.gasUsed;
    }
    expect(result.gasUsed).to.equal(spent);
  });

  it("makes the payments to holders a purse, which gives back to whom the file says", async () => {
    const returnTo = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
    const { yen, platform } = await deployed((file) => ({ ...file, payments: { returnTo } }));
    expect([...(await yen.systemAccounts())]).to.deep.equal([platform.distribution]);
    expect(await yen.funderOf(platform.distribution)).to.equal(returnTo);
  });

  it("sets limits of yen where the file has any, before the powers are handed over", async () => {
    const limitsOf = async (limits: Partial<PlatformFile["yen"]>) => {
      const { yen } = await deployed((file) => ({ ...file, yen: { ...file.yen, ...limits } }));
      const events = await yen.queryFilter(yen.filters.LimitsChanged());
      return [events.length, ...(await yen.limits())];
    };
    expect(await limitsOf({})).to.deep.equal([0, 0n, 0n, 0n]);
    expect(await limitsOf({ mostSupply: 0n, mostPerDay: 0n })).to.deep.equal([0, 0n, 0n, 0n]);
    expect(await limitsOf({ mostPerDay: 5n })).to.deep.equal([1, 0n, 5n, 0n]);
    expect(await limitsOf({ mostSupply: 9n, mostPerDay: 5n })).to.deep.equal([1, 9n, 5n, 0n]);
  });

  it("given several holders, delays and issuers, gives each its own", async () => {
    const { authority, factory, file } = await deployed((example, keys) => ({
      ...example,
      roles: {
        ...example.roles,
        pauser: { holders: [keys[10]!, keys[11]!], delay: 0 },
        yenOperator: { holders: [keys[12]!], delay: 120 },
      },
      issuers: [
        ...example.issuers,
        {
          ...example.issuers[0]!,
          id: "ISSUER-2",
          registrarRole: 1_001,
          registrars: [keys[13]!, keys[14]!],
          classes: 512,
        },
      ],
    }));
    const has = async (role: bigint, account: string) => [
      ...(await authority.hasRole(role, account)),
    ];
    for (const holder of file.roles.pauser.holders) {
      expect(await has(POWERS.pauser.role, holder)).to.deep.equal([true, 0n]);
    }
    expect(await has(POWERS.yenOperator.role, file.roles.yenOperator.holders[0]!)).to.deep.equal([
      true,
      120n,
    ]);
    for (const registrar of file.issuers[1]!.registrars) {
      expect(await has(1_000n, registrar)).to.deep.equal([false, 0n]);
      expect(await has(1_001n, registrar)).to.deep.equal([true, 0n]);
    }
    expect([...(await factory.issuerOf(1_000))]).to.deep.equal([0n, 40n]);
    expect([...(await factory.issuerOf(1_001))]).to.deep.equal([0n, 512n]);
  });

  it("given a file whose admin is the deployer, leaves it admin with the file's delay and nothing more", async () => {
    const { authority, deployer, file } = await deployed((example, keys) => ({
      ...example,
      roles: { ...example.roles, admin: { ...example.roles.admin, holders: [keys[0]!] } },
    }));
    expect([...(await authority.hasRole(0, deployer))]).to.deep.equal([
      true,
      BigInt(file.roles.admin.delay),
    ]);
  });
});
