import { expect } from "chai";
import { COMMANDS } from "../../../cli/commands/index.ts";
import { ROWS } from "./rows.ts";

describe("The table of every command's runs through the real binary", () => {
  it("has a good and a bad line for each command, once, and none for what is no command", () => {
    const tried = ROWS.flatMap((rows) => Object.keys(rows)).toSorted();
    expect(tried).to.deep.equal(COMMANDS.map(({ path }) => path).toSorted());
  });
});
