import { expect } from "chai";
import { encodeBytes32String, id as hashOf, ZeroHash } from "ethers";
import { solicitationWindow } from "../../../sdk/life/solicitationWindow.ts";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { offered } from "./support/offered.ts";

const NAME = encodeBytes32String("bonds 2027");
const MOST = 3;
const WINDOW = 30;
const [P, Q, R, S] = ["P", "Q", "R", "S"].map((each) => hashOf(`a secret salt, ${each}`)) as [
  ...[string, string, string, string],
];

/** A list of three persons at most within a day and 30 more; `on` goes so many days on. */
const load = fixture(async () => {
  const w = await offered();
  const role = await w.bond.registrarRole();
  const list = await w.offering.solicitationListId(role, NAME);
  await w.asRegistrar.openSolicitationList(role, NAME, MOST, WINDOW);
  const recorded = async (...persons: string[]) =>
    await w.asRegistrar.recordSolicitations(list, persons);
  const on = async (days: number) => await w.networkHelpers.time.increase(days * DAY);
  const today = async () => BigInt(Math.floor(((await w.now()) + 9 * 3_600) / DAY));
  return { ...w, role, list, recorded, on, today };
});

describe("A solicitation list", () => {
  it("is opened by a registrar of its role, with its limit and window for good", async () => {
    const w = await load();
    const name = encodeBytes32String("other");
    const list = await w.offering.solicitationListId(w.role, name);
    await expect(w.asRegistrar.openSolicitationList(w.role, name, 49, solicitationWindow(6)))
      .to.emit(w.offering, "SolicitationListOpened")
      .withArgs(list, w.role, name, 49, 186, w.registrar);
    expect([...(await w.offering.solicitationListOf(list))]).to.deep.equal([w.role, 49n, 186n]);
    await expect(w.asRegistrar.openSolicitationList(w.role, name, 500, 1))
      .to.be.revertedWithCustomError(w.offering, "SolicitationListKnown")
      .withArgs(list);
  });

  it("is refused to others, without limit, with a window of no or more than 400 days, of another role", async () => {
    const w = await load();
    const name = encodeBytes32String("other");
    for (const caller of [w.thief, w.admin]) {
      await expect(w.offering.connect(caller).openSolicitationList(w.role, name, 1, 1))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(caller, w.role);
    }
    for (const [role, most, window] of [
      [w.role, 0, 1],
      [w.role, 1, 0],
      [w.role, 1, 401],
      [0n, 1, 1],
    ] as const) {
      await expect(w.asRegistrar.openSolicitationList(role, name, most, window))
        .to.be.revertedWithCustomError(w.offering, "SolicitationListMalformed")
        .withArgs(await w.offering.solicitationListId(role, name));
    }
  });

  it("counts a person once, however often he is recorded", async () => {
    const w = await load();
    const date = await w.today();
    await expect(w.recorded(P, Q, P))
      .to.emit(w.offering, "SolicitationRecorded")
      .withArgs(w.list, P, date, 1n, w.registrar)
      .and.to.emit(w.offering, "SolicitationRecorded")
      .withArgs(w.list, Q, date, 2n, w.registrar);
    await w.recorded(Q);
    expect(await w.offering.solicitedOf(w.list)).to.equal(2n);
    expect(await w.offering.solicitedOn(w.list, P)).to.equal(date);
    expect(await w.offering.solicitedOn(w.list, R)).to.equal(0n);
  });

  it("refuses whoever would be one too many, and all of the call with him, also in one call", async () => {
    const w = await load();
    await w.recorded(P, Q);
    await expect(w.recorded(P, R, S))
      .to.be.revertedWithCustomError(w.offering, "TooManySolicited")
      .withArgs(w.list, MOST, MOST + 1);
    expect(await w.offering.solicitedOf(w.list)).to.equal(2n);
    await w.recorded(R);
    await expect(w.recorded(S)).to.be.revertedWithCustomError(w.offering, "TooManySolicited");
    await w.recorded(P);
  });

  it("counts a person to the end of the window's last day in Japan, from when he was last asked", async () => {
    const w = await load();
    await w.recorded(P);
    const first = Number(await w.today());
    await w.on(10);
    await w.recorded(Q);
    await w.on(5);
    await w.recorded(P);
    // The last second of the day on which Q counts no more after: 23:59:59 in Japan.
    const end = (first + 10 + WINDOW + 1) * DAY - 9 * 3_600;
    await w.networkHelpers.time.increaseTo(end - 1);
    expect(await w.offering.solicitedOf(w.list)).to.equal(2n);
    await w.networkHelpers.time.increaseTo(end);
    expect(await w.offering.solicitedOf(w.list)).to.equal(1n);
    await w.recorded(R, Q);
    await expect(w.recorded(S)).to.be.revertedWithCustomError(w.offering, "TooManySolicited");
    await w.on(5);
    await w.recorded(S);
    expect(await w.offering.solicitedOf(w.list)).to.equal(3n);
    await w.on(100);
    expect(await w.offering.solicitedOf(w.list)).to.equal(0n);
    await w.recorded(P, Q, S);
    expect(await w.offering.solicitedOf(w.list)).to.equal(3n);
  });

  it("agrees with a count of its own over random days", async () => {
    const w = await load();
    const name = encodeBytes32String("random");
    const list = await w.offering.solicitationListId(w.role, name);
    await w.asRegistrar.openSolicitationList(w.role, name, 1_000, WINDOW);
    const last = new Map<string, bigint>();
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 60; round++) {
      const persons = Array.from({ length: random(4) }, () => hashOf(`person ${random(12)}`));
      await w.asRegistrar.recordSolicitations(list, persons);
      const date = await w.today();
      for (const person of persons) last.set(person, date);
      const asked = [...last.values()].filter((each) => each + BigInt(WINDOW) >= date).length;
      expect(await w.offering.solicitedOf(list), `round ${round}`).to.equal(BigInt(asked));
      const days = random(12);
      if (days !== 0) await w.on(days);
    }
  });

  it("is written by registrars of its role alone, and only if it was opened", async () => {
    const w = await load();
    await expect(w.asStranger.recordSolicitations(w.list, [P]))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.thief, w.role);
    await expect(w.asRegistrar.recordSolicitations(ZeroHash, [P]))
      .to.be.revertedWithCustomError(w.offering, "SolicitationListUnknown")
      .withArgs(ZeroHash);
    await expect(w.recorded(P, ZeroHash))
      .to.be.revertedWithCustomError(w.offering, "SolicitedPersonMissing")
      .withArgs(w.list);
  });
});

describe("An offering that names a solicitation list", () => {
  it("opens and is subscribed while no more persons were asked than it says", async () => {
    const w = await load();
    await w.recorded(P, Q);
    const tooFew = await w.lent({ list: w.list, mostAsked: 1 });
    await expect(w.asRegistrar.open(tooFew.terms))
      .to.be.revertedWithCustomError(w.offering, "TooManySolicited")
      .withArgs(w.list, 1, 2);
    await w.desk.recall(w.bond, w.offering);
    const { terms } = await w.opened({ list: w.list, mostAsked: 2 });
    await w.subscribed(terms, [w.a, 1n]);
    await w.recorded(R);
    await expect(w.offering.connect(w.a).subscribe(terms, 1n))
      .to.be.revertedWithCustomError(w.offering, "TooManySolicited")
      .withArgs(w.list, 2, 3);
  });

  it("names one that is there, of the class's own registrar, whose limit is no lower", async () => {
    const w = await load();
    const refused = async (list: string, mostAsked: number, error: string, ...args: unknown[]) => {
      const { terms, id } = await w.lent({ list, mostAsked });
      await expect(w.asRegistrar.open(terms))
        .to.be.revertedWithCustomError(w.offering, error)
        .withArgs(...(args.length === 0 ? [id] : args));
      await w.desk.recall(w.bond, w.offering);
    };
    await refused(NAME, 3, "SolicitationListUnknown", NAME);
    await refused(w.list, 4, "OfferingMalformed");
    const role = 1_500n;
    await announced(w, w.admin, w.authority, "grantRole", [role, w.c.address, 0]);
    await w.offering.connect(w.c).openSolicitationList(role, NAME, MOST, WINDOW);
    await refused(await w.offering.solicitationListId(role, NAME), 3, "OfferingMalformed");
  });
});
