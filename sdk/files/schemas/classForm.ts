import type { z } from "zod";
import {
  apiVersion,
  assumable,
  cash,
  code,
  count,
  date,
  httpsUrl,
  list,
  MAX_LOT,
  MAX_UNITS,
  map,
  name,
  neededIf,
  pathBelow,
  rate,
  residencesField,
  sha256,
  statement,
  statements,
  symbol,
  whole,
  windowMonths,
  word,
  yes,
} from "./fields.ts";
import { maxPerCategory } from "./maxPerCategory.ts";
import { CATEGORY_WORDS, LEGAL_KIND_WORDS, PLACEMENT_WORDS } from "./words.ts";

/** What each field of a class file must look like by itself. */
export const classForm = map("a class", {
  apiVersion: apiVersion(),
  kind: word("what the file describes", ["TokenClass"]),
  code: code("the class's code"),
  type: word("the kind of right", [
    "bond",
    "share",
    "beneficial-interest",
    "trust-interest",
    "collective-investment-interest",
  ]),
  legalKind: word("what the class is by law", LEGAL_KIND_WORDS),
  placement: word("how the class is placed", PLACEMENT_WORDS),
  name: name("the class's name"),
  symbol: symbol("the class's symbol"),
  issuer: code("the issuer's id in the platform file"),
  unit: map("what one unit stands for", {
    face: neededIf("bond", whole("yen of face value of one unit", 1n, MAX_UNITS)),
    issuePrice: neededIf(
      "no bond",
      assumable(whole("yen for which one unit is issued", 1n, MAX_UNITS)),
    ),
    currency: word("the currency of face or issue price", ["JPY"]),
  }),
  supply: map("how much there may be", {
    cap: whole("units that may be out at once", 1n, MAX_UNITS),
  }),
  holders: map("who may hold", {
    categories: list(
      "categories of investor that may hold",
      word("a category of investor", CATEGORY_WORDS),
      { what: "a category", least: 1 },
    ),
    residences: residencesField("countries in which a holder may live, by ISO 3166-1 alpha-2"),
    max: count("holders at most; leave the key out for no limit", 1, 16_777_214).exactOptional(),
    maxPerCategory: maxPerCategory(
      "holders of a category at most; leave a category out for no limit",
    ).exactOptional(),
    maxUnits: whole(
      "units that one investor may hold at most; leave the key out for no limit",
      1n,
      MAX_UNITS,
    ).exactOptional(),
  }),
  transfer: map("how units move", {
    lot: whole("units move in multiples of this", 1n, MAX_LOT),
    lockUp: date("until the end of this day, units do not move by a holder's key").exactOptional(),
    closesAfter: date(
      "after the end of this day, units do not move by a holder's key either",
    ).exactOptional(),
    consent: neededIf("excluded kind", word("who consents to each transfer", ["issuer"])),
    blockOnly: yes("a holder moves all of its units or none").exactOptional(),
    venueOnly: yes("units move only through the settlement contracts of a venue").exactOptional(),
  }),
  solicitation: map("how persons asked are counted", {
    windowMonths: windowMonths(),
  }).exactOptional(),
  settlement: map("what units are paid with", {
    cash: cash("what units are paid with"),
  }),
  bond: neededIf(
    "bond",
    map("when a bond pays", {
      rate: rate("interest a year as a share of the face"),
      issued: assumable(date("the payment date, on which the bond is paid for and issued")),
      interestFrom: word("the first day that bears interest", [
        "payment-date",
        "day-after-payment",
      ]),
      interest: list("days of interest, ascending", assumable(date("a day of interest")), {
        what: "a day",
        least: 0,
      }),
      due: assumable(date("the day of redemption")),
      holiday: word("to which business day a payment moves that is due on a holiday", [
        "preceding",
        "following",
        "none",
      ]),
    }),
  ),
  schedule: list(
    "record dates of the class, ascending",
    map("a record date", {
      kind: word("what the record date is for", [
        "interest",
        "redemption",
        "dividend",
        "distribution",
        "meeting",
      ]),
      record: assumable(date("the day at whose end the holders are read")),
      pays: assumable(date("the day on which the holders are paid")).exactOptional(),
    }),
    { what: "an entry", least: 0 },
  ),
  disclosure: list(
    "documents that buyers are given",
    map("a document", {
      name: name("the document's name"),
      sha256: sha256("the SHA-256 of the document's bytes"),
      file: neededIf("no url", pathBelow("where the document lies")),
      url: neededIf("no file", httpsUrl("where the document can be fetched")),
    }),
    { what: "a document", least: 1 },
  ),
  publicRecord: map("what public sources say of the class and its market", {
    issuer: statement("who issued it"),
    platform: statement("on which platform it is recorded"),
    securitiesFirms: statements("which securities firms handle it", "a securities firm"),
    venue: statement("where it is traded"),
    eligibility: statement("who may hold it"),
    custody: statement("who keeps units or keys for investors"),
    recordKeeping: statement("who keeps the register, and how"),
    cashLeg: statement("how trades are paid"),
    dvpStatus: statement("whether delivery and payment are one"),
    investorStatements: statement("what investors are sent about their holdings"),
  }),
});

export type ClassFields = z.output<typeof classForm>;
