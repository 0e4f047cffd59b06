import { expect } from "chai";
import { MaxUint256, type Result } from "ethers";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { CloneArguments__factory, SecurityFactory__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { JAPAN, world } from "../support/world.ts";

const ROLE = 1_000n;
const PUBLIC_ROLE = 2n ** 64n - 1n;

const load = fixture(async () => {
  const w = await world();
  const terms = classTerms(w.platformFile, w.classFile);
  return { ...w, terms, token: w.bond };
});
type Loaded = Awaited<ReturnType<typeof load>>;
type Terms = Loaded["terms"];

describe("open is refused", () => {
  it("POWER-1: given a registrar role that is none, even to whoever holds it", async () => {
    const { factory, terms, admin } = await load();
    for (const [caller, registrarRole] of [
      ...[0n, 6n, 999n].map((role) => [factory.runner, role] as const),
      [admin, 0n] as const,
    ]) {
      await expect(factory.connect(caller).open({ ...terms, registrarRole }))
        .to.be.revertedWithCustomError(factory, "NotARegistrarRole")
        .withArgs(registrarRole);
    }
  });

  it("POWER-1: given a caller that is not the registrar named", async () => {
    const { factory, terms, thief, admin, registrar } = await load();
    for (const [caller, registrarRole] of [
      [thief, ROLE],
      [admin, ROLE],
      [registrar, ROLE + 1n],
      [thief, PUBLIC_ROLE - 1n],
    ] as const) {
      await expect(factory.connect(caller).open({ ...terms, registrarRole }))
        .to.be.revertedWithCustomError(factory, "NotTheRegistrar")
        .withArgs(caller, registrarRole);
    }
  });

  it("POWER-1: given a registrar with an execution delay", async () => {
    const w = await load();
    await announced(w, w.admin, w.authority, "grantRole", [ROLE, w.a.address, 60]);
    await expect(w.factory.connect(w.a).open(w.terms))
      .to.be.revertedWithCustomError(w.factory, "NotTheRegistrar")
      .withArgs(w.a, ROLE);
  });

  it("POWER-1: given the manager's public role, which everybody has", async () => {
    const { factory, terms, thief } = await load();
    await expect(factory.connect(thief).open({ ...terms, registrarRole: PUBLIC_ROLE }))
      .to.be.revertedWithCustomError(factory, "NotARegistrarRole")
      .withArgs(PUBLIC_ROLE);
  });

  it("given no cap, no lot, or a cap that is no whole lots", async () => {
    const { factory, terms } = await load();
    for (const [cap, lot] of [
      [0n, 1n],
      [1_000n, 0n],
      [0n, 0n],
      [1_000n, 3n],
      [1_000n, 2_000n],
      [2n ** 64n - 1n, 2n],
    ] as const) {
      await expect(factory.open({ ...terms, cap, lot }))
        .to.be.revertedWithCustomError(factory, "CapOutOfRange")
        .withArgs(cap, lot);
    }
  });

  it("given no investor at most: nobody could ever hold it", async () => {
    const { factory, terms } = await load();
    await expect(factory.open({ ...terms, maxInvestors: 0 }))
      .to.be.revertedWithCustomError(factory, "NoInvestorAllowed")
      .withArgs();
  });

  it("given a missing name or symbol", async () => {
    const { factory, terms } = await load();
    for (const missing of [{ name: "" }, { symbol: "" }, { name: "", symbol: "" }]) {
      await expect(factory.open({ ...terms, ...missing }))
        .to.be.revertedWithCustomError(factory, "NameMissing")
        .withArgs();
    }
  });

  it("given a name over 255 bytes of UTF-8, however few its characters", async () => {
    const { factory, terms } = await load();
    const cloneArguments = { interface: CloneArguments__factory.createInterface() };
    for (const [name, length] of [
      ["x".repeat(256), 256],
      ["債".repeat(86), 258],
      ["x".repeat(511), 511],
    ] as const) {
      await expect(factory.open({ ...terms, name }))
        .to.be.revertedWithCustomError(cloneArguments, "NameTooLong")
        .withArgs(length, 255n);
    }
  });

  it("given a malformed policy", async () => {
    const { factory, terms } = await load();
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
      await expect(factory.open({ ...terms, policy }))
        .to.be.revertedWithCustomError(factory, "PolicyMalformed")
        .withArgs(policy);
    }
  });

  it("given a class type or legal kind that does not exist", async () => {
    const { ethers, factory, terms } = await load();
    for (const wrong of [{ classType: 5 }, { legalKind: 3 }]) {
      await expect(factory.open({ ...terms, ...wrong })).to.be.revertedWithoutReason(ethers);
    }
  });

  it("given a factory that the pass does not trust, or trusts no more", async () => {
    const w = await load();
    const own = await new SecurityFactory__factory(w.thief).deploy(
      ...[w.platform.authority, w.platform.pass, w.platform.implementation],
    );
    await expect(own.connect(w.registrar).open(w.terms))
      .to.be.revertedWithCustomError(w.pass, "NotAFactory")
      .withArgs(own);
    await announced(w, w.admin, w.pass, "setFactory", [w.platform.factory, false]);
    await expect(w.factory.open(w.terms))
      .to.be.revertedWithCustomError(w.pass, "NotAFactory")
      .withArgs(w.factory);
  });
});

describe("open", () => {
  /** Opens a class and gives its token. */
  async function opened({ factory, token }: Loaded, terms: Terms) {
    const address = await factory.open.staticCall(terms);
    const sent = await factory.open(terms);
    return { address, sent, token: token.attach(address) as Loaded["token"] };
  }

  it("given sound terms, makes a class, registers it and says so in both events", async () => {
    const w = await load();
    const { address, sent } = await opened(w, w.terms);
    await expect(sent).to.emit(w.factory, "ClassOpened").withArgs(address, 2n, ROLE);
    await expect(sent).to.emit(w.pass, "ClassRegistered").withArgs(2n, address);
    expect(await w.pass.classAt(2)).to.equal(address);
    expect(await w.pass.classCount()).to.equal(2n);
    expect(await w.factory.nextNumber()).to.equal(3n);
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
      lot: 2n ** 64n - 1n,
      maxInvestors: 2 ** 24 - 1,
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
    ...Object.fromEntries(
      [0, 1, 2].map((legalKind) => [`of legal kind ${legalKind}`, { legalKind }]),
    ),
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
      });
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
});
