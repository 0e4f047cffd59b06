import { expect } from "chai";
import { encodeBytes32String, MaxUint256, type Result, ZeroAddress, ZeroHash } from "ethers";
import { SecurityToken__factory } from "../../sdk/contracts.ts";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { CloneArguments__factory, SecurityFactory__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { expectTotals } from "../support/totals.ts";
import { JAPAN, world } from "../support/world.ts";

const ROLE = 1_000n;
const PUBLIC_ROLE = 2n ** 64n - 1n;

/** Every rule but lot and lock-up, which the terms name by themselves. */
const EVERY_RULE = rulesWord({
  ...{ consent: true, venueOnly: true, blockOnly: true, maturity: 65_535 },
  maxUnits: 2n ** 64n - 1n,
  maxPerCategory: {
    ...{ specified: 2 ** 24 - 1, qii: 2 ** 24 - 1, "special-business-eligible": 2 ** 24 - 1 },
    ...{ "broker-dealer": 2 ** 24 - 1, general: 2 ** 24 - 1 },
  },
});

/** Numbers as words, for the name of a test. */
const shown = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

const CODE = encodeBytes32String("SBI-ST-2");

/**
 * The issuer with role 1,000 may open 40 classes and has opened one, the bond. `other` is the registrar
 * of a second issuer, with role 1,001, which is not registered. `open` opens with the example's terms
 * but those given.
 */
const load = fixture(async () => {
  const w = await world();
  const terms = classTerms(w.platformFile, w.classFile);
  const other = w.relayer;
  await announced(w, w.admin, w.authority, "grantRole", [ROLE + 1n, other.address, 0]);
  const { implementation } = w.platform;
  const open = (changes: Partial<typeof terms> = {}, by = w.registrar) =>
    w.factory.connect(by).open(implementation, CODE, { ...terms, ...changes });
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, implementation, terms, other, open, everyone };
});
type Loaded = Awaited<ReturnType<typeof load>>;
type Terms = Loaded["terms"];

/** Registers an issuer, or gives it another number of classes. */
async function registered(w: Loaded, role: bigint, most: number) {
  return await announced(w, w.admin, w.factory, "registerIssuer", [role, most]);
}

describe("open is refused", () => {
  it("POWER-1: given a registrar role that is none, even to whoever holds it", async () => {
    const { factory, open, registrar, admin } = await load();
    for (const [caller, registrarRole] of [
      ...[0n, 6n, 999n, 2n ** 32n, PUBLIC_ROLE - 1n].map((role) => [registrar, role] as const),
      [admin, 0n] as const,
    ]) {
      await expect(open({ registrarRole }, caller))
        .to.be.revertedWithCustomError(factory, "NotARegistrarRole")
        .withArgs(registrarRole);
    }
  });

  it("POWER-1: given a caller that is not the registrar named", async () => {
    const { factory, open, thief, admin, registrar, other } = await load();
    for (const [caller, registrarRole] of [
      [thief, ROLE],
      [admin, ROLE],
      [registrar, ROLE + 1n],
      [other, ROLE],
      [thief, 2n ** 32n - 1n],
    ] as const) {
      await expect(open({ registrarRole }, caller))
        .to.be.revertedWithCustomError(factory, "NotTheRegistrar")
        .withArgs(caller, registrarRole);
    }
  });

  it("POWER-1: given a registrar with an execution delay", async () => {
    const w = await load();
    await announced(w, w.admin, w.authority, "grantRole", [ROLE, w.a.address, 60]);
    await expect(w.open({}, w.a))
      .to.be.revertedWithCustomError(w.factory, "NotTheRegistrar")
      .withArgs(w.a, ROLE);
  });

  it("POWER-1: given the manager's public role, which everybody has", async () => {
    const { factory, open, thief } = await load();
    await expect(open({ registrarRole: PUBLIC_ROLE }, thief))
      .to.be.revertedWithCustomError(factory, "NotARegistrarRole")
      .withArgs(PUBLIC_ROLE);
  });

  it("given no cap, no lot, or a cap that is no whole lots", async () => {
    const { factory, open } = await load();
    for (const [cap, lot] of [
      [0n, 1n],
      [1_000n, 0n],
      [0n, 0n],
      [1_000n, 3n],
      [1_000n, 2_000n],
      [2n ** 64n - 1n, 2n],
    ] as const) {
      await expect(open({ cap, lot }))
        .to.be.revertedWithCustomError(factory, "CapOutOfRange")
        .withArgs(cap, lot);
    }
  });

  it("given no investor at most: nobody could ever hold it", async () => {
    const { factory, open } = await load();
    await expect(open({ maxInvestors: 0 }))
      .to.be.revertedWithCustomError(factory, "NoInvestorAllowed")
      .withArgs();
  });

  it("given a missing name or symbol", async () => {
    const { factory, open } = await load();
    for (const missing of [{ name: "" }, { symbol: "" }, { name: "", symbol: "" }]) {
      await expect(open(missing)).to.be.revertedWithCustomError(factory, "NameMissing").withArgs();
    }
  });

  it("given a name over 255 bytes of UTF-8, however few its characters", async () => {
    const { open } = await load();
    const cloneArguments = { interface: CloneArguments__factory.createInterface() };
    for (const [name, length] of [
      ["x".repeat(256), 256],
      ["債".repeat(86), 258],
      ["x".repeat(511), 511],
    ] as const) {
      await expect(open({ name }))
        .to.be.revertedWithCustomError(cloneArguments, "NameTooLong")
        .withArgs(length, 255n);
    }
  });

  it("given a malformed policy", async () => {
    const { factory, open } = await load();
    const residences = (...list: number[]) => policyWord(["general"], list);
    for (const policy of [
      0n,
      policyWord([], [JAPAN]),
      1n << 5n,
      (1n << 5n) | 1n,
      (1n << 15n) | 1n,
      residences(0, JAPAN),
      residences(JAPAN, 0, 410),
      residences(1_000),
      residences(JAPAN, 65_535),
      residences(...Array.from({ length: 14 }, () => 0), JAPAN),
      MaxUint256,
    ]) {
      await expect(open({ policy }))
        .to.be.revertedWithCustomError(factory, "PolicyMalformed")
        .withArgs(policy);
    }
  });

  it("given malformed rules, or such as name a lot or a lock-up, which the terms do by themselves", async () => {
    const { bond, open } = await load();
    for (const rules of [
      ...[3n, 4n, 5n, 6n, 7n].map((bit) => 1n << bit),
      rulesWord({ consent: true }) | 0x80n,
      rulesWord({ lot: 1n }),
      rulesWord({ lockUp: 1 }),
      rulesWord({ lot: 2n ** 32n - 1n, lockUp: 65_535, blockOnly: true }),
      MaxUint256,
    ]) {
      await expect(open({ rules }))
        .to.be.revertedWithCustomError(bond, "RulesMalformed")
        .withArgs(rules);
    }
  });

  it("given a class type or legal kind that does not exist", async () => {
    const { ethers, open } = await load();
    for (const wrong of [{ classType: 5 }, { legalKind: 3 }]) {
      await expect(open(wrong)).to.be.revertedWithoutReason(ethers);
    }
  });

  it("given a lot above 32 bits", async () => {
    const { open } = await load();
    const cloneArguments = { interface: CloneArguments__factory.createInterface() };
    for (const lot of [2n ** 32n, 2n ** 64n - 1n]) {
      await expect(open({ cap: lot, lot }))
        .to.be.revertedWithCustomError(cloneArguments, "TermTooLarge")
        .withArgs(lot, 2n ** 32n - 1n);
    }
  });

  it("given the excluded legal kind with no rule of consent, and no class is used up", async () => {
    const { bond, open, factory, pass } = await load();
    await expect(open({ legalKind: 2 }))
      .to.be.revertedWithCustomError(bond, "LegalKindNotKept")
      .withArgs(2n);
    expect([...(await factory.issuerOf(ROLE))]).to.deep.equal([1n, 40n]);
    expect(await pass.classCount()).to.equal(1n);
  });

  it("given no code", async () => {
    const { factory, implementation, terms } = await load();
    await expect(factory.open(implementation, ZeroHash, terms))
      .to.be.revertedWithCustomError(factory, "CodeMissing")
      .withArgs();
  });

  it("POWER-1: given an implementation that nobody registered, a class of the platform too", async () => {
    const w = await load();
    const own = await new SecurityToken__factory(w.thief).deploy(
      w.platform.pass,
      w.thief,
      w.platform.tokenAnnex,
    );
    for (const implementation of [own.target, w.bond.target, w.thief.address, ZeroAddress]) {
      await expect(w.factory.open(implementation, CODE, w.terms))
        .to.be.revertedWithCustomError(w.factory, "NotAnImplementation")
        .withArgs(implementation);
    }
  });

  it("POWER-1: given an implementation that was retired, while its classes stay as they are", async () => {
    const w = await load();
    await announced(w, w.admin, w.factory, "setImplementation", [w.implementation, false]);
    await expect(w.open())
      .to.be.revertedWithCustomError(w.factory, "NotAnImplementation")
      .withArgs(w.implementation);
    await w.granted([w.a]);
    await w.desk.issue(w.bond, w.a, 5n, CODE);
    expect(await w.bond.balanceOf(w.a)).to.equal(5n);
    await expectTotals(w.bond, w.everyone);
    await announced(w, w.admin, w.factory, "setImplementation", [w.implementation, true]);
    await w.open();
    expect(await w.pass.classCount()).to.equal(2n);
  });

  it("POWER-1: given an issuer that is not registered, though it has a registrar", async () => {
    const w = await load();
    const registrarRole = ROLE + 1n;
    await expect(w.open({ registrarRole }, w.other))
      .to.be.revertedWithCustomError(w.factory, "NoClassLeft")
      .withArgs(registrarRole, 0n);
  });

  it("POWER-1: given an issuer that has opened all its classes, whichever of its keys asks", async () => {
    const w = await load();
    await registered(w, ROLE, 2);
    await registered(w, ROLE + 1n, 1);
    await w.open();
    for (const key of [w.registrar, w.secondRegistrar]) {
      await expect(w.open({ cap: 5n }, key))
        .to.be.revertedWithCustomError(w.factory, "NoClassLeft")
        .withArgs(ROLE, 2n);
    }
    expect([...(await w.factory.issuerOf(ROLE))]).to.deep.equal([2n, 2n]);
    await w.open({ registrarRole: ROLE + 1n }, w.other);
    expect([...(await w.factory.issuerOf(ROLE + 1n))], "each its own").to.deep.equal([1n, 1n]);
  });

  it("POWER-1: given an allowance lowered below what is opened, until it is raised above it", async () => {
    const w = await load();
    await w.open();
    for (const most of [1, 0, 2]) {
      await registered(w, ROLE, most);
      await expect(w.open({ cap: 5n }))
        .to.be.revertedWithCustomError(w.factory, "NoClassLeft")
        .withArgs(ROLE, most);
      expect([...(await w.factory.issuerOf(ROLE))]).to.deep.equal([2n, BigInt(most)]);
    }
    await registered(w, ROLE, 3);
    await w.open({ cap: 5n });
    expect([...(await w.factory.issuerOf(ROLE))]).to.deep.equal([3n, 3n]);
  });

  it("given the same code and terms twice, whichever of the issuer's keys asks", async () => {
    const w = await load();
    await w.open();
    for (const key of [w.registrar, w.secondRegistrar]) {
      await expect(w.open({}, key)).to.be.revertedWithCustomError(w.factory, "FailedDeployment");
    }
    expect(await w.pass.classCount()).to.equal(2n);
    expect([...(await w.factory.issuerOf(ROLE))], "no class is used up").to.deep.equal([2n, 40n]);
  });

  it("given a factory that the pass does not trust, or trusts no more", async () => {
    const w = await load();
    const own = await new SecurityFactory__factory(w.thief).deploy(
      ...[w.platform.authority, w.platform.pass],
    );
    await announced(w, w.admin, own, "setImplementation", [w.implementation, true]);
    await announced(w, w.admin, own, "registerIssuer", [ROLE, 1]);
    await expect(own.connect(w.registrar).open(w.implementation, CODE, w.terms))
      .to.be.revertedWithCustomError(w.pass, "NotAFactory")
      .withArgs(own);
    await announced(w, w.admin, w.pass, "setFactory", [w.platform.factory, false]);
    await expect(w.open()).to.be.revertedWithCustomError(w.pass, "NotAFactory").withArgs(w.factory);
  });
});

describe("open", () => {
  /** Opens a class and gives its token. */
  async function opened({ factory, implementation, bond }: Loaded, terms: Terms, code = CODE) {
    const address = await factory.addressOf(implementation, code, terms);
    const sent = await factory.open(implementation, code, terms);
    return { address, sent, token: bond.attach(address) as Loaded["bond"] };
  }

  it("given sound terms, makes a class, registers it and says so in both events", async () => {
    const w = await load();
    const { address, sent } = await opened(w, w.terms);
    await expect(sent).to.emit(w.factory, "ClassOpened").withArgs(address, 2n, ROLE, CODE);
    await expect(sent).to.emit(w.pass, "ClassRegistered").withArgs(2n, address);
    expect(await w.pass.classAt(2)).to.equal(address);
    expect(await w.pass.classCount()).to.equal(2n);
    expect([...(await w.factory.issuerOf(ROLE))]).to.deep.equal([2n, 40n]);
  });

  it("given sound terms, makes a class with nothing in it that answers with them", async () => {
    const w = await load();
    const { token } = await opened(w, w.terms);
    expect(await token.classNumber()).to.equal(2n);
    expect(await token.registrarRole()).to.equal(ROLE);
    expect(await token.cap()).to.equal(1_000n);
    expect(await token.policy()).to.equal(w.terms.policy);
    expect(await token.name()).to.equal("SBI Securities 1st ST Bond");
    expect(await token.symbol()).to.equal("SBIST1");
    expect(await token.decimals()).to.equal(0n);
    expect(await token.totalSupply()).to.equal(0n);
    expect(await token.holderCount()).to.equal(0n);
    expect(await token.termsEpoch()).to.equal(0n);
    expect(await token.isPaused()).to.equal(false);
    expect(await token.isClosed()).to.equal(false);
    expect(await token.desk()).to.equal(w.platform.desk);
    expect(await token.pass()).to.equal(w.platform.pass);
  });

  const fifteen = Array.from({ length: 15 }, (_, index) => 985 + index);
  for (const [what, changes] of Object.entries<Partial<Terms>>({
    "as the example file has them": {},
    "with names in Japanese": {
      name: "株式会社ＳＢＩ証券第１回無担保社債（ＳＴ）𠮷",
      symbol: "社債１",
    },
    "with a name of 255 bytes": { name: "債".repeat(85) },
    "with one letter each for name and symbol": { name: "A", symbol: "B" },
    "with a symbol longer than a word": { symbol: "S".repeat(300) },
    "with every number at its most": {
      cap: 2n ** 64n - 1n,
      lot: 2n ** 32n - 1n,
      maxInvestors: 2 ** 24 - 1,
      lockUp: 65_535,
      policy: policyWord(
        ["general", "specified", "qii", "special-business-eligible", "broker-dealer"],
        fifteen,
      ),
    },
    "with every number at its least": {
      cap: 1n,
      lot: 1n,
      maxInvestors: 1,
      policy: policyWord(["specified"], []),
    },
    ...Object.fromEntries(
      [0, 1, 2, 3, 4].map((classType) => [`of class type ${classType}`, { classType }]),
    ),
    "with every rule at its most": { rules: EVERY_RULE },
    ...Object.fromEntries(
      [
        ...[{ consent: true }, { venueOnly: true }, { blockOnly: true }, { maturity: 1 }],
        ...[{ maxUnits: 1n }, { maxPerCategory: { specified: 1 } }],
        { maxPerCategory: { general: 1 } },
      ].map((rule) => [`with ${JSON.stringify(rule, shown)} alone`, { rules: rulesWord(rule) }]),
    ),
    "with a lock-up": { lockUp: parseJstDate("2027-09-30") },
    ...Object.fromEntries([0, 1].map((legalKind) => [`of legal kind ${legalKind}`, { legalKind }])),
  })) {
    it(`given terms ${what}, gives them back as they were`, async () => {
      const w = await load();
      const terms = { ...w.terms, ...changes };
      const { token } = await opened(w, terms);
      const read = ((await token.terms()) as unknown as Result).toObject();
      expect(read).to.deep.equal({
        ...terms,
        classType: BigInt(terms.classType),
        legalKind: BigInt(terms.legalKind),
        maxInvestors: BigInt(terms.maxInvestors),
        lockUp: BigInt(terms.lockUp),
      });
      const { lot, lockUp } = terms;
      expect(await token.rules()).to.equal(terms.rules | rulesWord({ lot, lockUp }));
      expect(await token.name()).to.equal(terms.name);
      expect(await token.symbol()).to.equal(terms.symbol);
    });
  }

  it("given terms with a class of its own number each, keeps the classes apart", async () => {
    const w = await load();
    const { token: second } = await opened(w, w.terms);
    const { token: third } = await opened(w, { ...w.terms, cap: 5n });
    await w.granted([w.a]);
    await w.desk.issue(third, w.a, 5n, `0x${"11".repeat(32)}`);
    expect(await second.totalSupply()).to.equal(0n);
    expect(await second.cap()).to.equal(1_000n);
    expect(await third.cap()).to.equal(5n);
  });

  it("given an address foretold, makes the class there, whatever others open in between and whichever key asks", async () => {
    const w = await load();
    const foretold = await w.factory.connect(w.thief).addressOf(w.implementation, CODE, w.terms);
    expect(await w.ethers.provider.getCode(foretold)).to.equal("0x");
    await registered(w, ROLE + 1n, 2);
    await w.open({ registrarRole: ROLE + 1n }, w.other);
    await w.open({ cap: 5n });
    const sent = await w.open({}, w.secondRegistrar);
    await expect(sent).to.emit(w.factory, "ClassOpened").withArgs(foretold, 4n, ROLE, CODE);
    expect(await w.factory.addressOf(w.implementation, CODE, w.terms)).to.equal(foretold);
    expect(await w.pass.classAt(4)).to.equal(foretold);
  });

  it("given another code, other terms or another implementation, makes another class", async () => {
    const w = await load();
    const repaired = await new SecurityToken__factory(w.thief).deploy(
      w.platform.pass,
      w.platform.desk,
      w.platform.tokenAnnex,
    );
    await announced(w, w.admin, w.factory, "setImplementation", [repaired.target, true]);
    const made: string[] = [];
    for (const [implementation, code, terms] of [
      [w.implementation, CODE, w.terms],
      [w.implementation, encodeBytes32String("SBI-ST-3"), w.terms],
      [w.implementation, CODE, { ...w.terms, lockUp: 1 }],
      [repaired.target as string, CODE, w.terms],
    ] as const) {
      const foretold = await w.factory.addressOf(implementation, code, terms);
      await w.factory.open(implementation, code, terms);
      made.push(foretold);
      expect(await w.pass.classAt(made.length + 1)).to.equal(foretold);
    }
    expect(new Set(made).size).to.equal(4);
  });
});

describe("setImplementation and registerIssuer", () => {
  const ORDERS: Record<string, (w: Loaded) => unknown[]> = {
    setImplementation: ({ implementation }) => [implementation, false],
    registerIssuer: () => [ROLE + 1n, 7],
  };

  for (const [verb, values] of Object.entries(ORDERS)) {
    it(`POWER-1: ${verb}, given anybody but the admin, is refused`, async () => {
      const w = await load();
      const data = w.factory.interface.encodeFunctionData(
        verb as "registerIssuer",
        values(w) as never,
      );
      for (const caller of [w.thief, w.registrar, w.guardian, w.deployer]) {
        await expect(caller.sendTransaction({ to: w.platform.factory, data }))
          .to.be.revertedWithCustomError(w.factory, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });

    it(`POWER-1: ${verb}, given the admin, is done only after the published delay, once`, async () => {
      const w = await load();
      await expectOnlyAnnounced(w, w.admin, w.factory, verb, values(w));
    });
  }

  it("POWER-1: setImplementation, given an address without code, is refused; to retire one is not", async () => {
    const w = await load();
    const values = (registered: boolean) => [w.thief.address, registered];
    await expect(announced(w, w.admin, w.factory, "setImplementation", values(true)))
      .to.be.revertedWithCustomError(w.factory, "NotAnImplementation")
      .withArgs(w.thief);
    await announced(w, w.admin, w.factory, "setImplementation", values(false));
    expect(await w.factory.isImplementation(w.thief)).to.equal(false);
  });

  it("setImplementation, when it is done, says so and is answered", async () => {
    const w = await load();
    expect(await w.factory.isImplementation(w.implementation)).to.equal(true);
    for (const registered of [false, true]) {
      const values = [w.implementation, registered];
      await expect(announced(w, w.admin, w.factory, "setImplementation", values))
        .to.emit(w.factory, "ImplementationChanged")
        .withArgs(w.implementation, registered);
      expect(await w.factory.isImplementation(w.implementation)).to.equal(registered);
    }
  });

  it("POWER-1: registerIssuer, given a role that is no registrar's, is refused", async () => {
    const w = await load();
    for (const role of [0n, 1n, 999n, 2n ** 32n, PUBLIC_ROLE]) {
      await expect(registered(w, role, 1))
        .to.be.revertedWithCustomError(w.factory, "NotARegistrarRole")
        .withArgs(role);
    }
  });

  it("registerIssuer, when it is done, says so, and counts what was opened before", async () => {
    const w = await load();
    for (const [role, most, opened] of [
      [ROLE, 3, 1n],
      [ROLE + 1n, 65_535, 0n],
      [2n ** 32n - 1n, 1, 0n],
    ] as const) {
      await expect(registered(w, role, most))
        .to.emit(w.factory, "IssuerRegistered")
        .withArgs(role, most);
      expect([...(await w.factory.issuerOf(role))]).to.deep.equal([opened, BigInt(most)]);
    }
  });
});
