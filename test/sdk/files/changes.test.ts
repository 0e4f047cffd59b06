import { expect } from "chai";
import { changes } from "../../../sdk/files/changes.ts";
import { normalForm } from "../../../sdk/files/normalForm.ts";

describe("normalForm", () => {
  it("writes whole numbers as digits, puts keys in order and leaves out what is undefined", () => {
    const form = normalForm({ b: 2n ** 64n, a: [{ z: 1, y: undefined }], c: null });
    expect(JSON.stringify(form)).to.equal('{"a":[{"z":1}],"b":"18446744073709551616","c":null}');
  });
});

describe("changes", () => {
  it("given the same terms, answers none", () => {
    expect(changes(normalForm({ a: 1, b: [1n] }), normalForm({ b: [1n], a: 1 }))).to.deep.equal([]);
  });

  it("names the path of every value that changed, went or came", () => {
    const before = normalForm({ cap: 1_000n, list: ["a", "b"], gone: true, name: { en: "x" } });
    const now = normalForm({ cap: 2_000n, list: ["a", "c", "d"], name: { en: "x", ja: "y" } });
    expect(changes(before, now)).to.deep.equal([
      { path: "cap", before: "1000", now: "2000" },
      { path: "gone", before: "true", now: undefined },
      { path: "list[1]", before: "b", now: "c" },
      { path: "list[2]", before: undefined, now: "d" },
      { path: "name.ja", before: undefined, now: "y" },
    ]);
  });

  it("says days of transfers as a file writes them", () => {
    const on = (day: number) => normalForm({ transfer: { lockUp: day, closesAfter: day + 1 } });
    expect(changes(on(20_910), on(20_911))).to.deep.equal([
      { path: "transfer.closesAfter", before: "2027-04-03", now: "2027-04-04" },
      { path: "transfer.lockUp", before: "2027-04-02", now: "2027-04-03" },
    ]);
  });

  it("given a value where there was a list, names the whole", () => {
    expect(changes(normalForm({ r: "any" }), normalForm({ r: ["JP"] }))).to.deep.equal([
      { path: "r", before: "any", now: '["JP"]' },
    ]);
  });
});
