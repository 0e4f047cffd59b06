import { expect } from "chai";
import { messageIn } from "../../../sdk/errors/messageIn.ts";
import { ToldError } from "../../../sdk/text/ToldError.ts";
import { TextValueMissing } from "../../../sdk/text/texts.ts";

const TEXT = { en: "No {what} at {place}.", ja: "{place} に{what}がありません。" };

describe("ToldError", () => {
  it("says the same in both languages, its places filled, also by language", () => {
    const error = new ToldError(TEXT, { what: { en: "file", ja: "ファイル" }, place: "a.csv" });
    expect(error.message).to.equal("No file at a.csv.");
    expect(error.in("ja")).to.equal("a.csv にファイルがありません。");
  });

  it("says a text alone as it stands, whatever braces it has", () => {
    expect(new ToldError("the field {a}").in("ja")).to.equal("the field {a}");
  });

  it("refuses to leave a place empty", () => {
    expect(() => new ToldError(TEXT, { what: "file" })).to.throw(TextValueMissing);
  });

  it("is asked by messageIn; of any other error it is the message", () => {
    expect(messageIn(new ToldError(TEXT, { what: "x", place: "y" }), "ja")).to.include(
      "ありません",
    );
    expect(messageIn(new Error("plain"), "ja")).to.equal("plain");
  });
});
