import { expect } from "chai";
import type { NoticePlan } from "../../../sdk/life/noticeFindings.ts";
import { noticeFindings } from "../../../sdk/life/noticeFindings.ts";
import { NoticeReasonMissing, overrideNotice } from "../../../sdk/life/overrideNotice.ts";
import { day } from "./support/bonds.ts";

/** A year's dividend, all in time to the day. */
const DIVIDEND: NoticePlan = {
  ...{ classType: "share", kind: "dividend", recordDate: day("2026-03-31") },
  ...{ noticeDate: day("2026-03-16"), exerciseDate: day("2026-06-30") },
};
const MEETING: NoticePlan = {
  ...DIVIDEND,
  ...{ kind: "meeting", exerciseDate: day("2026-06-26"), convocationDate: day("2026-06-11") },
};

/** Rule and whether it is broken. */
const said = (plan: NoticePlan) =>
  noticeFindings(plan).map(({ rule, isBroken }) => `${rule}${isBroken ? "!" : "?"}`);

describe("noticeFindings", () => {
  it("finds nothing in a plan of shares that is in time to the day", () => {
    expect(said(DIVIDEND)).to.deep.equal([]);
    expect(said(MEETING)).to.deep.equal([]);
  });

  it("finds a record date made public less than two full weeks before it", () => {
    const [finding, ...others] = noticeFindings({ ...DIVIDEND, noticeDate: day("2026-03-17") });
    expect(others).to.deep.equal([]);
    expect(finding).to.deep.equal({
      ...{ rule: "record-date-notice", isBroken: true },
      text: {
        en: "The record date 2026-03-31 is made public on 2026-03-17; two weeks before it means by 2026-03-16. Choose a later record date.",
        ja: "基準日 2026年3月31日 の公告日 2026年3月17日 は、2週間前の 2026年3月16日 を過ぎています。基準日を遅らせてください。",
      },
      source: { en: "Companies Act 124(3)", ja: "会社法124条3項" },
    });
  });

  it("asks for no public notice of a record date that the articles say", () => {
    const { noticeDate: _, ...unnoticed } = DIVIDEND;
    expect(said(unnoticed)).to.deep.equal(["record-date-notice?"]);
    expect(said({ ...unnoticed, isInArticles: true })).to.deep.equal([]);
  });

  it("finds rights exercised later than three months after the record date", () => {
    const at = (recordDate: string, exerciseDate: string) =>
      said({
        ...DIVIDEND,
        recordDate: day(recordDate),
        exerciseDate: day(exerciseDate),
        isInArticles: true,
      });
    expect(at("2026-03-31", "2026-06-30")).to.deep.equal([]);
    expect(at("2026-03-31", "2026-07-01")).to.deep.equal(["exercise-in-time!"]);
    expect(at("2026-11-30", "2027-02-28")).to.deep.equal([]);
    expect(at("2026-11-30", "2027-03-01")).to.deep.equal(["exercise-in-time!"]);
    // From 31 March on, and June has no 31st.
    expect(at("2026-03-30", "2026-06-30")).to.deep.equal([]);
    expect(at("2026-05-15", "2026-08-15")).to.deep.equal([]);
    expect(at("2026-05-15", "2026-08-16")).to.deep.equal(["exercise-in-time!"]);
    const { exerciseDate: _, ...open } = DIVIDEND;
    expect(said(open)).to.deep.equal(["exercise-in-time?"]);
  });

  it("finds a shareholders' meeting convened too late: two weeks, one of a private company", () => {
    const sent = (date: string, isPrivate = false) =>
      said({ ...MEETING, convocationDate: day(date), isPrivate });
    expect(sent("2026-06-12")).to.deep.equal(["convocation-of-shareholders!"]);
    expect(sent("2026-06-18", true)).to.deep.equal([]);
    expect(sent("2026-06-19", true)).to.deep.equal(["convocation-of-shareholders!"]);
    const { convocationDate: _, ...unsent } = MEETING;
    expect(said(unsent)).to.deep.equal(["convocation-of-shareholders?"]);
  });

  it("finds a bondholders' meeting convened less than two full weeks before it", () => {
    const meeting: NoticePlan = { ...MEETING, classType: "bond", recordDate: null };
    expect(said(meeting)).to.deep.equal([]);
    const late = { ...meeting, convocationDate: day("2026-06-12") };
    expect(noticeFindings(late)[0]).to.deep.include({
      ...{ rule: "convocation-of-bondholders", isBroken: true },
      source: { en: "Companies Act 720(1)", ja: "会社法720条1項" },
    });
  });

  it("sends to terms and contracts where no law was found", () => {
    for (const [classType, kind] of [
      ["bond", "interest"],
      ["beneficial-interest", "distribution"],
      ["trust-interest", "redemption"],
      ["collective-investment-interest", "distribution"],
    ] as const) {
      const plan = { classType, kind, recordDate: day("2026-03-31") };
      expect(said(plan)).to.deep.equal(["contract?"]);
    }
  });

  it("says everything in both languages", () => {
    const { noticeDate: _a, exerciseDate: _b, convocationDate: _c, ...bare } = MEETING;
    const findings = noticeFindings(bare);
    expect(findings).to.have.length(3);
    for (const { text, source } of findings) {
      expect(text.ja).to.match(/[ぁ-ん]/);
      expect(text.en).to.match(/^[\x20-\x7e]+$/);
      expect(source.ja).to.match(/^会社法/);
    }
  });
});

describe("overrideNotice", () => {
  const findings = noticeFindings({ ...DIVIDEND, noticeDate: day("2026-03-17") });

  it("refuses without a reason", () => {
    for (const reason of ["", " \n"]) {
      expect(() => overrideNotice(findings, reason)).to.throw(
        NoticeReasonMissing,
        "in spite of what was found (1) a reason is needed",
      );
    }
  });

  it("keeps the findings with the reason", () => {
    expect(overrideNotice(findings, " All shareholders consented. ")).to.deep.equal({
      ...{ findings, reason: "All shareholders consented." },
    });
  });
});
