import { expect } from "chai";
import { classFileFields } from "../../../sdk/files/classFileFields.ts";

const fields = new Map(classFileFields().map(({ path, ...field }) => [path, field]));

describe("classFileFields", () => {
  it("says form and meaning of every field, as findings do", () => {
    for (const [path, { form, meaning }] of fields) {
      expect(form, path).to.not.equal("");
      expect(meaning, path).to.not.equal("");
    }
    expect(fields.get("holders.max")).to.deep.equal({
      form: "a whole number from 1 to 16777214",
      meaning: "holders at most; leave the key out for no limit",
      needed: "no",
      assumable: false,
    });
  });

  it("says what a list is made of", () => {
    expect(fields.get("holders.categories")?.form).to.match(/^a list of at least 1; each one of/);
    expect([...fields.keys()]).to.include.members(["schedule[].record", "disclosure[].name.ja"]);
  });

  it("says when a field must be there", () => {
    expect(
      ["code", "unit.face", "unit.issuePrice", "disclosure[].url", "transfer.lockUp"].map(
        (path) => fields.get(path)?.needed,
      ),
    ).to.deep.equal(["yes", "if bond", "if no bond", "if no file", "no"]);
  });

  it("says which values may be assumed: the dates of bond and schedule, and the issue price", () => {
    const assumable = [...fields].filter(([, field]) => field.assumable).map(([path]) => path);
    expect(assumable).to.deep.equal([
      ...["unit.issuePrice", "bond.issued", "bond.interest", "bond.due"],
      ...["schedule[].record", "schedule[].pays"],
    ]);
  });
});
