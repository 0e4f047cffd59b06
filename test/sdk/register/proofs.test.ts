import { expect } from "chai";
import { encodeRlp, keccak256, toBeHex } from "ethers";
import { blockHashOf } from "../../../sdk/register/blockHashOf.ts";
import { parseRegister } from "../../../sdk/register/parseRegister.ts";
import { ProofBroken, provenValue, trieNodes } from "../../../sdk/register/provenValue.ts";
import type { Register } from "../../../sdk/register/Register.ts";
import { type RegisterAtParameters, registerAt } from "../../../sdk/register/registerAt.ts";
import { type RegisterBundle, registerBundle } from "../../../sdk/register/registerBundle.ts";
import { registerDigest } from "../../../sdk/register/registerDigest.ts";
import { registerJson } from "../../../sdk/register/registerJson.ts";
import { rpcAt } from "../../../sdk/register/rpcAt.ts";
import { verifyBundle } from "../../../sdk/register/verifyBundle.ts";
import { verifyRegister } from "../../../sdk/register/verifyRegister.ts";
import { type Anvil, anvil } from "../../support/anvil.ts";
import { grantedSystem, linked } from "../../support/lists.ts";
import { REASON } from "../../support/passes.ts";
import { DAY, world } from "../../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;

/** What a test does to a register, as a forger who makes the digest fit. */
type Forgery = (register: ReturnType<typeof changeable>) => void;

/** Without its promises to stay as it is. */
type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

function changeable(register: Register): Changeable<Register> {
  return structuredClone(register) as Changeable<Register>;
}

describe("A register's proofs", function () {
  this.timeout(120_000);
  let node: Anvil | undefined;
  let parameters: RegisterAtParameters;
  let register: Register;
  let bundle: RegisterBundle;

  before(async function () {
    node = await anvil(["--accounts", "20"]);
    if (node === undefined) return this.skip();
    const w = await world({ url: node.url });
    await w.granted([w.a, w.b], {}, [1]);
    await linked(w, w.a, [w.c], [1]);
    await grantedSystem(w, { address: w.platform.dvp });
    await w.desk.issue(w.bond, w.a.address, 60n, ISSUE);
    await w.bond.connect(w.a).transfer(w.b, 20n);
    await w.bond.connect(w.a).transfer(w.c, 10n);
    await w.desk.issue(w.bond, w.platform.dvp, 7n, ISSUE);
    await w.bond.connect(w.a).hold(w.a, 5n, w.relayer, (await w.now()) + DAY, ISSUE);
    await w.desk.freezeUnits(w.bond, w.a, 10n, REASON, REASON);
    await w.desk.freezeWallet(w.bond, w.b, REASON, REASON);
    parameters = {
      provider: rpcAt(node.url),
      token: await w.bond.getAddress(),
      pass: w.platform.pass,
    };
    register = await registerAt(parameters);
    bundle = await registerBundle(parameters.provider, register);
    // History: what is proven is what was then.
    await w.bond.connect(w.c).transfer(w.a, 1n);
  });

  after(() => node?.stop());

  const read = (changed: unknown) => () => verifyBundle(JSON.parse(JSON.stringify(changed)));

  function forged(forgery: Forgery): RegisterBundle {
    const { digest: _, ...changed } = changeable(register);
    forgery(changed as never);
    const json = registerJson({ ...changed, digest: registerDigest(changed) } as Register);
    return { ...bundle, register: JSON.parse(json) };
  }

  it("prove each wallet's figures and the supply, from a file alone", () => {
    const verified = read(bundle)();
    expect(verified.register).to.deep.equal(register);
    expect([verified.wallets, verified.blockHash]).to.deep.equal([4, register.blockHash]);
    expect(register.investors.map(({ investor, units }) => [investor, units])).to.deep.equal([
      [1, 40n],
      [2, 20n],
      [undefined, 7n],
    ]);
  });

  it("are made of a past block too, and say the same as the node's events", async () => {
    expect(await verifyRegister(register, parameters)).to.deep.equal(bundle);
    const other = { ...register, digest: "00" };
    const refused = await verifyRegister(other, parameters).catch((error) => error);
    expect(refused.name).to.equal("RegisterDiffers");
    expect(refused.rebuilt).to.deep.equal(register);
  });

  const forgeries: [what: string, forgery: Forgery, says: string][] = [
    [
      "more units",
      (r) => {
        r.investors[0]!.wallets[1]!.units = 31n;
      },
      "units of",
    ],
    [
      "an investor's other free sum",
      (r) => {
        r.investors[1]!.free = 1n;
      },
      "free of investor 2",
    ],
    [
      "less held",
      (r) => {
        r.investors[0]!.wallets[1]!.held = 0n;
      },
      "held of",
    ],
    [
      "less frozen",
      (r) => {
        r.investors[0]!.wallets[1]!.frozen = 0n;
      },
      "frozen of",
    ],
    [
      "more free",
      (r) => {
        r.investors[0]!.wallets[1]!.free = 30n;
      },
      "free units",
    ],
    [
      "nobody stopped",
      (r) => {
        r.investors[1]!.wallets[0]!.stopped = false;
      },
      "stops",
    ],
    [
      "another supply",
      (r) => {
        r.supply = 66n;
      },
      "supply is proven to be 67",
    ],
    ["a holder less", (r) => void r.investors.pop(), "sum to 60 units of 67"],
    [
      "a wallet twice",
      (r) => void r.investors[0]!.wallets.push(r.investors[0]!.wallets[0]!),
      "twice",
    ],
    ["lots that are missing", (r) => void r.investors[1]!.wallets[0]!.lots.pop(), "lots of"],
    ["holds that are missing", (r) => void r.investors[0]!.wallets[1]!.holds.pop(), "holds of"],
    [
      "an investor's other sum",
      (r) => {
        r.investors[0]!.units = 41n;
      },
      "wallets sum to 40",
    ],
    [
      "two investors as one",
      (r) => {
        const [one, other] = r.investors;
        one!.wallets.push(...other!.wallets);
        one!.units += other!.units;
        one!.free += other!.free;
        r.investors.splice(1, 1);
      },
      "counts 2 investors, the register 1",
    ],
    [
      "another class",
      (r) => {
        r.token = r.pass;
      },
      "proven",
    ],
    [
      "no class",
      (r) => {
        r.token = `0x${"01".repeat(20)}`;
      },
      "Nothing is proven of 0x0101",
    ],
    [
      "another block",
      (r) => {
        r.block += 1;
      },
      "another block's",
    ],
    [
      "another time",
      (r) => {
        r.timestamp += 1;
      },
      "another time",
    ],
    [
      "another hash",
      (r) => {
        r.blockHash = `0x${"00".repeat(32)}`;
      },
      "another hash",
    ],
  ];
  for (const [what, forgery, says] of forgeries) {
    it(`deny ${what}, though the digest fits`, () => {
      expect(read(forged(forgery))).to.throw(says);
    });
  }

  it("deny a digest that does not fit, a changed header, and a bundle cut short", () => {
    const json = { ...bundle.register, supply: "68" };
    expect(read({ ...bundle, register: json })).to.throw("digest");
    for (const name of Object.keys(bundle.header)) {
      const value = bundle.header[name] as string;
      const changed = value.endsWith("1") ? `${value.slice(0, -1)}2` : `${value.slice(0, -1)}1`;
      const header = { ...bundle.header, [name]: value === "0x" ? "0x01" : changed };
      expect(read({ ...bundle, header }), name).to.throw("another hash");
    }
    // The same bytes to the hash, another number to a reader.
    for (const name of ["timestamp", "number"]) {
      const digits = (bundle.header[name] as string).slice(2);
      for (const forged of [`zz${digits}`, `1x${digits}`, `0x0${digits}`, digits]) {
        const header = { ...bundle.header, [name]: forged };
        expect(read({ ...bundle, header }), forged).to.throw("no bundle of a register");
      }
    }
    const { number: _, ...without } = bundle.header;
    expect(read({ ...bundle, header: without })).to.throw("no bundle of a register");
    for (const [index] of bundle.nodes.entries()) {
      const nodes = bundle.nodes.filter((_, at) => at !== index);
      expect(read({ ...bundle, nodes }), String(index)).to.throw("is missing");
    }
    expect(read({})).to.throw("no bundle of a register");
    expect(read({ ...bundle, nodes: ["0x1"] })).to.throw("no bundle of a register");
  });

  it("come back from JSON as they were", () => {
    expect(parseRegister(bundle.register)).to.deep.equal(register);
    expect(blockHashOf(bundle.header)).to.equal(register.blockHash);
  });
});

describe("registerBundle", () => {
  it("says so when the node proves nothing, or has another block", async () => {
    const provider = {
      async send(method: string) {
        if (method === "eth_getBlockByNumber") return { hash: "0x01" };
        throw new Error("no such method");
      },
    };
    const register = { block: 1, blockHash: "0x01", token: `0x${"01".repeat(20)}`, investors: [] };
    const refused = await registerBundle(provider, register as never).catch((error) => error);
    expect([refused.name, refused.message]).to.satisfy(
      ([name, message]: string[]) => name === "ProofRefused" && message!.includes("eth_getProof"),
    );
    const other = { ...register, blockHash: "0x02" };
    const moved = await registerBundle(provider, other as never).catch((error) => error);
    expect(moved.name).to.equal("ChainMoved");
  });
});

describe("provenValue", () => {
  const key = toBeHex(1, 32);
  const path = keccak256(key).slice(2);
  const leaf = encodeRlp([`0x20${path}`, "0x05"]);

  it("reads a leaf, and proves that another key has nothing", () => {
    const nodes = trieNodes([leaf]);
    expect(provenValue(keccak256(leaf), key, nodes)).to.equal("0x05");
    expect(provenValue(keccak256(leaf), toBeHex(2, 32), nodes)).to.equal(undefined);
    expect(provenValue(keccak256("0x80"), key, nodes)).to.equal(undefined);
  });

  it("follows extensions, branches and nodes inside their parents", () => {
    // A leaf shorter than a hash stands in its branch itself.
    const inner = Array.from({ length: 17 }, () => "0x" as string | string[]);
    inner[Number.parseInt(path[62]!, 16)] = [`0x3${path[63]}`, "0x07"];
    const branch = encodeRlp(inner);
    const extension = encodeRlp([`0x00${path.slice(0, 62)}`, keccak256(branch)]);
    const nodes = trieNodes([branch, extension]);
    expect(provenValue(keccak256(extension), key, nodes)).to.equal("0x07");
    expect(provenValue(keccak256(extension), toBeHex(2, 32), nodes)).to.equal(undefined);
    expect(() => provenValue(keccak256(extension), key, trieNodes([extension]))).to.throw(
      ProofBroken,
      "is missing",
    );
  });

  it("refuses nodes that are none", () => {
    for (const node of ["0x05", encodeRlp(["0x01", "0x02", "0x03"]), "0xc5"]) {
      expect(() => provenValue(keccak256(node), key, trieNodes([node])), node).to.throw(
        ProofBroken,
      );
    }
  });
});
