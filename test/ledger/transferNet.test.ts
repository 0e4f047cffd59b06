import { expect } from "chai";
import { id, MaxInt256, MaxUint256, MinInt256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { CATEGORY_PLACES } from "../../sdk/encode/categoryPlaces.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import {
  HostileWallet__factory,
  IPassGatedToken__factory,
  ISecurityToken__factory,
  IYenToken__factory,
} from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { impersonated } from "../support/impersonated.ts";
import { grantedSystem, linked, suspended } from "../support/lists.ts";
import {
  REASON,
  reclassified,
  revoked,
  STATUS,
  type Wallet,
  windowPasses,
} from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, JAPAN, type World, world } from "../support/world.ts";

const DOCUMENT = id("document");
const SINGAPORE = 702;

type Token = ReturnType<typeof IPassGatedToken__factory.connect>;
/** Who gives (below zero) or takes how much. */
type Net = readonly (readonly [Wallet | string, bigint])[];

/** A, B, C and the issuer hold 100 each; the relayer stands for a settlement contract that all let act. */
async function caseOf(w: World, address: string) {
  const token = IPassGatedToken__factory.connect(address, w.relayer);
  const holders = [w.a, w.b, w.c, w.issuer] as const;
  for (const holder of holders) await token.connect(holder).approve(w.relayer, MaxUint256);
  const everyone = (await w.ethers.getSigners()).map((signer) => signer.address);
  return { ...w, w, token, holders, everyone };
}

const yenCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c, w.issuer]);
  for (const wallet of [w.a, w.b, w.c, w.issuer]) await w.minted(wallet, 100n);
  return await caseOf(w, w.platform.yen);
});

const bondCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c, w.issuer]);
  for (const wallet of [w.a, w.b, w.c, w.issuer])
    await w.desk.issue(w.bond, wallet, 100n, ZeroHash);
  return await caseOf(w, await w.bond.getAddress());
});

/** A class with terms of its own, and so many units for each. */
async function classOf(
  terms: Parameters<World["openClass"]>[0],
  holdings: Partial<Record<"a" | "b" | "c" | "issuer", bigint>> = {},
  changes: Parameters<World["granted"]>[1] = {},
) {
  const w = await world();
  await w.granted([w.a, w.b, w.c, w.issuer], changes);
  const token = await w.openClass(terms);
  for (const [name, units] of Object.entries({ a: 100n, b: 100n, c: 100n, ...holdings })) {
    if (units !== 0n) await w.desk.issue(token, w[name as "a"], units, ZeroHash);
  }
  return { ...(await caseOf(w, await token.getAddress())), security: token };
}

const walletsOf = (net: Net) =>
  net.map(([wallet]) => (typeof wallet === "string" ? wallet : wallet.address));

function sent(token: Token, net: Net) {
  return token.transferNet(
    walletsOf(net),
    net.map(([, units]) => units),
  );
}

interface Scene {
  readonly token: Token;
  readonly everyone: readonly string[];
}

/** Sends a net; each wallet gains and loses what the net says, in its balance and in the events, and no more. */
async function expectNetted({ token, everyone }: Scene, net: Net, his: readonly string[] = []) {
  const before = await balancesOf({ token, everyone });
  const supply = await token.totalSupply();
  const receipt = (await (await sent(token, net)).wait())!;

  const expected = new Map(before);
  for (const [index, wallet] of walletsOf(net).entries()) {
    if (net[index]![1] === 0n) continue;
    expected.set(wallet, (expected.get(wallet) ?? 0n) + net[index]![1]);
  }
  expect(await balancesOf({ token, everyone }), "NET-1: each balance").to.deep.equal(expected);
  expect(await token.totalSupply(), "SUM-1: the supply stays").to.equal(supply);
  await expectTotals(token, everyone, his);

  const told = new Map(everyone.map((wallet) => [wallet, 0n]));
  for (const log of receipt.logs) {
    const event = token.interface.parseLog(log);
    if (event?.name !== "Transfer") continue;
    const { from, to, value } = event.args as unknown as {
      from: string;
      to: string;
      value: bigint;
    };
    expect(value, "a transfer of something").to.be.greaterThan(0n);
    told.set(from, told.get(from)! - value);
    told.set(to, told.get(to)! + value);
  }
  const moved = new Map(
    everyone.map((wallet) => [wallet, expected.get(wallet)! - before.get(wallet)!]),
  );
  expect(told, "what the events say").to.deep.equal(moved);
  return receipt;
}

/** Sends a net that is refused, of which nothing moves: by the token with this error and these values. */
async function expectRefused(
  { token, everyone }: Scene,
  net: Net,
  error: string,
  args: readonly unknown[] = [],
  by: { readonly interface: Token["interface"] } | Parameters<typeof sent>[0] = token,
) {
  const before = await balancesOf({ token, everyone });
  const refusal = expect(sent(token, net)).to.be.revertedWithCustomError(by as Token, error);
  await (args.length === 0 ? refusal : refusal.withArgs(...args));
  expect(await balancesOf({ token, everyone }), "nothing moved").to.deep.equal(before);
}

async function balancesOf({ token, everyone }: Scene): Promise<Map<string, bigint>> {
  const balances = await Promise.all(everyone.map((wallet) => token.balanceOf(wallet)));
  return new Map(everyone.map((wallet, i) => [wallet, balances[i]!]));
}

const asSecurity = (token: Token) =>
  ISecurityToken__factory.connect(token.target as string, token.runner) as unknown as Token;

for (const [name, load, isYen] of [
  ["The yen token", yenCase, true],
  ["A bond class", bondCase, false],
] as const) {
  describe(`${name}: transferNet`, () => {
    it("NET-1, SUM-1: takes from givers, gives to takers, and pairs them in their order", async () => {
      const scene = await load();
      const { token, a, b, c, issuer } = scene;
      const net: Net = [
        [a, -30n],
        [b, 10n],
        [issuer, -5n],
        [c, 25n],
      ];
      const receipt = await expectNetted(scene, net);
      const pairs = receipt.logs
        .map((log) => token.interface.parseLog(log)!)
        .map(({ name: event, args }) => [event, ...args]);
      expect(pairs).to.deep.equal([
        ["Transfer", a.address, b.address, 10n],
        ["Transfer", a.address, c.address, 20n],
        ["Transfer", issuer.address, c.address, 5n],
      ]);
    });

    it("NET-1, SUM-1: lets givers leave with all they have, and takers come new", async () => {
      const scene = await load();
      const { a, b, c, issuer, thief, granted } = scene;
      await granted([thief]);
      await expectNetted(scene, [
        [a, -100n],
        [thief, 150n],
        [b, -100n],
        [c, 40n],
        [issuer, 10n],
      ]);
    });

    it("NET-1: a net of zero moves nothing and asks nothing of its party; an empty list likewise", async () => {
      const scene = await load();
      const { w, token, a, b, c, thief } = scene;
      await revoked(w, c);
      await expectNetted(scene, [
        [a, -1n],
        [c, 0n],
        [thief, 0n],
        [ZeroAddress, 0n],
        [b, 1n],
      ]);
      const receipt = (await (await token.transferNet([], [])).wait())!;
      expect(receipt.logs).to.deep.equal([]);
    });

    it("NET-1: refuses what does not sum to zero, by as much", async () => {
      const scene = await load();
      const { a, b } = scene;
      for (const [given, taken] of [
        [-5n, 6n],
        [-6n, 5n],
        [0n, 1n],
        [-1n, 0n],
      ] as const) {
        const net: Net = [
          [a, given],
          [b, taken],
        ];
        await expectRefused(scene, net, "NetsNotZero", [given + taken]);
      }
    });

    it("NET-1: refuses nets whose sum is zero only because it wraps", async () => {
      const scene = await load();
      const { a, b, c, issuer, token } = scene;
      const before = await balancesOf(scene);
      for (const net of [
        [
          [a, MinInt256],
          [b, MinInt256],
        ],
        [
          [a, MaxInt256],
          [b, MaxInt256],
          [c, 2n],
        ],
        [
          [a, 1n << 254n],
          [b, 1n << 254n],
          [c, 1n << 254n],
          [issuer, 1n << 254n],
        ],
      ] as Net[]) {
        await sent(token, net).then(
          () => expect.fail("moved"),
          () => undefined,
        );
        expect(await balancesOf(scene)).to.deep.equal(before);
      }
      await expectRefused(
        scene,
        [
          [a, MinInt256],
          [b, MaxInt256],
          [c, 1n],
        ],
        "ERC20InsufficientBalance",
        [a, 100n, -MinInt256],
      );
    });

    it("refuses lists of two lengths", async () => {
      const { token, a, b } = await load();
      await expect(token.transferNet([a, b], [-1n]))
        .to.be.revertedWithCustomError(token, "ListsDiffer")
        .withArgs(2, 1);
      await expect(token.transferNet([], [0n]))
        .to.be.revertedWithCustomError(token, "ListsDiffer")
        .withArgs(0, 1);
    });

    it("refuses the zero address as giver and as taker", async () => {
      const scene = await load();
      const { a, b, relayer } = scene;
      const giver: Net = [
        [ZeroAddress, -1n],
        [b, 1n],
      ];
      await expectRefused(scene, giver, "ERC20InsufficientAllowance", [relayer, 0n, 1n]);
      const taker: Net = [
        [a, -1n],
        [ZeroAddress, 1n],
      ];
      await expectRefused(scene, taker, "ERC20InvalidReceiver", [ZeroAddress]);
    });

    it("counts a party named twice by what its entries come to", async () => {
      const scene = await load();
      const { token, a, b } = scene;
      await expectNetted(scene, [
        [a, -60n],
        [a, -40n],
        [b, 70n],
        [b, 30n],
      ]);
      await expectNetted(scene, [
        [b, -150n],
        [b, 150n],
      ]);
      await expectRefused(
        scene,
        [
          [b, -150n],
          [b, -51n],
          [b, 201n],
        ],
        "ERC20InsufficientBalance",
        [b, 50n, 51n],
      );
      expect(await token.balanceOf(b)).to.equal(200n);
    });

    it("spends each giver's allowance to the caller, unless it is without end, and no taker's", async () => {
      const scene = await load();
      const { token, a, b, c, relayer, thief } = scene;
      await token.connect(a).approve(relayer, 30n);
      await token.connect(b).approve(relayer, 0n);
      await expectNetted(scene, [
        [a, -20n],
        [b, 25n],
        [c, -5n],
      ]);
      expect(await token.allowance(a, relayer)).to.equal(10n);
      expect(await token.allowance(b, relayer)).to.equal(0n);
      expect(await token.allowance(c, relayer)).to.equal(MaxUint256);
      const more: Net = [
        [a, -11n],
        [b, 11n],
      ];
      await expectRefused(scene, more, "ERC20InsufficientAllowance", [relayer, 10n, 11n]);
      const asThief = { ...scene, token: token.connect(thief) };
      await expectRefused(asThief, more, "ERC20InsufficientAllowance", [thief, 0n, 11n]);
      // Not even his own: the caller is a spender like any other.
      const own: Net = [
        [b, -1n],
        [c, 1n],
      ];
      await expectRefused(
        { ...scene, token: token.connect(b) },
        own,
        "ERC20InsufficientAllowance",
        [b, 0n, 1n],
      );
    });

    it("refuses more than a giver has, with what it takes in the same net", async () => {
      const scene = await load();
      const { a, b } = scene;
      const net: Net = [
        [a, -101n],
        [b, 101n],
      ];
      await expectRefused(scene, net, "ERC20InsufficientBalance", [a, 100n, 101n]);
    });

    it("HOLD-1: refuses what is held, up to the last unit that is free", async () => {
      const scene = await load();
      const { token, a, b, c, now } = scene;
      await token.connect(a).hold(a, 60n, c, (await now()) + DAY, id("salt"));
      const net: Net = [
        [a, -41n],
        [b, 41n],
      ];
      await expectRefused(scene, net, "UnitsNotFree", [a, 40n, 41n]);
      await expectNetted(scene, [
        [a, -40n],
        [b, 40n],
      ]);
      const last: Net = [
        [a, -1n],
        [b, 1n],
      ];
      await expectRefused(scene, last, "UnitsNotFree", [a, 0n, 1n]);
    });

    it("HOLD-1: refuses what is frozen", async () => {
      const scene = await load();
      const { w, token, a, b } = scene;
      if (isYen) await w.yen.connect(w.yenOperator).freezeYen(a, 70n, REASON, DOCUMENT);
      else await w.desk.freezeUnits(w.bond, a, 70n, REASON, DOCUMENT);
      const net: Net = [
        [a, -31n],
        [b, 31n],
      ];
      await expectRefused(scene, net, "UnitsNotFree", [a, 30n, 31n]);
      await expectNetted(scene, [
        [a, -30n],
        [b, 30n],
      ]);
      expect(await token.frozenOf(a)).to.equal(70n);
      await expectNetted(scene, [
        [b, -5n],
        [a, 5n],
      ]);
    });

    it("refuses a wallet stopped by order, giver or taker, whoever else is in the net", async () => {
      const scene = await load();
      const { w, a, b, c } = scene;
      if (isYen) await w.yen.connect(w.yenOperator).freezeWallet(a, REASON, DOCUMENT);
      else await w.desk.freezeWallet(w.bond, a, REASON, DOCUMENT);
      for (const units of [-1n, 1n]) {
        const net: Net = [
          [a, units],
          [b, -2n * units],
          [c, units],
        ];
        await expectRefused(scene, net, "WalletFrozen", [a]);
      }
    });

    it("ELIG-2: refuses a wallet whose pass does not work, giver or taker", async () => {
      const scene = await load();
      const { w, a, b, c } = scene;
      await revoked(w, a);
      await suspended(w, b);
      for (const [wallet, status] of [
        [a, STATUS.revoked],
        [b, STATUS.suspended],
      ] as const) {
        for (const units of [-1n, 1n]) {
          const net: Net = [
            [wallet, units],
            [c, -units],
          ];
          await expectRefused(scene, net, "PassNotWorking", [wallet, status]);
        }
      }
    });

    it("ELIG-1: refuses a taker without a pass, and one whose pass waits", async () => {
      const scene = await load();
      const { w, a, thief, signedGrant, pass } = scene;
      const net: Net = [
        [a, -1n],
        [thief, 1n],
      ];
      await expectRefused(scene, net, "PassNotWorking", [thief, STATUS.none]);
      const { grant, attestations } = await signedGrant(thief.address);
      await pass.grant(grant, attestations);
      await expectRefused(scene, net, "PassNotWorking", [thief, STATUS.inVetoWindow]);
      await windowPasses(w);
      await expectNetted(scene, net);
    });

    it("ELIG-2: asks the passes anew after an officer was disowned", async () => {
      const scene = await load();
      const { w, a, b, pass, guardian, now } = scene;
      await pass.connect(guardian).disown(1, (await now()) - 10 * DAY, 10);
      const net: Net = [
        [a, -1n],
        [b, 1n],
      ];
      await expectRefused(scene, net, "PassNotWorking", [a, STATUS.unattested]);
      expect(w.officers.length).to.equal(3);
    });

    it("refuses while paused, and goes on after", async () => {
      const scene = await load();
      const { w, token, a, b, pauser, unpauser } = scene;
      const net: Net = [
        [a, -1n],
        [b, 1n],
      ];
      if (isYen) await w.yen.connect(pauser).pause();
      else await w.desk.connect(pauser).pause(w.bond);
      await expectRefused(scene, net, "TokenPaused");
      if (isYen) await announced(w, unpauser, w.yen, "unpause", []);
      else await announced(w, unpauser, w.desk, "unpause", [token.target]);
      await expectNetted(scene, net);
    });

    it("is nobody's who is not the giver's spender, and its half is the token's own alone", async () => {
      const { token, a, b, thief } = await load();
      for (const will of [0, 1, 2, 3]) {
        await expect(token.connect(thief).moveFor(thief, a, b, 1n, will))
          .to.be.revertedWithCustomError(token, "NotTheTokenItself")
          .withArgs(thief);
      }
    });

    it("refuses an address of more than 20 bytes", async () => {
      const { token, a, b, relayer, ethers } = await load();
      const data = token.interface.encodeFunctionData("transferNet", [
        [a.address, b.address],
        [-1n, 1n],
      ]);
      const dirty = data.replace(
        toBeHex(b.address, 32).slice(2),
        `01${toBeHex(b.address, 32).slice(4)}`,
      );
      expect(dirty).to.not.equal(data);
      await expect(relayer.sendTransaction({ to: token, data: dirty })).to.be.revertedWithoutReason(
        ethers,
      );
    });
  });
}

describe("The yen token: transferNet", () => {
  it("refuses the purse of an action, giver or taker", async () => {
    const scene = await yenCase();
    const { w, a, b, relayer, admin, yen, thief } = scene;
    const error = "NotTheFunder";
    const asYen = IYenToken__factory.connect(w.platform.yen, relayer) as unknown as Token;
    await announced(w, admin, yen, "setSystemAccount", [thief.address, a.address]);
    await yen.connect(a).transfer(thief, 10n);
    await yen.connect(thief).approve(relayer, MaxUint256);
    const gives: Net = [
      [thief, -1n],
      [a, 1n],
    ];
    await expectRefused(scene, gives, error, [thief, ZeroAddress, a], asYen);
    const takes: Net = [
      [b, -1n],
      [thief, 1n],
    ];
    await expectRefused(scene, takes, error, [ZeroAddress, thief, ZeroAddress], asYen);
  });

  it("lets a contract with a system pass be a party like any other", async () => {
    const scene = await yenCase();
    const { w, a, b, relayer, token, deployer } = scene;
    const contract = await new HostileWallet__factory(deployer).deploy();
    const wallet = { address: await contract.getAddress() };
    await grantedSystem(w, wallet);
    const approve = token.interface.encodeFunctionData("approve", [relayer.address, MaxUint256]);
    await contract.execute(token, approve);
    await sent(token, [
      [a, -10n],
      [wallet, 10n],
    ]);
    await sent(token, [
      [wallet, -4n],
      [b, 4n],
    ]);
    const everyone = [...scene.everyone, wallet.address];
    await expectTotals(token, everyone, [], [wallet.address]);
    expect(await token.balanceOf(wallet.address)).to.equal(6n);
  });
});

describe("A class with rules: transferNet", () => {
  it("ELIG-1: refuses a taker whom the class does not admit, and lets him give", async () => {
    const scene = await classOf({ policy: policyWord(["general"], [JAPAN]) });
    const { w, a, b } = scene;
    await reclassified(w, a, { residence: SINGAPORE });
    await windowPasses(w);
    const takes: Net = [
      [a, 1n],
      [b, -1n],
    ];
    await expectRefused(scene, takes, "MayNotGain", [a, 0, SINGAPORE]);
    await expectNetted(scene, [
      [a, -1n],
      [b, 1n],
    ]);
  });

  it("refuses once the class is closed, and after its maturity", async () => {
    const scene = await classOf({ rules: rulesWord({ maturity: parseJstDate("2027-06-30") }) });
    const { w, a, b, token, security, networkHelpers, registrar, desk } = scene;
    const net: Net = [
      [a, -1n],
      [b, 1n],
    ];
    await expectNetted(scene, net);
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.increase(100 * DAY);
    await expectRefused(
      scene,
      net,
      "ClassMatured",
      [parseJstDate("2027-06-30")],
      asSecurity(token),
    );
    await restore();
    await announced(w, registrar, desk, "close", [security.target, DOCUMENT]);
    await expectRefused(scene, net, "ClassClosed", [], asSecurity(token));
  });

  it("refuses before the end of a lock-up", async () => {
    const lockUp = parseJstDate("2027-04-30");
    const scene = await classOf({ lockUp });
    const { a, b, token, networkHelpers } = scene;
    const net: Net = [
      [a, -1n],
      [b, 1n],
    ];
    await expectRefused(scene, net, "LockedUp", [lockUp], asSecurity(token));
    await networkHelpers.time.increase(40 * DAY);
    await expectNetted(scene, net);
  });

  it("refuses to divide a lot among takers, by whoever's call", async () => {
    const scene = await classOf({ lot: 10n }, { a: 100n, b: 50n, c: 40n });
    const { a, b, c, token } = scene;
    const split: Net = [
      [a, -10n],
      [b, 7n],
      [c, 3n],
    ];
    await expectRefused(scene, split, "NotWholeLots", [7n, 10n], asSecurity(token));
    const toHimself: Net = [
      [a, -10n],
      [a, 7n],
      [b, 3n],
    ];
    await expectRefused(scene, toHimself, "NotWholeLots", [7n, 10n], asSecurity(token));
  });

  it("refuses nets that are all zero where nothing of the class may move", async () => {
    const scene = await classOf({ rules: rulesWord({ consent: true }) });
    const { a, b, token } = scene;
    const nothing: Net = [
      [a, 0n],
      [b, 0n],
    ];
    await expectRefused(scene, nothing, "ConsentMissing", [a, ZeroAddress, 0n], asSecurity(token));
  });

  it("takes and gives whole lots; an odd holding goes gross", async () => {
    const scene = await classOf({ lot: 10n }, { a: 100n, b: 50n, c: 40n });
    const { w, a, b, c, token, registrar, desk, security } = scene;
    const error = "NotWholeLots";
    const part: Net = [
      [a, -15n],
      [b, 15n],
    ];
    await expectRefused(scene, part, error, [15n, 10n], asSecurity(token));
    // The lot was raised since: C has less than one.
    const rules = rulesWord({ lot: 100n });
    await announced(w, registrar, desk, "setRules", [security.target, rules, 100]);
    const odd: Net = [
      [c, -30n],
      [a, 30n],
    ];
    await expectRefused(scene, odd, error, [30n, 100n], asSecurity(token));
    const whole: Net = [
      [c, -40n],
      [a, 35n],
      [b, 5n],
    ];
    await expectRefused(scene, whole, error, [35n, 100n], asSecurity(token));
  });

  it("refuses a class whose issuer consents, a consent of any kind there may be", async () => {
    const scene = await classOf({ rules: rulesWord({ consent: true, venueOnly: true }) });
    const { w, a, b, relayer, token, security, platform } = scene;
    const asDesk = security.connect(await impersonated(w, platform.desk));
    await asDesk.setVenue(relayer, true);
    for (const to of [b.address, ZeroAddress]) await asDesk.setConsent(a, to, 100n, 2n ** 40n);
    const net: Net = [
      [a, -1n],
      [b, 1n],
    ];
    await expectRefused(scene, net, "ConsentMissing", [a, ZeroAddress, 1n], asSecurity(token));
  });

  for (const [what, rules] of [
    ["venues only", { venueOnly: true }],
    ["one block", { blockOnly: true }],
  ] as const) {
    it(`refuses a class that moves by ${what}, unless the caller is named a venue of it`, async () => {
      const scene = await classOf({ rules: rulesWord(rules) });
      const { w, a, b, relayer, token, security, platform } = scene;
      const net: Net = [
        [a, -1n],
        [b, 1n],
      ];
      await expectRefused(scene, net, "NotAVenue", [relayer], asSecurity(token));
      const asDesk = security.connect(await impersonated(w, platform.desk));
      // Its parties' being venues says nothing.
      for (const party of [a, b]) await asDesk.setVenue(party, true);
      await expectRefused(scene, net, "NotAVenue", [relayer], asSecurity(token));
      await asDesk.setVenue(relayer, true);
      await expectNetted(scene, net);
      await asDesk.setVenue(relayer, false);
      await expectRefused(scene, net, "NotAVenue", [relayer], asSecurity(token));
    });
  }

  it("judges the most investors after all have given, in whatever order they are named", async () => {
    const scene = await classOf({ maxInvestors: 2 }, { a: 50n, b: 50n, c: 0n });
    const { a, b, c, issuer } = scene;
    const full: Net = [
      [c, 10n],
      [b, -10n],
    ];
    await expectRefused(scene, full, "TooManyInvestors", [2]);
    await expectNetted(scene, [
      [c, 50n],
      [b, -50n],
    ]);
    const two: Net = [
      [issuer, 25n],
      [b, 25n],
      [c, -50n],
    ];
    await expectRefused(scene, two, "TooManyInvestors", [2]);
    await expectNetted(scene, [
      [issuer, 60n],
      [b, 40n],
      [c, -50n],
      [a, -50n],
    ]);
  });

  it("judges the most of a category after all have given", async () => {
    const specified = { specifiedUntil: parseJstDate("2039-03-31") };
    const scene = await classOf(
      {
        policy: policyWord(["general", "specified"], []),
        rules: rulesWord({ maxPerCategory: { specified: 2 } }),
      },
      { a: 50n, b: 50n, c: 0n },
      specified,
    );
    const { a, b, c, token, security } = scene;
    const full: Net = [
      [c, 10n],
      [b, -10n],
    ];
    await expectRefused(scene, full, "TooManyOfCategory", [], asSecurity(token));
    const place = CATEGORY_PLACES.specified;
    const before = await security.countOf(place);
    await expectNetted(scene, [
      [c, 70n],
      [b, -50n],
      [a, -20n],
    ]);
    expect(await security.countOf(place)).to.equal(before);
  });

  it("judges the most units of an investor, in all his wallets, after all have given", async () => {
    const scene = await classOf(
      { rules: rulesWord({ maxUnits: 120n }) },
      { a: 100n, b: 100n, c: 0n },
    );
    const { w, a, b, c, thief, token } = scene;
    await linked(w, a, [thief]);
    await token.connect(thief).approve(scene.relayer, MaxUint256);
    const his = [a.address, thief.address];
    const more: Net = [
      [thief, 21n],
      [b, -21n],
    ];
    await expectRefused(scene, more, "TooManyUnits", [thief, 120n, 121n], asSecurity(token));
    // The taker is named first, yet his other wallet has given by then.
    await expectNetted(
      scene,
      [
        [thief, 70n],
        [a, -50n],
        [b, -20n],
      ],
      his,
    );
    // Each of his two wallets alone would do.
    const both: Net = [
      [a, 1n],
      [thief, 0n],
      [b, -1n],
    ];
    await expectRefused(scene, both, "TooManyUnits", [a, 120n, 121n], asSecurity(token));
    const split: Net = [
      [c, 80n],
      [b, -80n],
    ];
    await expectNetted(scene, split, his);
    await token.connect(c).transfer(b, 80n);
  });

  it("SUM-1: counts an investor once whose wallets stand on both sides", async () => {
    const scene = await classOf({ maxInvestors: 2 }, { a: 50n, b: 50n, c: 0n });
    const { w, a, b, thief, token } = scene;
    await linked(w, a, [thief]);
    await token.connect(thief).approve(scene.relayer, MaxUint256);
    const his = [a.address, thief.address];
    await expectNetted(
      scene,
      [
        [a, -50n],
        [thief, 50n],
      ],
      his,
    );
    await expectNetted(
      scene,
      [
        [a, 30n],
        [b, -10n],
        [thief, -20n],
      ],
      his,
    );
    await expectNetted(
      scene,
      [
        [a, -30n],
        [b, 60n],
        [thief, -30n],
      ],
      his,
    );
  });

  it("SUM-1: saves balances and supply at a record date that is over, before it moves any", async () => {
    const scene = await bondCase();
    const { desk, bond, now, networkHelpers, a, b, c, issuer } = scene;
    const date = jstDateOf(await now()) + 1;
    await desk.declareRecordDate(bond, date, REASON);
    await networkHelpers.time.increase(3 * DAY);
    await expectNetted(scene, [
      [a, -100n],
      [b, 60n],
      [c, 40n],
    ]);
    for (const holder of [a, b, c, issuer]) {
      expect([...(await bond.holdingAt(holder, 1))], holder.address).to.deep.equal([100n, 0n, 0n]);
    }
    expect([...(await bond.recordAt(1))]).to.deep.equal([BigInt(date), 400n, 4n]);
    await expectNetted(scene, [
      [b, -160n],
      [a, 160n],
    ]);
    expect((await bond.holdingAt(b, 1)).balance).to.equal(100n);
  });

  it("SUM-1: the same when only some parties' words are from before the record date", async () => {
    const scene = await bondCase();
    const { token, desk, bond, now, networkHelpers, a, b, c } = scene;
    const date = jstDateOf(await now()) + 1;
    await desk.declareRecordDate(bond, date, REASON);
    await networkHelpers.time.increase(3 * DAY);
    await token.connect(a).transfer(b, 1n);
    await expectNetted(scene, [
      [a, -9n],
      [b, -1n],
      [c, 10n],
    ]);
    for (const holder of [a, b, c]) {
      expect((await bond.holdingAt(holder, 1)).balance, holder.address).to.equal(100n);
    }
    expect([...(await bond.recordAt(1))]).to.deep.equal([BigInt(date), 400n, 4n]);
  });
});
