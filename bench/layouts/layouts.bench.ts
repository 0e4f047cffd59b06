import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBytes32String } from "ethers";
import { formatGas } from "../../sdk/format/formatGas.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { FIRST_END, gasOf, type Implementation, platformOf, stranger } from "./platform.ts";

const README = join(import.meta.dirname, "README.md");
const REASON = encodeBytes32String("reason");

/** The rows, in the order of the table. */
const ROWS = {
  transfer: "transfer, both holders",
  transferFrom: "transferFrom, standing allowance",
  dvp: "DvP: both signatures, two classes",
  firstReceipt: "first receipt, not enrolled before",
  enrolledReceipt: "first receipt, enrolled at the grant",
  grant: "grant, no class named",
  grantWithWord: "grant that makes the word in one class",
  revokeNoWords: "revocation, no words",
  revokeFive: "revocation, words in 5 classes",
  doubtFive: "disowning: the epoch raised for 5 classes",
  doubtPerClass: "– each further class",
  afterDoubt: "first transfer after it, both sides old",
  afterDoubtAgain: "second transfer after it",
  dvpAfterDoubt: "first DvP after it",
  renew: "renewal, words in 5 classes",
  afterRenewal: "transfer after a renewal, before the old end",
  afterOldEnd: "first transfer after the old end",
  afterOldEndAgain: "second transfer after the old end",
} as const;

type Row = keyof typeof ROWS;
type Column = Partial<Record<Row, number>>;
type Told = "classes" | "better" | "epoch" | "nobody";

/** Measures one layout; `told` is who is told of a disowning, and of better. */
async function measure(implementation: Implementation, told: Told): Promise<Column> {
  const fresh = async () => await platformOf(implementation);
  const column: Column = {};
  const caches = told !== "nobody";

  const steady = await fresh();
  const { seller, buyer, newcomer, relayer, token } = steady;
  column.transfer = await gasOf(token.connect(seller).transfer(buyer, 7n));
  const from = token.connect(relayer);
  column.transferFrom = await gasOf(from.transferFrom(seller, buyer, 7n));
  column.dvp = await gasOf(steady.settle());
  column.firstReceipt = await gasOf(token.connect(seller).transfer(newcomer, 7n));
  column.grant = await gasOf(steady.grant(stranger(1)));
  if (caches) {
    const enrolled = stranger(2);
    column.grantWithWord = await gasOf(steady.grant(enrolled, [1]));
    await steady.networkHelpers.time.increase(10);
    column.enrolledReceipt = await gasOf(token.connect(seller).transfer(enrolled.address, 7n));
  }

  const revoked = await fresh();
  const nobody = stranger(3);
  await revoked.grant(nobody);
  column.revokeNoWords = await gasOf(revoked.pass.revoke(nobody.address, REASON));
  const five = stranger(4);
  await revoked.grant(five);
  await revoked.networkHelpers.time.increase(10);
  for (const held of revoked.tokens.slice(0, 5)) await held.mint(five.address, 7n);
  column.revokeFive = await gasOf(revoked.pass.revoke(five.address, REASON));

  const doubted = await fresh();
  const doubt = doubted.layoutPass.getFunction("doubt");
  if (told === "epoch") {
    column.doubtFive = await gasOf(doubted.layoutPass.getFunction("raiseEpoch")());
    column.doubtPerClass = 0;
  } else if (caches) {
    await doubt(1, 6);
    column.doubtFive = await gasOf(doubt(1, 5));
    column.doubtPerClass = Math.round((column.doubtFive - (await gasOf(doubt(1, 1)))) / 4);
  }
  column.afterDoubt = await gasOf(
    doubted.token.connect(doubted.seller).transfer(doubted.buyer, 7n),
  );
  column.afterDoubtAgain = await gasOf(
    doubted.token.connect(doubted.seller).transfer(doubted.buyer, 7n),
  );
  const doubtedDvp = await fresh();
  if (told === "epoch") await doubtedDvp.layoutPass.getFunction("raiseEpoch")();
  else if (caches) await doubtedDvp.layoutPass.getFunction("doubt")(1, 6);
  column.dvpAfterDoubt = await gasOf(doubtedDvp.settle());

  const renewed = await fresh();
  const tellBetter = renewed.layoutPass.getFunction("tellBetter");
  column.renew = await gasOf(renewed.renew(renewed.seller));
  await renewed.renew(renewed.buyer);
  if (told === "better") {
    // Told in a transaction of its own here; what an empty one costs is taken off.
    const telling = await gasOf(tellBetter(renewed.seller, 1, 5));
    column.renew += telling - (await gasOf(tellBetter(renewed.seller, 1, 0)));
    await tellBetter(renewed.buyer, 1, 5);
  }
  const send = renewed.token.connect(renewed.seller);
  column.afterRenewal = await gasOf(send.transfer(renewed.buyer, 7n));
  await renewed.networkHelpers.time.increaseTo(jstDateEnd(FIRST_END) + 10);
  column.afterOldEnd = await gasOf(send.transfer(renewed.buyer, 7n));
  column.afterOldEndAgain = await gasOf(send.transfer(renewed.buyer, 7n));
  return column;
}

describe("holder word layouts", () => {
  it("are measured and written into the table of README.md", async () => {
    const columns: [string, Column][] = [
      ["A, real", await measure("SecurityToken", "classes")],
      ["A", await measure("CachedToken", "classes")],
      ["A'", await measure("CachedToken", "better")],
      ["B", await measure("UncachedToken", "nobody")],
      ["C", await measure("GlobalEpochToken", "epoch")],
    ];
    const lines = [
      ["gas, one transaction each", ...columns.map(([name]) => name)],
      ["---", ...columns.map(() => "---:")],
      ...(Object.keys(ROWS) as Row[]).map((row) => [
        ROWS[row],
        ...columns.map(([, column]) => {
          const gas = column[row];
          return gas === undefined ? "–" : formatGas(gas);
        }),
      ]),
    ].map((cells) => `| ${cells.join(" | ")} |`);
    const table = lines.join("\n");
    console.log(table);
    const page = readFileSync(README, "utf8");
    const [start, end] = ["<!-- measured -->", "<!-- /measured -->"];
    const [before = "", rest = ""] = page.split(start);
    const [, after = ""] = rest.split(end);
    writeFileSync(README, `${before}${start}\n${table}\n${end}${after}`);
  });
});
