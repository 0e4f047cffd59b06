import { expect } from "chai";
import { filled } from "../../../sdk/text/filled.ts";
import { say, type Text, TextValueMissing } from "../../../sdk/text/texts.ts";

const text: Text = {
  en: "{units} units go from {from} to {to}; {from} keeps the rest.",
  ja: "{units}口を{from}から{to}へ移転します。",
};

describe("Saying a text", () => {
  it("fails when a place has no value, and names it", () => {
    expect(() => say(text, "ja", { units: 10n, from: "A" }))
      .to.throw(
        TextValueMissing,
        'No value for {to} in the text "{units}口を{from}から{to}へ移転します。": give `to` among the values.',
      )
      .with.property("placeholder", "to");
  });

  it("does not take an object's own words for values", () => {
    const odd = { en: "{constructor}", ja: "{toString}" };
    expect(() => say(odd, "en")).to.throw(TextValueMissing);
    expect(() => say(odd, "ja")).to.throw(TextValueMissing);
  });

  it("fills every place, in either language, in the order of that language", () => {
    const values = { units: 10n, from: "A", to: "B" };
    expect(say(text, "en", values)).to.equal("10 units go from A to B; A keeps the rest.");
    expect(say(text, "ja", values)).to.equal("10口をAからBへ移転します。");
  });

  it("puts values in as they are, with no place of their own", () => {
    const values = { units: 0, from: "{to}", to: "$&" };
    expect(say(text, "ja", values)).to.equal("0口を{to}から$&へ移転します。");
  });
});

describe("Filling a text in both languages", () => {
  it("fails when a place has no value", () => {
    expect(() => filled(text, { units: 10n }))
      .to.throw(TextValueMissing)
      .with.property("placeholder", "from");
  });

  it("takes the same values for both, or each language's own", () => {
    expect(filled(text, { units: 1n, from: "A", to: "B" }).ja).to.equal(
      "1口をAからBへ移転します。",
    );
    const byLanguage = filled({ en: "{a}", ja: "{a}" }, (lang) => ({ a: lang }));
    expect(byLanguage).to.deep.equal({ en: "en", ja: "ja" });
  });
});
