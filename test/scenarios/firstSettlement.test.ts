import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { openChain } from "../../scripts/scenarios/chain.ts";
import { CashNotYen, NotPlayable } from "../../scripts/scenarios/firstSettlement/faults.ts";
import { firstSettlement } from "../../scripts/scenarios/firstSettlement.ts";
import { KeyMissing } from "../../scripts/scenarios/keyring.ts";
import { deployPlatform, type Platform } from "../../sdk/deploy/deployPlatform.ts";
import { parseClassFile } from "../../sdk/files/parseClassFile.ts";
import { parsePlatformFile } from "../../sdk/files/parsePlatformFile.ts";
import { readPowers } from "../../sdk/read/readPowers.ts";
import { requireChain, WrongChain } from "../../sdk/read/requireChain.ts";

const PLATFORM = "examples/platform.yaml";
const CLASS = "examples/classes/sbi-st-1.yaml";
const platformText = readFileSync(PLATFORM, "utf8");
const classText = readFileSync(CLASS, "utf8");

async function told({ platform = platformText, security = classText, lang = "en" as "en" | "ja" }) {
  const lines: string[] = [];
  await firstSettlement(await openChain(undefined), {
    platformFile: parsePlatformFile(platform, PLATFORM),
    classFile: parseClassFile(security, CLASS),
    platformPath: PLATFORM,
    classPath: CLASS,
    lang,
    print: (line) => lines.push(line),
  });
  return lines.join("\n");
}

async function refusal(run: Promise<unknown>): Promise<Error> {
  try {
    await run;
  } catch (error) {
    return error as Error;
  }
  throw new Error("was not refused");
}

/** The demo as a user runs it, without a fresh build. */
function demo(...args: string[]) {
  const tsx = "node_modules/tsx/dist/cli.mjs";
  const { status, stderr } = spawnSync(process.execPath, [tsx, "scripts/demo.ts", ...args], {
    encoding: "utf8",
  });
  return { status, stderr: stderr.trim() };
}

describe("The first settlement", () => {
  it("settles issuer to A and A to B, and refuses five attempts, each in words", async () => {
    const text = await told({});
    expect(text).to.match(
      /DvP in one transaction: Issuer delivers 10 units .* to Investor A against ¥1,000,000/,
    );
    expect(text).to.match(/Investor A delivers 4 units .* to Investor B against ¥400,400/);
    for (const reason of [
      "Stranger C has no working KYC pass: none was ever granted.",
      "The thief has no working KYC pass: none was ever granted.",
      "Number 2 of Investor A is used up",
      "The trade had to settle by",
      "Investor B has no working KYC pass: it was revoked.",
    ]) {
      expect(text).to.contain(reason);
    }
    expect(text).to.contain("deployer");
  });

  it("tells the same in Japanese", async () => {
    const text = await told({ lang: "ja" });
    expect(text).to.contain("投資家A が 投資家B に 額面 ¥400,000 を引渡し");
    expect(text).to.contain("部外者C には有効なKYCパスがありません");
  });

  it("plays a class for qualified institutional investors abroad just as well", async () => {
    const text = await told({
      security: classText
        .replace(/categories: \[.*\]/, "categories: [qii]")
        .replace("residences: [JP]", "residences: [US, JP]"),
    });
    expect(text).to.contain("5 attempts refused");
  });

  it("plays shares at their issue price, and says what their file assumes", async () => {
    const path = "examples/classes/sbi-esports.yaml";
    const security = readFileSync(path, "utf8");
    const text = await told({ security });
    expect(text).to.contain("Up to 1,000 shares.");
    expect(text).to.contain("Issue price ¥50,000 for 1 share.");
    expect(text).to.contain(
      "Rules: 49 holders at most; whole multiples of 50 shares; 49 persons asked at most in 6 months.",
    );
    expect(text).to.match(/Assumed in the file, not publicly reported: unit\.issuePrice, schedule/);
    expect(text).to.contain("Investor A delivers 200 shares to Investor B against ¥10,010,000");
    expect(await told({ security, lang: "ja" })).to.contain("発行価格は1株あたり ¥50,000。");
  });

  it("plays few bonds of a large face", async () => {
    const text = await told({
      security: readFileSync("examples/classes/jpx-green-1.yaml", "utf8"),
    });
    expect(text).to.contain("against ¥500,000,000");
    expect(text).to.match(/Investor A delivers 2 units .* to Investor B against ¥200,200,000/);
  });

  it("says the rules of a class in both languages, and offers no more than one investor may have", async () => {
    const security = classText
      .replace("  max: 999", "  max: 999\n  maxPerCategory: { general: 500 }\n  maxUnits: 5")
      .replace("{ lot: 1 }", "{ lot: 1, closesAfter: 2099-03-31 }");
    const text = await told({ security });
    expect(text).to.contain(
      "Rules: 999 holders at most; 500 general investors at most; 5 units (¥500,000 face) to one " +
        "investor at most; closed to transfers after 2099-03-31.",
    );
    expect(text).to.match(/Issuer delivers 5 units .* to Investor A against ¥500,000/);
    expect(await told({ security, lang: "ja" })).to.contain(
      "保有・譲渡の条件：保有者 999 名以内、一般投資家 500 名以内、1投資家あたり 額面 ¥500,000 以内、" +
        "2099年3月31日 の翌日以降は譲渡不可。",
    );
  });

  it("refuses, before anything is sent, a class whose rules its story cannot play", async () => {
    const fund = readFileSync("examples/classes/fund-model.yaml", "utf8");
    const one = (from: string, to: string) => classText.replace(from, to);
    const cases: [string, string][] = [
      [fund, "The class is locked up until the end of 2027-03-31"],
      [fund.replace("2027-03-31 ", "2020-03-31 "), "Play a class without transfer.consent."],
      [
        one("{ lot: 1 }", "{ lot: 1, venueOnly: true }"),
        "Play a class without transfer.venueOnly.",
      ],
      [
        one("{ lot: 1 }", "{ lot: 1, blockOnly: true }"),
        "Play a class without transfer.blockOnly.",
      ],
      [one("{ lot: 1 }", "{ lot: 1, closesAfter: 2020-03-31 }"), "moves after 2020-03-31"],
      [
        one("  max: 999", "  maxPerCategory: { general: 1 }"),
        "Set holders.maxPerCategory.general to 2 or more.",
      ],
    ];
    for (const [security, mend] of cases) {
      const error = await refusal(told({ security }));
      expect(error, error.message).to.be.instanceOf(NotPlayable);
      expect(error.message).to.contain(mend);
    }
  });

  it("refuses, before anything is sent, a class that settles in other cash", async () => {
    const other = classText.replace(
      "cash: yen",
      'cash: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"',
    );
    expect(await refusal(told({ security: other }))).to.be.instanceOf(CashNotYen);
  });

  it("refuses, before anything is sent, files that would stop it half-way", async () => {
    const cases: [{ platform?: string; security?: string }, string][] = [
      [
        { platform: platformText.replace(/(yenOperator: .*)delay: 0s/, "$1delay: 1h") },
        "Set roles.yenOperator.delay to 0s. Nothing was sent.",
      ],
      [
        { platform: platformText.replace("PerDay: 200", "PerDay: 2") },
        "Set passes.grantsPerOfficerPerDay to 3 or more.",
      ],
      [
        { platform: platformText.replace("reserveFreshness: 24h", "reserveFreshness: 1s") },
        "Set yen.reserveFreshness to 60s or more.",
      ],
      [{ security: classText.replace("max: 999", "max: 1") }, "Set holders.max to 2 or more."],
    ];
    for (const [files, mend] of cases) {
      const error = await refusal(told(files));
      expect(error).to.be.instanceOf(NotPlayable);
      expect(error.message).to.contain(mend);
    }
  });

  it("names the role and address for which the network has no key", async () => {
    const nobody = "0x000000000000000000000000000000000000dEaD";
    const error = await refusal(
      told({
        platform: platformText.replace("0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", nobody),
      }),
    );
    expect(error).to.be.instanceOf(KeyMissing);
    expect(error.message).to.contain(`pass guardian ${nobody}`);
  });

  it("names an issuer that the platform file does not have", async () => {
    const error = await refusal(told({ security: classText.replace("ISSUER-1", "ISSUER-9") }));
    expect(error.message).to.contain("no issuer ISSUER-9");
  });

  it("refuses the wrong chain before anything is signed", async () => {
    const { provider } = await openChain(undefined);
    const error = await refusal(requireChain(provider, { chainId: 1n } as Platform));
    expect(error).to.be.instanceOf(WrongChain);
    expect(error.message).to.contain("on chain 1, but the connected chain is 31337");
  });
});

describe("npm run demo", () => {
  it("ends non-zero with one clear sentence on bad input, and no stack trace", () => {
    const cases: [string[], string][] = [
      [["--class", "nowhere.yaml"], "There is no file nowhere.yaml."],
      [["--network", "nowhere"], "hardhat.config.ts has no network nowhere."],
      [["--lang", "fr"], "--lang is en or ja, not fr."],
      [["--clas", "x"], "--clas is no option of the demo."],
      [["--class", PLATFORM], `${PLATFORM}:4:7: kind: expected TokenClass`],
    ];
    for (const [args, sentence] of cases) {
      const { status, stderr } = demo(...args);
      expect(status, args.join(" ")).to.equal(1);
      expect(stderr.startsWith(sentence), stderr).to.equal(true);
      expect(stderr).not.to.contain("    at ");
    }
  }).timeout(60_000);
});

describe("A platform whose admin deploys it", () => {
  it("is set up in whole, and the admin's delay holds from then on", async () => {
    const deployer = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const chain = await openChain(undefined);
    const file = parsePlatformFile(
      platformText.replace("0x70997970C51812dc3A010C7d01b50e0d17dc79C8", deployer),
      PLATFORM,
    );
    const { platform } = await deployPlatform(chain.signers[0]!, file);
    const powers = await readPowers(chain.provider, platform, file);
    expect(powers.filter(({ holder }) => holder === deployer)).to.have.lengthOf(1);
    expect(powers.find(({ holder }) => holder === deployer)?.delay).to.equal(48 * 3_600);
  });
});
