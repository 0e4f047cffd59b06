import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { parsePlatformFile } from "../../../sdk/files/parsePlatformFile.ts";
import { edit } from "./support/edit.ts";
import { faultsOf } from "./support/faultsOf.ts";
import { refusalOf } from "./support/refusalOf.ts";

const sound = `apiVersion: 1
kind: Platform
name: { ja: 基盤, en: Platform }
passes:
  quorum: 2
  officers:
    - "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
    - "0x90F79bf6EB2c4f870365E785982E1f101E93b906"
  vetoWindow: 24h
  grantsPerOfficerPerDay: 200
  listedPerOfficerPerDay: 2000
yen:
  name: { ja: 円, en: Yen }
  symbol: KJPY
  reserveFreshness: 24h
roles:
  admin:           { holders: ["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"], delay: 48h }
  passGuardian:    { holders: ["0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"], delay: 0s }
  pauser:          { holders: ["0x976EA74026E726554dB657fA54763abd0C3a0aa9"], delay: 0s }
  unpauser:        { holders: ["0x976EA74026E726554dB657fA54763abd0C3a0aa9"], delay: 1h }
  yenOperator:     { holders: ["0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"], delay: 0s }
  reserveAttestor: { holders: ["0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"], delay: 0s }
  ruleChanger:     { holders: ["0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"], delay: 30m }
  settlementOperator: { holders: ["0x2546BcD3c84621e976D8185a91A922aE77ECEc30", "0xdD2FD4581271e230360230F9337D5c0430Bf44C0"], delay: 0s }
  paymentAttestor: { holders: ["0xBcd4042DE499D14e55001CcbB24a551F3b954096", "0x71bE63f3384f5fb98995898A86B02Fb2426c5788"], delay: 0s }
  rateReporter:
    holders:
      - "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a"
      - "0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec"
      - "0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097"
    delay: 0s
  payingAgent: { holders: ["0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"], delay: 0s }
registrarActs: { delay: 72h }
settlement:
  itemGas: 400000
  externalCash: { currency: JPY, attestors: 2, deciders: 2, longStop: 10d }
  fixings:
    - { id: TONA, quorum: 3, window: 36h, mostAge: 7 }
  fails:
    rate: "0.03"
    fixing: TONA
    fallbackReference: "0"
    cutOff: "15:00"
    buyInAfter: 3
    cancelAfter: 2
    mostOver: "0.1"
payments: { returnTo: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955" }
issuers: []
`;

const parse = (text: string) => parsePlatformFile(text, "platform.yaml");
const refused = (...changes: readonly (readonly [string, string])[]) =>
  refusalOf(() => parse(edit(sound, ...changes)));

describe("The limits of yen", () => {
  const limited = (lines: string) =>
    edit(sound, ["reserveFreshness: 24h", `reserveFreshness: 24h${lines}`]);

  it("may be left out, or whole yen, of which 0 is none", () => {
    expect(parse(sound).yen).not.to.have.any.keys("mostSupply", "mostPerDay");
    const { yen } = parse(limited("\n  mostSupply: 18446744073709551615\n  mostPerDay: 0"));
    expect([yen.mostSupply, yen.mostPerDay]).to.deep.equal([2n ** 64n - 1n, 0n]);
  });

  it("are refused beyond 64 bits, below zero and in quotes", () => {
    for (const value of ["18446744073709551616", "-1", '"5"']) {
      expect(refusalOf(() => parse(limited(`\n  mostPerDay: ${value}`)))).to.deep.equal([
        "platform.yaml:16:15: yen.mostPerDay: expected a whole number from 0 to 18446744073709551615 " +
          `(yen that may be minted on one day in Japan; 0 for no limit), found ${value}`,
      ]);
    }
  });
});

describe("A platform file is refused", () => {
  describe("as a whole", () => {
    it("when it is empty", () => {
      expect(refusalOf(() => parse(""))).to.deep.equal([
        "platform.yaml:1:1: expected a map with apiVersion, kind, name, passes, yen, roles, registrarActs, settlement, payments, issuers (a platform), found nothing",
      ]);
    });

    it("when it is no map", () => {
      expect(refusalOf(() => parse("# a list\n- Platform\n"))).to.deep.equal([
        "platform.yaml:2:1: expected a map with apiVersion, kind, name, passes, yen, roles, registrarActs, settlement, payments, issuers (a platform), found a list of 1",
      ]);
    });

    it("with that one finding when it is a file of another kind", () => {
      expect(refused(["kind: Platform", "kind: TokenClass"])).to.deep.equal([
        'platform.yaml:2:7: kind: expected Platform, the kind of file asked for here, found "TokenClass"',
      ]);
    });

    it("when it is of another version", () => {
      expect(refused(["apiVersion: 1", "apiVersion: 2"])).to.deep.equal([
        "platform.yaml:1:13: apiVersion: expected 1 (the version of this form of file), found 2",
      ]);
    });
  });

  describe("for its YAML", () => {
    it("at the place where the syntax breaks, for every break", () => {
      expect(
        refused(["  quorum: 2", "\tquorum: 2"], ["name: { ja: 円, en: Yen }", "name: { ja: 円"]),
      )
        .to.include("platform.yaml:5:1: expected valid YAML: Tabs are not allowed as indentation")
        .and.to.have.length.greaterThan(1);
    });

    it("when a key is written twice", () => {
      expect(refused(["  symbol: KJPY\n", "  symbol: KJPY\n  symbol: KJPX\n"])).to.deep.equal([
        "platform.yaml:15:3: yen.symbol: expected each key once, found it again (first in line 14)",
      ]);
    });

    it("when a key is a list or a map", () => {
      expect(refused(["issuers: []", "? [issuers]\n: []\nissuers: []"])).to.deep.equal([
        "platform.yaml:48:3: expected a word as key, found a list, map or alias",
      ]);
    });

    it("when a value only points at another", () => {
      expect(
        refused(["vetoWindow: 24h", "vetoWindow: &day 24h"], ["Freshness: 24h", "Freshness: *day"]),
      ).to.deep.equal([
        "platform.yaml:15:21: yen.reserveFreshness: expected a duration such as 48h of at least 1s, a whole number and s, m, h or d (how old an attestation of the reserve may be at a mint), found the alias *day (write the value itself)",
      ]);
    });

    it("when a value carries an unknown tag", () => {
      expect(refused(["symbol: KJPY", "symbol: !yen KJPY"])).to.deep.equal([
        "platform.yaml:14:11: expected plain YAML: Unresolved tag: !yen",
      ]);
    });
  });

  describe("for its keys", () => {
    it("when one is unknown, naming the nearest known one", () => {
      expect(refused(["  vetoWindow: 24h", "  vetoWindow: 24h\n  vetoWindows: 24h"])).to.deep.equal(
        [
          "platform.yaml:10:3: passes.vetoWindows: expected a known key, the nearest is vetoWindow, found vetoWindows",
        ],
      );
    });

    it("when one hides behind an object's own words", () => {
      expect(refused(["issuers: []", "issuers: []\n__proto__: 1\nconstructor: 1"])).to.deep.equal([
        "platform.yaml:49:1: __proto__: expected a known key, the nearest is roles, found __proto__",
        "platform.yaml:50:1: constructor: expected a known key, the nearest is apiVersion, found constructor",
      ]);
    });

    it("when one is missing, at the map around it", () => {
      expect(refused(["  quorum: 2\n", ""], ["issuers: []\n", ""])).to.deep.equal([
        "platform.yaml:1:1: issuers: expected a list, which may be empty (issuers, each registered before its first class), found nothing",
        "platform.yaml:5:3: passes.quorum: expected a whole number from 1 to 8 (officers that must attest a pass), found nothing",
      ]);
    });

    it("when one has no value, at the key", () => {
      expect(refused(["symbol: KJPY", "symbol:"])).to.deep.equal([
        "platform.yaml:14:3: yen.symbol: expected 1 to 11 letters A-Z and digits 0-9 (the money token's symbol), found nothing",
      ]);
    });
  });

  describe("for its officers", () => {
    it("when the quorum is above their number", () => {
      expect(refused(["quorum: 2", "quorum: 3"])).to.deep.equal([
        "platform.yaml:5:11: passes.quorum: expected at most the number of officers, 2, found 3",
      ]);
    });

    it("when the quorum is not from 1 to 8", () => {
      const expected =
        "platform.yaml:5:11: passes.quorum: expected a whole number from 1 to 8 (officers that must attest a pass), found";
      for (const quorum of ["0", "9", "-1", "1.5", '"2"', "true", "[2]"]) {
        const found = quorum === "[2]" ? "a list of 1" : quorum;
        expect(refused(["quorum: 2", `quorum: ${quorum}`])).to.deep.equal([`${expected} ${found}`]);
      }
    });

    it("when one is listed twice, in whatever case it is written", () => {
      expect(
        refused([
          "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
          "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
        ]),
      ).to.deep.equal([
        'platform.yaml:8:7: passes.officers[1]: expected an officer not listed before (the same as [0]), found "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"',
      ]);
    });

    it("when there are more than 12", () => {
      const many = Array.from({ length: 256 }, (_, n) => `0x${String(n + 1).padStart(40, "0")}`);
      const lines = many.map((officer) => `    - "${officer}"\n`).join("");
      expect(refused(["  officers:\n", `  officers:\n${lines}`])).to.deep.equal([
        "platform.yaml:7:5: passes.officers: expected a list of 1 to 12 (who may attest passes), found a list of 258",
      ]);
    });

    it("when one is also a pass guardian", () => {
      expect(
        refused([
          "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
          "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
        ]),
      ).to.deep.equal([
        'platform.yaml:18:32: roles.passGuardian.holders[0]: expected an address that is no officer\'s (passes.officers[1] is the same), since who attests a pass must not be who vetoes it, found "0x90F79bf6EB2c4f870365E785982E1f101E93b906"',
      ]);
    });
  });

  describe("for its addresses", () => {
    const officer = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

    it("when a checksum does not hold, with the right form", () => {
      expect(refused([officer, "0x90f79bf6EB2c4f870365E785982E1f101E93b906"])).to.deep.equal([
        `platform.yaml:8:7: passes.officers[1]: expected an address with a checksum that holds (if no digit is wrong: ${officer}), found "0x90f79bf6EB2c4f870365E785982E1f101E93b906"`,
      ]);
    });

    it("when one is written without quotes, too short, zero, or without 0x", () => {
      const expected =
        "platform.yaml:8:7: passes.officers[1]: expected an address in quotes, 0x and 40 hexadecimal digits, not all zero (an officer), found";
      for (const wrong of [
        officer,
        '"0x90F79bf6EB2c4f870365E785982E1f101E93b9"',
        `"0x${"0".repeat(40)}"`,
        '"90F79bf6EB2c4f870365E785982E1f101E93b906"',
      ]) {
        expect(refused([`"${officer}"`, wrong])).to.deep.equal([`${expected} ${wrong}`]);
      }
    });
  });

  describe("for its roles", () => {
    it("when the attestor of the reserve can also mint against it", () => {
      expect(
        refused([
          '"0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"',
          '"0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f", "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"',
        ]),
      ).to.deep.equal([
        'platform.yaml:22:78: roles.reserveAttestor.holders[1]: expected an address that is no yen operator\'s (roles.yenOperator.holders[0] is the same), since who attests the reserve must not be who mints against it, found "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"',
      ]);
    });

    it("when admin, unpauser or rule changer act without delay", () => {
      expect(
        refused(
          ["delay: 48h", "delay: 0s"],
          ["delay: 1h", "delay: 0h"],
          ["delay: 30m", "delay: 0m"],
        ),
      ).to.deep.equal([
        'platform.yaml:17:86: roles.admin.delay: expected a duration such as 48h of at least 1s, a whole number and s, m, h or d (how long an action of an admin is announced before it can be done), found "0s"',
        'platform.yaml:20:86: roles.unpauser.delay: expected a duration such as 48h of at least 1s, a whole number and s, m, h or d (how long an action of an unpauser is announced before it can be done), found "0h"',
        'platform.yaml:23:86: roles.ruleChanger.delay: expected a duration such as 48h of at least 1s, a whole number and s, m, h or d (how long an action of a rule changer is announced before it can be done), found "0m"',
      ]);
    });

    it("when a role has no holder", () => {
      expect(refused(['["0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"]', "[]"])).to.deep.equal([
        "platform.yaml:18:31: roles.passGuardian.holders: expected a list of 1 to 255 (who vetoes, suspends and disowns), found an empty list",
      ]);
    });
  });

  describe("for its registrars' acts", () => {
    it("when they would not wait, or longer than anybody would watch", () => {
      const expected =
        "platform.yaml:33:25: registrarActs.delay: expected a duration such as 48h of at least 1s and at most 180d, a whole number and s, m, h or d (how long such an act waits, unless a second registrar key approves it), found";
      for (const wrong of ["0s", "181d", "15552001s", "72"]) {
        const found = wrong === "72" ? wrong : `"${wrong}"`;
        expect(refused(["delay: 72h", `delay: ${wrong}`])).to.deep.equal([`${expected} ${found}`]);
      }
      for (const [right, seconds] of [
        ["172801s", 172_801],
        ["180d", 15_552_000],
      ] as const) {
        const file = parse(edit(sound, ["delay: 72h", `delay: ${right}`]));
        expect(file.registrarActs.delay).to.equal(seconds);
      }
    });

    it("when nothing is said of them", () => {
      expect(refused(["registrarActs: { delay: 72h }\n", ""])).to.deep.equal([
        "platform.yaml:1:1: registrarActs: expected a map with delay (how registrars move units against their holder's will or end a freeze), found nothing",
      ]);
    });
  });

  describe("for its settlement", () => {
    /** Each wrong value, in the place of the right one, is refused there with one finding. */
    const refuses = (right: string, key: string, expected: string, wrong: readonly string[]) => {
      const at = right.indexOf(": ") + 2;
      for (const value of wrong) {
        const found = /^(["[{]|-?[\d.]+$|true$)/.test(value) ? value : `"${value}"`;
        const [finding, ...others] = refused([right, `${right.slice(0, at)}${value}`]);
        expect(others, value).to.deep.equal([]);
        expect(finding?.replace(/^platform\.yaml:\d+:\d+: /, ""), value).to.equal(
          `settlement.${key}: expected ${expected}, found ${found}`,
        );
      }
    };

    it("when nothing is said of it, or of a part of it", () => {
      const [from, to] = [sound.indexOf("settlement:\n"), sound.indexOf("payments:")];
      expect(refusalOf(() => parse(sound.slice(0, from) + sound.slice(to)))).to.deep.equal([
        "platform.yaml:1:1: settlement: expected a map with itemGas, externalCash, fixings, fails (how trades settle), found nothing",
      ]);
      expect(
        refused(
          ["  itemGas: 400000\n", ""],
          ["  externalCash: { currency: JPY, attestors: 2, deciders: 2, longStop: 10d }\n", ""],
          ["  fixings:\n    - { id: TONA, quorum: 3, window: 36h, mostAge: 7 }\n", ""],
        ),
      ).to.deep.equal([
        "platform.yaml:35:3: settlement.itemGas: expected a whole number from 150000 to 10000000 (gas that one trade of a batch may take), found nothing",
        "platform.yaml:35:3: settlement.externalCash: expected a map with currency, attestors, deciders, longStop (trades that are paid on another system), found nothing",
        "platform.yaml:35:3: settlement.fixings: expected a list, which may be empty (reference rates, each fixed from several reports), found nothing",
      ]);
      const fails = sound.indexOf("  fails:\n");
      expect(refusalOf(() => parse(sound.slice(0, fails) + sound.slice(to)))).to.deep.equal([
        "platform.yaml:35:3: settlement.fails: expected a map with rate, fixing, fallbackReference, cutOff, buyInAfter, cancelAfter, mostOver (what a late trade costs), found nothing",
      ]);
    });

    it("when a trade of a batch may take too little gas, or more than a block has for it", () => {
      refuses(
        "itemGas: 400000",
        "itemGas",
        "a whole number from 150000 to 10000000 (gas that one trade of a batch may take)",
        ["149999", "10000001", '"400000"', "0", "4.5"],
      );
    });

    it("when the currency is no code", () => {
      refuses(
        "currency: JPY",
        "externalCash.currency",
        "three capital letters such as JPY (the currency of the other system, ISO 4217)",
        ["yen", "JPYC", "JP", "jpy", '"¥"', "392"],
      );
    });

    it("when one key alone would attest a payment or decide a silence", () => {
      refuses(
        "attestors: 2",
        "externalCash.attestors",
        "a whole number from 2 to 16 (payment attestors that must say the same)",
        ["1", "0", "17"],
      );
      refuses(
        "deciders: 2",
        "externalCash.deciders",
        "a whole number from 2 to 16 (settlement operators that decide after the long stop)",
        ["1", "0", "17"],
      );
    });

    it("when the long stop is no duration, none at all, or longer than the contract waits", () => {
      refuses(
        "longStop: 10d",
        "externalCash.longStop",
        "a duration such as 48h of at least 1s and at most 90d, a whole number and s, m, h or d (how long after a trade's last time its silence may be decided)",
        ["0s", "91d", "7776001s", "10"],
      );
      const longest = parse(edit(sound, ["longStop: 10d", "longStop: 90d"]));
      expect(longest.settlement.externalCash.longStop).to.equal(7_776_000);
    });

    it("when more attestors or deciders are asked for than there are", () => {
      expect(
        refused(["attestors: 2", "attestors: 3"], ["deciders: 2", "deciders: 4"]),
      ).to.deep.equal([
        "platform.yaml:36:45: settlement.externalCash.attestors: expected at most the number of roles.paymentAttestor.holders, 2, found 3",
        "platform.yaml:36:58: settlement.externalCash.deciders: expected at most the number of roles.settlementOperator.holders, 2, found 4",
      ]);
    });

    it("when who attests payments also decides their silence", () => {
      expect(
        refused([
          "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
          "0xdD2FD4581271e230360230F9337D5c0430Bf44C0".toLowerCase(),
        ]),
      ).to.deep.equal([
        'platform.yaml:25:78: roles.paymentAttestor.holders[1]: expected an address that is no settlement operator\'s (roles.settlementOperator.holders[1] is the same), since who attests payments must not be who decides their silence, found "0xdd2fd4581271e230360230f9337d5c0430bf44c0"',
      ]);
    });

    it("when a role whose signatures count at once is given a delay", () => {
      const holder = (role: string) => sound.split(`${role}:`)[1]!.split("delay: 0s")[0]!;
      expect(
        refused(
          ...(["settlementOperator", "paymentAttestor", "rateReporter"] as const).map(
            (role) => [`${holder(role)}delay: 0s`, `${holder(role)}delay: 1h`] as const,
          ),
        ),
      ).to.deep.equal([
        'platform.yaml:24:135: roles.settlementOperator.delay: expected 0s, since what this role signs counts at once and nothing announces it, found "1h"',
        'platform.yaml:25:132: roles.paymentAttestor.delay: expected 0s, since what this role signs counts at once and nothing announces it, found "1h"',
        'platform.yaml:31:12: roles.rateReporter.delay: expected 0s, since what this role signs counts at once and nothing announces it, found "1h"',
      ]);
    });

    it("when there are more reporters than reports are taken of a date", () => {
      const more = Array.from({ length: 14 }, (_, n) => `0x${String(n + 1).padStart(40, "0")}`);
      const last = '      - "0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097"\n';
      const lines = more.map((key) => `      - "${key}"\n`).join("");
      expect(refused([last, `${last}${lines}`])).to.deep.equal([
        "platform.yaml:28:7: roles.rateReporter.holders: expected a list of 1 to 16 (who reports reference rates), found a list of 17",
      ]);
    });

    it("when a fixing has no code, one report, no window, or counts for more than a month", () => {
      const entry = "{ id: TONA, quorum: 3, window: 36h, mostAge: 7 }";
      expect(
        refused([entry, `${entry}\n    - { id: 3M tibor, quorum: 1, window: 0s, mostAge: 32 }`]),
      ).to.deep.equal([
        'platform.yaml:39:13: settlement.fixings[1].id: expected a code of 1 to 31 letters A-Z, digits and inner hyphens (the rate\'s code), found "3M tibor"',
        "platform.yaml:39:31: settlement.fixings[1].quorum: expected a whole number from 2 to 16 (fewest reports), found 1",
        'platform.yaml:39:42: settlement.fixings[1].window: expected a duration such as 48h of at least 1s, a whole number and s, m, h or d (how long after the end of a date its reports are taken), found "0s"',
        "platform.yaml:39:55: settlement.fixings[1].mostAge: expected a whole number from 0 to 31 (days that the last fixing counts on), found 32",
      ]);
      expect(
        refused([entry, `${entry}\n    - { id: TONA, quorum: 2, window: 1h, mostAge: 3 }`]),
      ).to.deep.equal([
        "platform.yaml:39:7: settlement.fixings[1]: expected a reference rate whose id is not listed before (the same as [0]), found a map",
      ]);
    });

    it("when a fixing asks for more reports than there are reporters", () => {
      expect(refused(["quorum: 3", "quorum: 4"])).to.deep.equal([
        "platform.yaml:38:27: settlement.fixings[0].quorum: expected at most the number of roles.rateReporter.holders, 3, found 4",
      ]);
    });

    it("when fails read a fixing that is not listed", () => {
      expect(refused(["fixing: TONA", "fixing: TIBOR"])).to.deep.equal([
        'platform.yaml:41:13: settlement.fails.fixing: expected one of settlement.fixings, which has TONA, found "TIBOR"',
      ]);
      expect(
        refused([
          "  fixings:\n    - { id: TONA, quorum: 3, window: 36h, mostAge: 7 }\n",
          "  fixings: []\n",
        ]),
      ).to.deep.equal([
        'platform.yaml:40:13: settlement.fails.fixing: expected one of settlement.fixings, which has none, found "TONA"',
      ]);
      expect(refused(["fixing: TONA", "fixing: tona"])).to.deep.equal([
        'platform.yaml:41:13: settlement.fails.fixing: expected a code of 1 to 31 letters A-Z, digits and inner hyphens (the reference rate, one of settlement.fixings), found "tona"',
      ]);
    });

    it("when fails read a fixing that is always too old on the day", () => {
      for (const mostAge of ["1", "0"]) {
        expect(refused(["mostAge: 7", `mostAge: ${mostAge}`])).to.deep.equal([
          `platform.yaml:38:52: settlement.fixings[0].mostAge: expected more days than settlement.fixings[0].window (129600 s), since nothing is fixed before the window ends and fails read it, found ${mostAge}`,
        ]);
      }
      expect(
        refused(["window: 36h, mostAge: 7", "window: 7d, mostAge: 7"]).map((each) =>
          each.replace(/,.*/, ""),
        ),
      ).to.deep.equal([
        "platform.yaml:38:51: settlement.fixings[0].mostAge: expected more days than settlement.fixings[0].window (604800 s)",
      ]);
      const entry = "{ id: TONA, quorum: 3, window: 36h, mostAge: 7 }";
      const other = parse(
        edit(sound, [entry, `${entry}\n    - { id: OTHER, quorum: 2, window: 36h, mostAge: 0 }`]),
      );
      expect(other.settlement.fixings[1]).to.deep.equal({
        ...{ id: "OTHER", quorum: 2, window: 129_600, mostAge: 0 },
      });
    });

    it("when a rate or share is no decimal fraction in quotes within its bounds", () => {
      const fraction = (least: number) =>
        `a decimal fraction in quotes from ${least} to 1 with at most 6 decimals, such as "0.03" for 3 %`;
      const wrong = ["0.03", "3", '"0.0300001"', '"1.000001"', '"3%"', '".5"', '"1."', '"+0.1"'];
      refuses(
        'rate: "0.03"',
        "fails.rate",
        `${fraction(0)} (the rate a year, from which the reference is taken)`,
        [...wrong, '"-0.000001"'],
      );
      refuses(
        'fallbackReference: "0"',
        "fails.fallbackReference",
        `${fraction(-1)} (the reference while no fixing is recent enough)`,
        [...wrong, '"-1.000001"'],
      );
      refuses(
        'mostOver: "0.1"',
        "fails.mostOver",
        `${fraction(0)} (how far above the trade's price a buy-in counts)`,
        [...wrong, '"-0.1"'],
      );
    });

    it("when the cut-off is no time of day", () => {
      refuses(
        'cutOff: "15:00"',
        "fails.cutOff",
        'a time of day in quotes such as "15:00" (the time of day in Japan from which a day is judged)',
        ['"24:00"', '"9:00"', '"15:60"', '"15:00:00"', '"15"', "15", "54000"],
      );
    });

    it("when a buyer or a seller would have to wait no day, or more than a year", () => {
      refuses(
        "buyInAfter: 3",
        "fails.buyInAfter",
        "a whole number from 1 to 365 (days of fails after which the buyer may buy in)",
        ["0", "366", "-1", '"3"'],
      );
      refuses(
        "cancelAfter: 2",
        "fails.cancelAfter",
        "a whole number from 1 to 365 (days without cash after which the seller may cancel)",
        ["0", "366", "-1", "2.5"],
      );
    });

    it("for a fault inside a fixing by that alone", () => {
      expect(refused(["{ id: TONA, quorum: 3, window: 36h, mostAge: 7 }", "TONA"])).to.deep.equal([
        'platform.yaml:38:7: settlement.fixings[0]: expected a map with id, quorum, window, mostAge (a reference rate), found "TONA"',
      ]);
    });
  });

  describe("for its durations", () => {
    it("when one is no whole number with a unit, or longer than 32 bits of seconds", () => {
      const expected =
        "platform.yaml:9:15: passes.vetoWindow: expected a duration such as 48h of at least 1s and at most 180d, a whole number and s, m, h or d (how long a new or reclassified pass waits for a veto), found";
      for (const wrong of ["24", "1.5h", "24 h", "1w", "24H", "-1h", "024h", "0s", "49711d"]) {
        const found = wrong === "24" ? wrong : `"${wrong}"`;
        expect(refused(["Window: 24h", `Window: ${wrong}`])).to.deep.equal([
          `${expected} ${found}`,
        ]);
      }
    });
  });

  describe("for its names", () => {
    it("when one is empty, padded, broken over lines, or longer than 120 bytes", () => {
      const expected =
        "platform.yaml:13:15: yen.name.ja: expected a text of 1 to 120 bytes of UTF-8 without line breaks or outer spaces (the name in Japanese), found";
      for (const wrong of ['""', '" 円"', '"円\\n"']) {
        expect(refused(["ja: 円", `ja: ${wrong}`])).to.deep.equal([`${expected} ${wrong}`]);
      }
      expect(refused(["ja: 円", `ja: ${"円".repeat(41)}`])).to.deep.equal([
        `${expected} "${"円".repeat(41)}"`,
      ]);
    });
  });

  it("given acts that are ready before the admin can take a leaked key away", () => {
    for (const delay of ["48h", "1s"]) {
      expect(
        refused(["registrarActs: { delay: 72h }", `registrarActs: { delay: ${delay} }`]),
      ).to.deep.equal([
        `platform.yaml:33:25: registrarActs.delay: expected more than roles.admin.delay (172800 s), so that a leaked registrar key can be taken away before its acts are ready, found "${delay}"`,
      ]);
    }
  });

  describe("for its issuers", () => {
    it("when two have one id, even while one of them has another fault", () => {
      const issuer = (registrars: string) =>
        `\n  - id: ISSUER-1\n    name: { ja: 社, en: Issuer }\n    registrarRole: 1000\n    registrars: ${registrars}\n    classes: 40`;
      const registrars = '["0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"]';
      expect(
        refused(["issuers: []", `issuers:${issuer(registrars)}${issuer("[]")}`]),
      ).to.deep.equal([
        "platform.yaml:54:5: issuers[1]: expected an issuer whose id is not listed before (the same as [0]), found a map",
        "platform.yaml:56:20: issuers[1].registrarRole: expected a role of its own (issuers[0].registrarRole is the same), found 1000",
        "platform.yaml:57:17: issuers[1].registrars: expected a list of 1 to 255 (who keeps the issuer's registers), found an empty list",
      ]);
    });

    const issuer = (changes: string) => {
      const registrars = '"0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"';
      const fields = {
        id: "A",
        name: "{ ja: 社, en: A }",
        registrarRole: "1000",
        registrars: `[${registrars}]`,
        classes: "40",
      };
      const [key, value] = changes.split("=") as [keyof typeof fields, string];
      const text = Object.entries({ ...fields, [key]: value }).map((entry) => entry.join(": "));
      return parse(edit(sound, ["issuers: []", `issuers:\n  - ${text.join("\n    ")}`]));
    };

    it("when it may open no class, or more than a platform can have", () => {
      const expected =
        "platform.yaml:53:14: issuers[0].classes: expected a whole number from 1 to 512 (classes that the issuer may open in all), found";
      for (const wrong of ["0", "513", "-1", "1.5", '"40"', "true"]) {
        expect(refusalOf(() => issuer(`classes=${wrong}`))).to.deep.equal([`${expected} ${wrong}`]);
      }
      for (const right of [1, 512]) {
        expect(issuer(`classes=${right}`).issuers[0]!.classes).to.equal(right);
      }
    });

    it("when its role is no registrar's, or has more than 32 bits", () => {
      const expected =
        "platform.yaml:51:20: issuers[0].registrarRole: expected a whole number from 1000 to 4294967295 (the number of the issuer's role), found";
      for (const wrong of ["999", "4294967296", "0", '"1000"']) {
        expect(refusalOf(() => issuer(`registrarRole=${wrong}`))).to.deep.equal([
          `${expected} ${wrong}`,
        ]);
      }
      for (const right of [1_000, 4_294_967_295]) {
        expect(issuer(`registrarRole=${right}`).issuers[0]!.registrarRole).to.equal(right);
      }
    });

    it("when an id is no code", () => {
      expect(refused(["issuers: []", "issuers: [{ id: issuer 1 }]"])[4]).to.equal(
        'platform.yaml:48:17: issuers[0].id: expected a code of 1 to 31 letters A-Z, digits and inner hyphens (the issuer\'s code, named by class files), found "issuer 1"',
      );
    });
  });

  it("for everything at once, in the order of the file, and says what to do", () => {
    const text = edit(
      sound,
      ["quorum: 2", "quorum: 3"],
      ["KJPY", "kjpy"],
      ["  pauser: ", "  pausers:"],
    );
    expect(() => parse(text))
      .to.throw(FileRefused)
      .with.property(
        "message",
        `platform.yaml:5:11: passes.quorum: expected at most the number of officers, 2, found 3
platform.yaml:14:11: yen.symbol: expected 1 to 11 letters A-Z and digits 0-9 (the money token's symbol), found "kjpy"
platform.yaml:17:3: roles.pauser: expected a map with holders, delay (who pauses), found nothing
platform.yaml:19:3: roles.pausers: expected a known key, the nearest is pauser, found pausers
Correct these 4 places and try again; nothing was done with the file.`,
      );
  });

  it("with findings that a program can read", () => {
    expect(() => parse(edit(sound, ["quorum: 2", "quorum: 3"])))
      .to.throw(FileRefused)
      .with.deep.property("findings", [
        {
          file: "platform.yaml",
          line: 5,
          column: 11,
          path: "passes.quorum",
          message: "expected at most the number of officers, 2, found 3",
        },
      ]);
  });

  it("never by another error, whatever is left out or put in the wrong place", () => {
    for (const text of faultsOf(readFileSync("examples/platform.yaml", "utf8"))) {
      try {
        parse(text);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
      }
    }
  });
});

describe("A platform file is read", () => {
  it("with durations in seconds and addresses with their checksum", () => {
    const officer = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    const { passes, roles, registrarActs } = parse(
      edit(sound, [officer, officer.toLowerCase()], ["vetoWindow: 24h", "vetoWindow: 7d"]),
    );
    expect(passes.officers[0]).to.equal(officer);
    expect(passes.vetoWindow).to.equal(604_800);
    expect(roles.passGuardian.delay).to.equal(0);
    expect(roles.ruleChanger.delay).to.equal(1_800);
    expect(registrarActs.delay).to.equal(259_200);
  });

  it("with shares in millionths, exactly, and the cut-off in seconds from midnight in Japan", () => {
    const { settlement } = parse(sound);
    expect(settlement).to.deep.equal({
      itemGas: 400_000,
      externalCash: { currency: "JPY", attestors: 2, deciders: 2, longStop: 864_000 },
      fixings: [{ id: "TONA", quorum: 3, window: 129_600, mostAge: 7 }],
      fails: {
        ...{ rate: 30_000, fixing: "TONA", fallbackReference: 0, cutOff: 54_000 },
        ...{ buyInAfter: 3, cancelAfter: 2, mostOver: 100_000 },
      },
    });
    const fallback = (text: string) =>
      parse(edit(sound, ['fallbackReference: "0"', `fallbackReference: "${text}"`])).settlement
        .fails.fallbackReference;
    for (const [text, millionths] of [
      ["0.000001", 1],
      ["-0.000001", -1],
      ["-1", -1_000_000],
      ["1.000000", 1_000_000],
      ["0.1", 100_000],
      ["-0.0025", -2_500],
      ["-0", 0],
    ] as const) {
      expect(fallback(text), text).to.equal(millionths);
    }
    const cutOff = (text: string) => parse(edit(sound, ['"15:00"', text])).settlement.fails.cutOff;
    expect([cutOff('"00:00"'), cutOff('"23:59"'), cutOff('"09:05"')]).to.deep.equal([
      ...[0, 86_340, 32_700],
    ]);
  });

  it("with line ends of Windows and a byte order mark", () => {
    const windows = `\uFEFF${sound.replaceAll("\n", "\r\n")}`;
    expect(parse(windows)).to.deep.equal(parse(sound));
  });
});
