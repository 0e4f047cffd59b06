import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String, sha256, toUtf8Bytes } from "ethers";
import { platformOrders } from "../../../cli/commands/platform/orders.ts";
import { taxShow } from "../../../cli/commands/tax/show.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { RESTRICTED_INTERFACES, RegistrarDesk__factory } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { desk, inFolder } from "../support/desk.ts";

const load = fixture(desk);
const HASH = sha256(toUtf8Bytes("prospectus"));

/** The same command until it is carried out: announced, waited for, sent. */
async function announced(
  w: Awaited<ReturnType<typeof load>>,
  words: readonly string[],
  delay: number,
) {
  const first = await w.kessai([...words, "--json"]);
  expect(first.exit, first.out).to.equal(3);
  await w.networkHelpers.time.increase(delay);
  const second = await w.kessai([...words, "--json"]);
  expect(second.exit, second.out).to.equal(0);
  writtenSchema.parse(second.json.result);
}

describe("kessai platform orders and order", () => {
  it("list every order of the powers that takes no list, with what it takes", async () => {
    const w = await load();
    const said = await w.kessai(["platform", "orders", "--json"], { local: true });
    platformOrders.result.parse(said.json.result);
    const { orders } = said.json.result as {
      orders: { name: string; takes: { name: string }[] }[];
    };
    const names = orders.map(({ name }) => name);
    expect(names).to.include.members(["yen.setLimits", "pass.addOfficer", "fails.setTerms"]);
    expect(names).to.not.include("taxes.setRates");
    const terms = orders.find(({ name }) => name === "fails.setTerms")?.takes;
    expect(terms?.map(({ name }) => name)).to.include.members(["rate", "cutOff", "index"]);
    for (const name of names) {
      const [contract = "", verb = ""] = name.split(".");
      const at = contract as keyof typeof RESTRICTED_INTERFACES;
      expect(RESTRICTED_INTERFACES[at].getFunction(verb), name).to.not.equal(null);
    }
  });

  it("give one, announced and after its delay; structs field by field", async () => {
    const w = await load();
    const limits = ["platform", "order", "yen.setLimits", "1,000,000", "５０００"];
    await announced(w, [...limits, ...w.signer(w.admin)], 48 * 3_600 + 1);
    expect([...(await w.yen.limits())].slice(0, 2)).to.deep.equal([1_000_000n, 5_000n]);
    const index = ["platform", "order", "fixing.setIndex", "TIBOR", "3", "7200", "5"];
    await announced(w, [...index, ...w.signer(w.admin)], 48 * 3_600 + 1);
    const terms = await w.fixing.termsOf(encodeBytes32String("TIBOR"));
    expect([...terms]).to.deep.equal([3n, 7_200n, 5n]);
  });

  it("refuse what is no order, too few values, no value of its type, and a key without the power", async () => {
    const w = await load();
    const order = async (...words: readonly string[]) =>
      (await w.kessai(["platform", "order", ...words, "--json"])).json.error;
    expect((await order("yen.burnAll")).message).to.include("platform orders");
    expect((await order("yen.setLimits", "1")).message).to.include("takes 2 values: mostSupply");
    expect((await order("dvp.listCash", "0x12", "yes")).message).to.include("an address");
    expect((await order("dvp.listCash", w.a.address, "maybe")).message).to.include("yes or no");
    const thief = await order("yen.setLimits", "1", "1", ...w.signer(w.thief));
    expect(thief.name).to.equal("PowerMissing");
  });
});

describe("kessai class document and uri", () => {
  it("name a document by its hash, take it off, and say where the metadata are", async () => {
    const w = await inFolder(await load());
    const registrar = [...w.signer(w.registrar), "--json"];
    const file = w.at("prospectus.pdf");
    await writeFile(file, "prospectus");
    const words = ["class", "document", "--class", "SBI-ST-1", "--name", "PROSPECTUS"];
    const uri = "https://example.com/p.pdf";
    const said = await w.kessai([...words, "--document", file, "--uri", uri, ...registrar]);
    expect(said.exit, said.out).to.equal(0);
    const contract = RegistrarDesk__factory.connect(w.platform.desk, w.relayer);
    const name = encodeBytes32String("PROSPECTUS");
    expect([...(await contract.documentOf(w.bond, name))].slice(0, 2)).to.deep.equal([uri, HASH]);
    const lacking = await w.kessai([...words, ...registrar]);
    expect(lacking.json.error.message).to.include("--document is needed");
    const removed = await w.kessai([...words, "--remove", ...registrar]);
    expect(removed.exit, removed.out).to.equal(0);
    const again = await w.kessai([...words, "--remove", ...registrar]);
    expect(again.json.error.code).to.equal("DocumentMalformed");
    const where = ["class", "uri", "--class", "SBI-ST-1", "--uri", "https://example.com/m.json"];
    expect((await w.kessai([...where, ...registrar])).exit).to.equal(0);
    expect(await w.bond.contractURI()).to.equal("https://example.com/m.json");
    const thief = await w.kessai([...where, ...w.signer(w.thief), "--json"]);
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
  });
});

describe("kessai tax", () => {
  it("shows the rates of a date, and sets rows from a table after the admin's delay", async () => {
    const w = await inFolder(await load());
    const show = async (date: string) => {
      const said = await w.kessai(["tax", "show", "--date", date, "--json"]);
      expect(said.exit, said.out).to.equal(0);
      taxShow.result.parse(said.json.result);
      const { rates } = said.json.result as {
        rates: { kind: string; listed: boolean; taxClass: number; national: number }[];
      };
      return rates.find(
        ({ kind, listed, taxClass }) => kind === "dividend" && listed && taxClass === 0,
      )?.national;
    };
    expect(await show("2027-06-30")).to.equal(15_315);
    const file = w.at("rates.csv");
    const header = "支払種別,上場,税区分,開始日,終了日,所得税等,住民税\r\n";
    await writeFile(file, `${header}dividend,上場,0,2038-01-01,2040-12-31,15,5\r\n`);
    await announced(w, ["tax", "set", file, ...w.signer(w.admin)], 48 * 3_600 + 1);
    expect(await show("2038-06-30")).to.equal(15_000);
    expect(await show("2027-06-30")).to.equal(15_315);
    await writeFile(file, `${header}dividend,maybe,16,2038,2040-12-31,15.3155,5\r\n`);
    const bad = await w.kessai(["tax", "set", file, ...w.signer(w.admin), "--json"]);
    expect(bad.json.error.name).to.equal("FileRefused");
    for (const part of ["yes or no", "0 to 15", "a date such as", "per cent such as 15.315"]) {
      expect(bad.json.error.message).to.include(part);
    }
  });
});
