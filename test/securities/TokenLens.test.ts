import { readFileSync } from "node:fs";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { explainError } from "../../sdk/errors/explainError.ts";
import { RULES, type Rule } from "../../sdk/errors/rules.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { explainTransfer, TokenRefused } from "../../sdk/read/explainTransfer.ts";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { DAY, JAPAN, world } from "../support/world.ts";

const DOCUMENT = `0x${"33".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;

/**
 * A class in lots of 10 for at most two investors, both of whom are there: A with 100 units, B with 50;
 * C has a pass and none. A lock-up is over.
 */
const load = fixture(async () => {
  const w = await world();
  const lockUp = jstDateOf(await w.now()) + 3;
  const token = await w.openClass({ lot: 10n, maxInvestors: 2, lockUp });
  await w.granted([w.a, w.b, w.c], {}, [2]);
  await w.desk.issue(token, w.a, 100n, DOCUMENT);
  await w.desk.issue(token, w.b, 50n, DOCUMENT);
  await w.minted(w.a, 1_000n);
  const asDesk = token.connect(await impersonated(w, w.platform.desk));
  await w.networkHelpers.time.increase(4 * DAY);
  return { ...w, token, asDesk, lockUp };
});
type Loaded = Awaited<ReturnType<typeof load>>;

interface Tried {
  readonly spender?: HardhatEthersSigner;
  readonly from?: HardhatEthersSigner;
  readonly to?: { readonly address: string };
  readonly units?: bigint;
  readonly yen?: boolean;
}

/** What the lens says, held against what the token does when it is tried. */
async function explained(w: Loaded, tried: Tried = {}): Promise<Rule[]> {
  const { from = w.a, to = w.b, units = 10n, spender = from } = tried;
  const token = tried.yen === true ? w.yen : w.token;
  const transfer = {
    token: await token.getAddress(),
    spender: spender.address,
    from: from.address,
    to: to.address,
    units,
  };
  const refusals = await explainTransfer(w.ethers.provider, w.platform, transfer);
  const bits = await w.lens.rulesAgainst(token, spender, from, to.address, units);
  expect(bits).to.equal(refusals.reduce((set, { code }) => set | (1n << BigInt(code)), 0n));

  const sent =
    spender === from
      ? token.connect(from).transfer.staticCall(to.address, units)
      : token.connect(spender).transferFrom.staticCall(from, to.address, units);
  const outcome = await sent.then(
    () => undefined,
    (error: unknown) => explainError(error).message,
  );
  expect(outcome === undefined, `TRUTH-1: lens ${bits}, token ${outcome}`).to.equal(bits === 0n);
  if (outcome !== undefined) {
    expect(refusals.map(({ reason }) => reason.message)).to.contain(outcome);
  }
  if (spender === from) {
    expect(await w.lens.canTransfer(token, from, to.address, units)).to.equal(bits === 0n);
  }
  return refusals.map(({ rule }) => rule);
}

describe("The codes of rules", () => {
  it("are the same in the contracts and in the sdk, each with its error", () => {
    const source = readFileSync("contracts/types/Rule.sol", "utf8");
    const body = /enum Rule \{([\s\S]*?)\}/.exec(source)![1]!;
    const names = [...body.replaceAll(/\/\/.*/g, "").matchAll(/\w+/g)].map(([name]) => name);
    expect(RULES.map(({ rule }) => rule)).to.deep.equal(names);
  });

  it("have their names for a wallet's ERC-1404 in the lens, and no further code has one", async () => {
    const { lens } = await load();
    for (const [code, { rule }] of RULES.entries()) {
      expect(await lens.messageForTransferRestriction(code)).to.equal(rule);
    }
    expect(await lens.messageForTransferRestriction(RULES.length)).to.equal("");
  });
});

describe("explain", () => {
  it("TRUTH-1: given nothing against it, says nothing", async () => {
    const w = await load();
    expect(await explained(w)).to.deep.equal([]);
    expect(await explained(w, { units: 0n })).to.deep.equal([]);
    expect(await explained(w, { to: w.a, units: 100n })).to.deep.equal([]);
  });

  const alone: Record<Exclude<Rule, "None">, (w: Loaded) => Promise<Tried | undefined>> = {
    Receiver: async () => ({ to: { address: ZeroAddress } }),
    Allowance: async (w) => {
      await w.token.connect(w.a).approve(w.thief, 9n);
      return { spender: w.thief };
    },
    Balance: async () => ({ units: 110n }),
    NotFree: async (w) => {
      await w.asDesk.encumber(holdOrder(w.a, 50n, SALT));
      await w.asDesk.setFrozenTokens(w.a, 45n);
      return {};
    },
    GiverPass: async (w) => {
      await w.pass.connect(w.guardian).revoke(w.a, DOCUMENT);
      return {};
    },
    TakerPass: async (w) => {
      await w.pass.connect(w.guardian).revoke(w.b, DOCUMENT);
      return {};
    },
    MayGain: async (w) => {
      await announced(w, w.registrar, w.desk, "setPolicy", [
        await w.token.getAddress(),
        0b10000,
        [JAPAN + 1],
      ]);
      return {};
    },
    GiverFrozen: async (w) => {
      await w.asDesk.setFrozen(w.a, true);
      return {};
    },
    TakerFrozen: async (w) => {
      await w.asDesk.setFrozen(w.b, true);
      return {};
    },
    Paused: async (w) => {
      await w.desk.connect(w.pauser).pause(w.token);
      return {};
    },
    Closed: async (w) => {
      await w.asDesk.close();
      return {};
    },
    LockUp: async (w) => {
      const token = await w.openClass({ lockUp: jstDateOf((await w.now()) + DAY) });
      await w.desk.issue(token, w.a, 100n, DOCUMENT);
      w.token = token;
      return {};
    },
    Lot: async () => ({ units: 11n }),
    MaxInvestors: async (w) => ({ to: w.c }),
    Matured: async (w) => {
      const yesterday = jstDateOf((await w.now()) - DAY);
      await w.asDesk.setRules(rulesWord({ lot: 10n, maturity: yesterday }), 2);
      return {};
    },
    VenueOnly: async (w) => {
      await w.asDesk.setRules(rulesWord({ lot: 10n, venueOnly: true }), 2);
      await w.asDesk.setVenue(w.platform.dvp, true);
      return {};
    },
    BlockOnly: async (w) => {
      await w.asDesk.setRules(rulesWord({ lot: 10n, blockOnly: true }), 2);
      return { units: 90n };
    },
    Consent: async (w) => {
      await w.asDesk.setRules(rulesWord({ lot: 10n, consent: true }), 2);
      return {};
    },
    MostUnits: async (w) => {
      await w.asDesk.setRules(rulesWord({ lot: 10n, maxUnits: 59n }), 2);
      return {};
    },
    MostOfCategory: async (w) => {
      w.token = await w.openClass({ rules: rulesWord({ maxPerCategory: { general: 1 } }) });
      await w.desk.issue(w.token, w.a, 100n, DOCUMENT);
      return {};
    },
    SystemAccount: async (w) => {
      for (const purse of [w.thief, w.issuer]) {
        const args = [purse.address, w.yenOperator.address];
        await announced(w, w.admin, w.yen, "setSystemAccount", args);
      }
      await w.yen.connect(w.a).transfer(w.thief, 20n);
      return { yen: true, from: w.thief, to: w.issuer };
    },
    InAction: async (w) => {
      await w.asDesk.beginAction();
      return {};
    },
  };
  for (const [rule, arrange] of Object.entries(alone)) {
    it(`TRUTH-1: given ${rule} alone against it, names it alone`, async () => {
      const w = { ...(await load()) };
      const tried = await arrange(w);
      expect(await explained(w, tried)).to.deep.equal([rule]);
    });
  }

  it("given many rules against it, names every one with its values, in the order of the codes", async () => {
    const w = await load();
    await w.desk.connect(w.pauser).pause(w.token);
    await w.asDesk.setFrozen(w.a, true);
    await w.asDesk.close();
    await w.pass.connect(w.guardian).revoke(w.a, DOCUMENT);
    const transfer = {
      token: await w.token.getAddress(),
      spender: w.relayer.address,
      from: w.a.address,
      to: w.thief.address,
      units: 101n,
    };
    const refusals = await explainTransfer(w.ethers.provider, w.platform, transfer);
    expect(refusals.map(({ rule, reason }) => [rule, reason.code])).to.deep.equal([
      ["Allowance", "ERC20InsufficientAllowance"],
      ["Balance", "ERC20InsufficientBalance"],
      ["GiverPass", "PassNotWorking"],
      ["TakerPass", "PassNotWorking"],
      ["GiverFrozen", "WalletFrozen"],
      ["Paused", "TokenPaused"],
      ["Closed", "ClassClosed"],
      ["Lot", "NotWholeLots"],
    ]);
    expect(refusals[1]!.reason.values).to.deep.equal({
      sender: w.a.address,
      balance: 100n,
      needed: 101n,
    });
    expect(refusals[7]!.reason.in("ja")).to.contain("移転単位 10 の整数倍ではありません");
  });

  it("given a giver who parts with all, makes room for a new investor", async () => {
    const w = await load();
    expect(await explained(w, { to: w.c, units: 90n })).to.deep.equal(["MaxInvestors"]);
    expect(await explained(w, { to: w.c, units: 100n })).to.deep.equal([]);
  });

  it("given a record date that is over and not taken, says the same as before", async () => {
    const w = await load();
    const today = jstDateOf(await w.now());
    await w.desk.declareRecordDate(w.token, today, DOCUMENT);
    await w.networkHelpers.time.increase(2 * DAY);
    expect(await explained(w)).to.deep.equal([]);
    await w.token.roll(1);
    expect(await explained(w)).to.deep.equal([]);
    expect(await explained(w, { units: 0n })).to.deep.equal([]);
  });

  it("given yen, knows its rules: no policy, no lots, no limit of investors", async () => {
    const w = await load();
    expect(await explained(w, { yen: true, units: 7n, to: w.c })).to.deep.equal([]);
    expect(await explained(w, { yen: true, units: 1_001n })).to.deep.equal(["Balance"]);
    await w.yen.connect(w.pauser).pause();
    await w.yen.connect(w.a).approve(w.thief, MaxUint256);
    expect(await explained(w, { yen: true, spender: w.thief, to: w.thief })).to.deep.equal([
      "TakerPass",
      "Paused",
    ]);
  });

  it("given a pass in its veto window or expired, and one that works in between, says so", async () => {
    const w = await load();
    const { grant, attestations } = await w.signedGrant(w.issuer.address, {
      expiry: jstDateOf(await w.now()) + 10,
    });
    await w.pass.grant(grant, attestations);
    expect(await explained(w, { to: w.issuer, units: 100n })).to.deep.equal(["TakerPass"]);
    await w.networkHelpers.time.increase(2 * DAY);
    expect(await explained(w, { to: w.issuer, units: 100n })).to.deep.equal([]);
    await w.networkHelpers.time.increase(30 * DAY);
    expect(await explained(w, { to: w.issuer, units: 100n })).to.deep.equal(["TakerPass"]);
  });
});

describe("explainTransfer", () => {
  it("given what is no address, or no token, says which", async () => {
    const w = await load();
    const transfer = {
      token: await w.token.getAddress(),
      from: w.a.address,
      to: w.b.address,
      units: 1n,
    };
    for (const [wrong, message] of [
      [{ to: "0x12" }, "The address of to 0x12 is none."],
      [{ token: "yen" }, "The address of token yen is none."],
      [{ token: w.thief.address }, `The token at ${w.thief.address} is none.`],
    ] as const) {
      const refused = explainTransfer(w.ethers.provider, w.platform, { ...transfer, ...wrong });
      const error = await refused.catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(TokenRefused);
      expect((error as Error).message).to.contain(message);
    }
  });
});
