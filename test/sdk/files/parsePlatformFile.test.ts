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
registrarActs: { delay: 72h }
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
        "platform.yaml:1:1: expected a map with apiVersion, kind, name, passes, yen, roles, registrarActs, issuers (a platform), found nothing",
      ]);
    });

    it("when it is no map", () => {
      expect(refusalOf(() => parse("# a list\n- Platform\n"))).to.deep.equal([
        "platform.yaml:2:1: expected a map with apiVersion, kind, name, passes, yen, roles, registrarActs, issuers (a platform), found a list of 1",
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
        "platform.yaml:25:3: expected a word as key, found a list, map or alias",
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
        "platform.yaml:26:1: __proto__: expected a known key, the nearest is roles, found __proto__",
        "platform.yaml:27:1: constructor: expected a known key, the nearest is apiVersion, found constructor",
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
        "platform.yaml:24:25: registrarActs.delay: expected a duration such as 48h of at least 1s and at most 180d, a whole number and s, m, h or d (how long such an act waits, unless a second registrar key approves it), found";
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
        `platform.yaml:24:25: registrarActs.delay: expected more than roles.admin.delay (172800 s), so that a leaked registrar key can be taken away before its acts are ready, found "${delay}"`,
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
        "platform.yaml:31:5: issuers[1]: expected an issuer whose id is not listed before (the same as [0]), found a map",
        "platform.yaml:33:20: issuers[1].registrarRole: expected a role of its own (issuers[0].registrarRole is the same), found 1000",
        "platform.yaml:34:17: issuers[1].registrars: expected a list of 1 to 255 (who keeps the issuer's registers), found an empty list",
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
        "platform.yaml:30:14: issuers[0].classes: expected a whole number from 1 to 512 (classes that the issuer may open in all), found";
      for (const wrong of ["0", "513", "-1", "1.5", '"40"', "true"]) {
        expect(refusalOf(() => issuer(`classes=${wrong}`))).to.deep.equal([`${expected} ${wrong}`]);
      }
      for (const right of [1, 512]) {
        expect(issuer(`classes=${right}`).issuers[0]!.classes).to.equal(right);
      }
    });

    it("when its role is no registrar's, or has more than 32 bits", () => {
      const expected =
        "platform.yaml:28:20: issuers[0].registrarRole: expected a whole number from 1000 to 4294967295 (the number of the issuer's role), found";
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
        'platform.yaml:25:17: issuers[0].id: expected a code of 1 to 31 letters A-Z, digits and inner hyphens (the issuer\'s code, named by class files), found "issuer 1"',
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

  it("with line ends of Windows and a byte order mark", () => {
    const windows = `\uFEFF${sound.replaceAll("\n", "\r\n")}`;
    expect(parse(windows)).to.deep.equal(parse(sound));
  });
});
