import { expect } from "chai";
import { headingSlugs } from "../../../scripts/checks/headingSlugs.ts";

describe("headingSlugs", () => {
  const cases: [heading: string, slug: string][] = [
    ["The 60-second demo", "the-60-second-demo"],
    ["What it is, and what it isn't!", "what-it-is-and-what-it-isnt"],
    ["DvP & netting", "dvp--netting"],
    ["`npm run check`: all checks", "npm-run-check-all-checks"],
    ["The _owner_ of `_update` and snake_case", "the-owner-of-_update-and-snake_case"],
    ["**Bold** and [a link](docs/a.md)", "bold-and-a-link"],
    ["決済とは何か", "決済とは何か"],
    ["基準日（きじゅんび）・「名寄せ」", "基準日きじゅんび名寄せ"],
    ["フェイル、ループ ー 2日目", "フェイルループ-ー-2日目"],
  ];
  for (const [heading, slug] of cases) {
    it(`makes ${slug}`, () => expect(headingSlugs([heading])).to.deep.equal([slug]));
  }

  it("numbers repeated headings", () => {
    expect(headingSlugs(["A", "a", "A!"])).to.deep.equal(["a", "a-1", "a-2"]);
  });
});
