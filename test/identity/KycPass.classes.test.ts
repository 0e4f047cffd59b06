import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { load } from "../support/load.ts";
import { anyClass } from "../support/mockClasses.ts";
import {
  announced,
  byAdmin,
  revoked,
  rewriteRoster,
  STATUS,
  standingOf,
} from "../support/passes.ts";
import { fieldsOf, HOLDER_WORD, STANDING } from "../support/words.ts";
import { world } from "../support/world.ts";

/** A world where A has a working pass and a word in a real class and in a sound class of ours. */
async function enrolledInTwo() {
  const w = await anyClass();
  await w.granted([w.a], {}, [1]);
  const ours = await w.sound();
  await ours.contract.mend();
  await ours.contract.enrol(w.a.address, ours.number);
  return { ...w, ours };
}

const TOKEN = `0x${"c1".repeat(20)}`;

describe("Registering a class", () => {
  it("is refused to whoever is no trusted factory, admin and registrar included", async () => {
    const w = await load(anyClass);
    for (const stranger of [w.thief, w.admin, w.registrar]) {
      await expect(w.pass.connect(stranger).registerClass(TOKEN))
        .to.be.revertedWithCustomError(w.pass, "NotAFactory")
        .withArgs(stranger.address);
    }
  });

  it("gives the next number, which the class keeps", async () => {
    const w = await load(anyClass);
    await expect(w.pass.connect(w.maker).registerClass(TOKEN))
      .to.emit(w.pass, "ClassRegistered")
      .withArgs(2, w.ethers.getAddress(TOKEN));
    expect(await w.pass.classCount()).to.equal(2n);
    expect(await w.pass.classAt(2)).to.equal(w.ethers.getAddress(TOKEN));
    const next = await w.openClass();
    expect(await next.classNumber()).to.equal(3n);
    expect(await w.pass.classAt(3)).to.equal(await next.getAddress());
  });

  it("takes 512 classes and refuses the next", async () => {
    const w = await load(anyClass);
    await rewriteRoster(w, { classes: 511 });
    await w.pass.connect(w.maker).registerClass(TOKEN);
    expect(await w.pass.classAt(512)).to.equal(w.ethers.getAddress(TOKEN));
    await expect(w.pass.connect(w.maker).registerClass(TOKEN))
      .to.be.revertedWithCustomError(w.pass, "TooManyClasses")
      .withArgs(512);
  });
});

describe("Trusting a factory", () => {
  it("is refused to everybody but the admin", async () => {
    const w = await load(anyClass);
    for (const stranger of [w.thief, w.guardian, w.registrar]) {
      await expect(w.pass.connect(stranger).setFactory(stranger.address, true))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    }
  });

  it("is refused to the admin before it was announced, and before its delay is over", async () => {
    const w = await load(anyClass);
    const args: [string, boolean] = [w.thief.address, true];
    const call = w.pass.interface.encodeFunctionData("setFactory", args);
    const id = await w.authority.hashOperation(w.admin.address, w.platform.pass, call);
    await expect(w.pass.connect(w.admin).setFactory(...args))
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
      .withArgs(id);
    await announced(w, w.admin, w.pass, "setFactory", args);
    await w.networkHelpers.time.increase(w.platformFile.roles.admin.delay - 2);
    await expect(w.pass.connect(w.admin).setFactory(...args))
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotReady")
      .withArgs(id);
  });

  it("ends when the admin takes it back; the classes made before stay", async () => {
    const w = await load(enrolledInTwo);
    await expect(byAdmin(w, w.pass, "setFactory", [w.maker.address, false]))
      .to.emit(w.pass, "FactoryChanged")
      .withArgs(w.maker.address, false);
    await expect(w.pass.connect(w.maker).registerClass(TOKEN))
      .to.be.revertedWithCustomError(w.pass, "NotAFactory")
      .withArgs(w.maker.address);
    await revoked(w, w.a);
    expect((await w.ours.contract.newsOf(w.a.address)).times).to.equal(1n);
  });

  it("is told", async () => {
    const w = await load(anyClass);
    await expect(byAdmin(w, w.pass, "setFactory", [w.thief.address, true]))
      .to.emit(w.pass, "FactoryChanged")
      .withArgs(w.thief.address, true);
  });
});

describe("Registering money", () => {
  it("is refused to everybody but the admin", async () => {
    const w = await load(anyClass);
    await expect(w.pass.connect(w.thief).registerMoney(TOKEN))
      .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
      .withArgs(w.thief.address);
  });

  it("is refused when there is money", async () => {
    const w = await load(anyClass);
    await expect(byAdmin(w, w.pass, "registerMoney", [TOKEN]))
      .to.be.revertedWithCustomError(w.pass, "MoneyAlreadyRegistered")
      .withArgs(w.platform.yen);
  });

  it("makes yen number 0, which counts as no class", async () => {
    const w = await load(world);
    expect(await w.pass.classAt(0)).to.equal(w.platform.yen);
    expect(await w.pass.classCount()).to.equal(1n);
    expect(await w.pass.queryFilter(w.pass.filters.ClassRegistered(0))).to.have.length(1);
  });
});

describe("Enrolling a wallet", () => {
  it("is refused to whoever is not the class of that number", async () => {
    const w = await load(enrolledInTwo);
    for (const [caller, number] of [
      [w.thief, 1],
      [w.a, 0],
      [w.thief, 3],
      [w.thief, 513],
      [w.thief, 65_535],
    ] as const) {
      await expect(w.pass.connect(caller).enrol(w.a.address, number, false))
        .to.be.revertedWithCustomError(w.pass, "NotAClass")
        .withArgs(caller.address, number);
    }
    await expect(w.ours.contract.enrol(w.b.address, 1), "another class's number")
      .to.be.revertedWithCustomError(w.pass, "NotAClass")
      .withArgs(w.ours.token, 1);
  });

  it("is noted once and answers the wallet's standing, whatever that is", async () => {
    const w = await load(enrolledInTwo);
    for (const [wallet, status] of [
      [w.a, STATUS.working],
      [w.b, STATUS.none],
    ] as const) {
      const { contract, number } = w.ours;
      const answer = await contract.enrol.staticCall(wallet.address, number);
      expect(answer).to.equal(await w.pass.standing(wallet.address));
      expect(fieldsOf(STANDING, answer).status).to.equal(status);
      await contract.enrol(wallet.address, number);
      expect(await w.pass.isEnrolled(wallet.address, number)).to.equal(true);
    }
  });

  it("changes nothing else of the pass", async () => {
    const w = await load(enrolledInTwo);
    const before = [await w.pass.standing(w.a.address), await w.pass.claimsOf(w.a.address)];
    for (const number of [0, 1, 2]) {
      expect(await w.pass.isEnrolled(w.a.address, number)).to.equal(number > 0);
    }
    await w.minted(w.a, 1n);
    expect(await w.pass.isEnrolled(w.a.address, 0)).to.equal(true);
    expect([await w.pass.standing(w.a.address), await w.pass.claimsOf(w.a.address)]).to.deep.equal(
      before,
    );
  });

  it("stays through revocation and a new grant", async () => {
    const w = await load(enrolledInTwo);
    await revoked(w, w.a);
    await w.granted([w.a]);
    await revoked(w, w.a);
    expect((await w.ours.contract.newsOf(w.a.address)).times).to.equal(2n);
  });

  describe("given class numbers on every page of the notes", () => {
    const NUMBERS = [2, 47, 48, 49, 303, 304, 512];

    /** A world where A has a word in one class at each edge of a page. */
    async function everyPage() {
      const w = await anyClass();
      await w.granted([w.a]);
      const classes = [];
      for (const number of NUMBERS) {
        await w.filledUpTo(number);
        const made = await w.sound();
        expect(made.number).to.equal(number);
        await made.contract.mend();
        await made.contract.enrol(w.a.address, number);
        classes.push(made);
      }
      return { ...w, classes };
    }

    it("knows each, and no neighbour", async () => {
      const w = await load(everyPage);
      const near = [...new Set(NUMBERS.flatMap((number) => [number - 1, number, number + 1]))];
      for (const number of [0, 1, ...near, 560, 65_535]) {
        expect(await w.pass.isEnrolled(w.a.address, number), `${number}`).to.equal(
          NUMBERS.includes(number),
        );
        expect(await w.pass.isEnrolled(w.b.address, number)).to.equal(false);
      }
    });

    it("tells each of a revocation, once", async () => {
      const w = await load(everyPage);
      await expect(revoked(w, w.a)).not.to.emit(w.pass, "ClassNotReached");
      for (const { contract, number } of w.classes) {
        const news = await contract.newsOf(w.a.address);
        expect([news.times, news.statusThen], `${number}`).to.deep.equal([1n, STATUS.revoked]);
      }
    });

    it("tells each again that is named to sync", async () => {
      const w = await load(everyPage);
      await w.pass.sync(w.a.address, [48, 512, 511, 3, 65_535]);
      for (const { contract, number } of w.classes) {
        const { times } = await contract.newsOf(w.a.address);
        expect(times, `${number}`).to.equal(number === 48 || number === 512 ? 1n : 0n);
      }
    });

    it("enrols at a grant on every page too, and tells each class of the pass", async () => {
      const w = await load(everyPage);
      const { grant, attestations } = await w.signedGrant(w.b.address, {}, NUMBERS);
      await w.pass.grant(grant, attestations);
      const from = BigInt((await w.now()) + w.platformFile.passes.vetoWindow);
      for (const { contract, number } of w.classes) {
        expect(await w.pass.isEnrolled(w.b.address, number), `${number}`).to.equal(true);
        const news = await contract.newsOf(w.b.address);
        expect([news.standingFrom, news.statusGranted]).to.deep.equal([from, STATUS.inVetoWindow]);
      }
      await revoked(w, w.b);
      for (const { contract, number } of w.classes) {
        expect((await contract.newsOf(w.b.address)).times, `${number}`).to.equal(1n);
      }
    });

    it("keeps what is noted on further pages through a new grant", async () => {
      const w = await load(everyPage);
      await revoked(w, w.a);
      await w.granted([w.a]);
      await revoked(w, w.a);
      for (const { contract } of w.classes) {
        expect((await contract.newsOf(w.a.address)).times).to.equal(2n);
      }
    });
  });
});

describe("Naming a class in a grant that refuses the news", () => {
  it("is refused with it: officers name another class, or none", async () => {
    const w = await load(anyClass);
    const broken = await w.reverting();
    const { grant, attestations } = await w.signedGrant(w.a.address, {}, [1, broken.number]);
    await expect(w.pass.grant(grant, attestations)).to.be.revertedWithCustomError(
      broken.contract,
      "Broken",
    );
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.none);
    expect(await w.pass.isEnrolled(w.a.address, 1)).to.equal(false);
  });
});

describe("Telling tokens of passes", () => {
  it("is refused to everybody but KycPass", async () => {
    const w = await load(enrolledInTwo);
    const standing = await w.pass.standing(w.a.address);
    for (const token of [w.bond, w.yen]) {
      const stranger = token.connect(w.thief);
      for (const telling of [
        () => stranger.onPassWorsened(w.a.address),
        () => stranger.onPassGranted(w.thief.address, standing),
        () => stranger.onPassesDoubted(),
      ]) {
        await expect(telling())
          .to.be.revertedWithCustomError(token, "NotThePass")
          .withArgs(w.thief.address);
      }
    }
  });
});

describe("Syncing", () => {
  it("tells the named classes in which the wallet has a word, and no other", async () => {
    const w = await load(enrolledInTwo);
    await w.pass.connect(w.thief).sync(w.a.address, [2, 0, 7, 600]);
    expect((await w.ours.contract.newsOf(w.a.address)).times).to.equal(1n);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a.address)).mayGain).to.equal(1n);
    await w.pass.connect(w.thief).sync(w.a.address, [1, 1]);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a.address)).mayGain).to.equal(0n);
    expect((await w.ours.contract.newsOf(w.a.address)).times).to.equal(1n);
  });

  it("says again when a class does not take the news", async () => {
    const w = await load(enrolledInTwo);
    const broken = await w.reverting();
    await broken.contract.enrol(w.a.address, broken.number);
    await expect(w.pass.sync(w.a.address, [broken.number, 1]))
      .to.emit(w.pass, "ClassNotReached")
      .withArgs(w.a.address, broken.number, broken.token);
    await broken.contract.mend();
    await expect(w.pass.sync(w.a.address, [broken.number])).not.to.emit(w.pass, "ClassNotReached");
    expect((await broken.contract.newsOf(w.a.address)).times).to.equal(1n);
  });

  it("does nothing for a wallet that has no word, or for no classes", async () => {
    const w = await load(enrolledInTwo);
    await w.pass.sync(w.b.address, [0, 1, 2]);
    await w.pass.sync(ZeroAddress, [0, 1, 2]);
    await w.pass.sync(w.a.address, []);
    expect((await w.ours.contract.newsOf(w.b.address)).times).to.equal(0n);
    expect(await w.bond.wordOf(w.b.address)).to.equal(0n);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });
});
