import { expect } from "chai";
import { encodeBytes32String, Wallet } from "ethers";
import { formatBundle, parseBundle } from "../../../sdk/officers/bundle.ts";
import {
  collectSignatures,
  RequestExpired,
  SignaturesMissing,
} from "../../../sdk/officers/collectSignatures.ts";
import { describeItem } from "../../../sdk/officers/describeItem.ts";
import {
  formatRequest,
  hashRequest,
  type OfficersRequest,
  parseRequest,
  RequestRefused,
} from "../../../sdk/officers/request.ts";
import { formatSignatures, parseSignatures } from "../../../sdk/officers/signatures.ts";
import { signRequest } from "../../../sdk/officers/signRequest.ts";
import { digestOf, VERBS } from "../../../sdk/officers/verbs.ts";
import type { Officer } from "../../../sdk/read/readOfficers.ts";

const PASS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const A = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const KEYS = [1, 2, 3, 4].map((number) => new Wallet(`0x${String(number).padStart(64, "0")}`));
const [one, two, three, stranger] = KEYS as [Wallet, Wallet, Wallet, Wallet];
const DEADLINE = 1_900_000_000;

function renewal(seq = 1): OfficersRequest {
  const message = { wallet: A, expiry: 22_000, screenedUntil: 21_500, seq, deadline: DEADLINE };
  const digest = digestOf(VERBS.renew.typedData(31_337n, PASS, message));
  const rows = [{ reference: "C-1", wallet: A, line: 2 }];
  const items = [{ rows, message, digest }];
  return { chainId: 31_337n, pass: PASS, verb: "renew", deadline: DEADLINE, items };
}

const request = renewal();
const text = formatRequest(request);

const officers = (states: readonly Officer["state"][] = ["active", "active", "active"]) => ({
  officers: states.map((state, index) => ({
    number: index + 1,
    key: KEYS[index]!.address,
    state,
    disownedSince: state === "disowned" ? 1_800_000_000 : 0,
  })),
  quorum: 2,
  vetoWindow: 86_400,
  grantsPerOfficerPerDay: 200,
  listedPerOfficerPerDay: 2_000,
});

const fileOf = async (key: Wallet, of = request) => ({
  fileName: `${key.address.slice(0, 6)}.json`,
  signatures: await signRequest(key, of),
});

describe("A request's file", () => {
  it("reads back as it was written, and has the same bytes every time", () => {
    expect(formatRequest(parseRequest(text, "x"))).to.equal(text);
    expect(formatRequest(renewal())).to.equal(text);
    expect(hashRequest(parseRequest(text, "x"))).to.match(/^[0-9a-f]{64}$/);
  });

  it("is refused when it is another format, half a file, or was changed anywhere", () => {
    const cases: [string, string, RegExp][] = [
      ['"format": 1', '"format": 2', /it has format 2, and this program knows format 1/],
      [
        '"seq": 1',
        '"seq": 2',
        /item 1 of 1 \(C-1\) was changed: its digest is that of something else/,
      ],
      ['"expiry": 22000', '"expiry": 22001', /its digest is that of something else/],
      ['"chainId": 31337', '"chainId": 1', /its digest is that of something else/],
      [PASS, one.address, /its digest is that of something else/],
      ['"verb": "renew"', '"verb": "revoke"', /is no revoke/],
      ['"verb": "renew"', '"verb": "burn"', /is not as `npm run officers` writes it \(verb/],
      ['"line": 2', '"line": 2, "note": "x"', /is not as `npm run officers` writes it/],
      ['"reference": "C-1"', '"reference": "C-1\\u001b[8m"', /characters that print/],
      ['"reference": "C-1"', '"reference":  "C-1"', /written anew by something else/],
      [
        "KessaiOfficersRequest",
        "KessaiOfficersBundle",
        /is not as `npm run officers` writes it \(kind/,
      ],
      ["]\n}\n", "", /it is no JSON, or only a part of it/],
    ];
    for (const [from, to, message] of cases) {
      const changed = text.replace(from, to);
      expect(changed, from).not.to.equal(text);
      expect(() => parseRequest(changed, "x.json"), from)
        .to.throw(RequestRefused)
        .with.property("message")
        .that.matches(message);
    }
    const deadline = text.replace(
      `"deadline": ${DEADLINE},\n "items"`,
      `"deadline": 1999999999,\n "items"`,
    );
    expect(() => parseRequest(deadline, "x")).to.throw(
      RequestRefused,
      "its deadline is not the request's",
    );
    const row = text.replace(`"wallet": "${A}"`, `"wallet": "${PASS}"`);
    expect(() => parseRequest(row, "x")).to.throw(RequestRefused, "its rows are not the wallets");
  });

  it("says in words what it is, in both languages", () => {
    const [item] = request.items;
    expect(describeItem(request, item!, "en")).to.deep.equal([
      `C-1  ${A}  until 2030-03-27, screened until 2028-11-12`,
    ]);
    expect(describeItem(request, item!, "ja")[0]).to.contain("有効期限 2030年3月27日");
    const reason = encodeBytes32String("HIT-1");
    const message = { wallet: A, validFrom: 1, reason, deadline: DEADLINE };
    const revoked = { ...item!, message };
    expect(describeItem({ verb: "revoke" }, revoked, "en")[0]).to.contain("reason HIT-1");
  });
});

describe("collectSignatures", () => {
  const collect = (
    files: Awaited<ReturnType<typeof fileOf>>[],
    states?: readonly Officer["state"][],
    now = DEADLINE,
  ) => collectSignatures({ request, files, officers: officers(states), now });

  function missing(...given: Parameters<typeof collect>): SignaturesMissing {
    try {
      collect(...given);
    } catch (error) {
      if (error instanceof SignaturesMissing) return error;
      throw error;
    }
    throw new Error("it was collected");
  }

  it("says who is missing to the quorum", async () => {
    const error = missing([await fileOf(two)]);
    expect(error.message).to.equal("1 of 2 officers have signed; missing 1 of officers 1, 3.");
    expect(error.in("ja")).to.contain("2 名中 1 名分");
  });

  it("says when too few officers are left to make one", async () => {
    const states = ["active", "removed", "disowned"] as const;
    expect(missing([await fileOf(one)], states).message).to.contain(
      "too few active officers are left",
    );
  });

  it("names each bad file and why, and takes the good ones", async () => {
    const other = await fileOf(two, renewal(9));
    const forged = await fileOf(two);
    const foreign = await fileOf(two);
    const short = await fileOf(two);
    const broken = await fileOf(two);
    const cases: [Awaited<ReturnType<typeof fileOf>>, RegExp][] = [
      [other, /it signs another request, with SHA-256 [0-9a-f]{64}; this one has/],
      [
        { ...forged, signatures: { ...forged.signatures, officer: three.address } },
        new RegExp(`is by ${two.address}, and the file says it is by ${three.address}`),
      ],
      [{ ...foreign, signatures: { ...foreign.signatures, chainId: 1n } }, /it is for chain 1 /],
      [
        { ...short, signatures: { ...short.signatures, signatures: [] } },
        /it has 0 signatures, the request 1 items/,
      ],
      [
        { ...broken, signatures: { ...broken.signatures, signatures: [`0x${"00".repeat(65)}`] } },
        /is no valid signature of anybody/,
      ],
      [await fileOf(stranger), /is not an officer and never was/],
    ];
    for (const [bad, message] of cases) {
      const { faults, officers: numbers } = collect([await fileOf(one), bad, await fileOf(three)]);
      expect(faults).to.have.lengthOf(1);
      expect(faults[0]!.fileName).to.equal(bad.fileName);
      expect(faults[0]!.message.en).to.match(message);
      expect(numbers).to.deep.equal([1, 3]);
    }
  });

  it("counts nobody twice, removed or disowned", async () => {
    const [first, again] = [await fileOf(one), await fileOf(one)];
    expect(missing([first, again]).message).to.contain("officer 1 signed already");
    const files = [await fileOf(one), await fileOf(two), await fileOf(three)];
    const { faults } = collect([...files], ["active", "active", "removed"]);
    expect(faults[0]!.message.en).to.contain("was removed and attests nothing more");
    const states = ["active", "disowned", "active"] as const;
    expect(collect(files, states).faults[0]!.message.en).to.contain("is disowned since 2027-01-15");
  });

  it("refuses a request whose deadline has passed", async () => {
    const files = [await fileOf(one), await fileOf(two)];
    expect(() => collect(files, undefined, DEADLINE + 1)).to.throw(RequestExpired);
  });

  it("orders the attestations by officer, and its files read back", async () => {
    const { bundle } = collect([await fileOf(three), await fileOf(one)]);
    expect(bundle.attestations[0]!.map(({ officer }) => officer)).to.deep.equal([1, 3]);
    const written = formatBundle(bundle);
    expect(parseBundle(written, "x")).to.deep.equal(bundle);
    const changed = written.replace('"reference": "C-1"', '"reference": "C-2"');
    expect(() => parseBundle(changed, "x")).to.throw(RequestRefused, "not the one that was signed");
    const { signatures } = await fileOf(one);
    expect(parseSignatures(formatSignatures(signatures), "x")).to.deep.equal(signatures);
  });
});
