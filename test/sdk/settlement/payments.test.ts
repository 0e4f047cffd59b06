import { expect } from "chai";
import { ZeroHash } from "ethers";
import { parseCsv } from "../../../sdk/csv/parseCsv.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { readPaymentInstructions } from "../../../sdk/read/readPaymentInstructions.ts";
import { WalletRefused } from "../../../sdk/settlement/byWallet.ts";
import { AmountRefused, decimalAmount } from "../../../sdk/settlement/decimalAmount.ts";
import {
  EndToEndIdUnknown,
  endToEndId,
  TradeIdRefused,
  tradeOfEndToEndId,
} from "../../../sdk/settlement/endToEndId.ts";
import type { PaymentInstruction } from "../../../sdk/settlement/PaymentInstruction.ts";
import {
  CurrenciesDiffer,
  InstitutionMissing,
  NothingToPay,
  type Pacs009Parameters,
  PaidTwice,
  PaymentFieldRefused,
  pacs009,
} from "../../../sdk/settlement/pacs009.ts";
import { paymentInstructionCsv } from "../../../sdk/settlement/paymentInstructionCsv.ts";
import { DAY, world } from "../../support/world.ts";
import { elementsOf } from "./support/elementsOf.ts";

const BUYER = "0x71bE63f3384f5fb98995898A86B02Fb2426c5788";
const SELLER = "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a";
const FIRST = `0x${"0123456789abcdef".repeat(4)}`;
const SECOND = `0x${"fedcba9876543210".repeat(4)}`;
const NOON = 1_806_548_400;

const PAYMENT: PaymentInstruction = {
  ...{ tradeId: FIRST, payer: BUYER, payee: SELLER, currency: "JPY", amount: 1_000_000n },
  ...{ settleBy: NOON, settlementDate: parseJstDate("2027-04-01") },
};

const MESSAGE: Pacs009Parameters = {
  instructions: [PAYMENT],
  ...{ messageId: "KSS-20270401-1", createdAt: 1_806_537_600, settlementMethod: "CLRG" },
  ...{ clearingSystem: "BOJ-NET", fractionDigits: 0 },
  institutions: {
    [BUYER]: { bic: "AAAAJPJT", name: "買手銀行", account: { other: "0001-234-5678901" } },
    [SELLER]: { bic: "BBBBJPJTXXX" },
  },
};

function message(changes: Partial<Pacs009Parameters> = {}): string {
  return pacs009({ ...MESSAGE, ...changes });
}

describe("endToEndId", () => {
  it("is the first 34 digits of the trade's id, within ISO 20022's 35 characters", () => {
    expect(endToEndId(FIRST)).to.equal("0123456789ABCDEF0123456789ABCDEF01");
    expect(endToEndId(FIRST)).to.have.length.of.at.most(35);
    expect(endToEndId(FIRST.toUpperCase().replace("0X", "0x"))).to.equal(endToEndId(FIRST));
  });

  it("leads back to its trade, among those that wait", () => {
    expect(tradeOfEndToEndId(endToEndId(SECOND), [FIRST, SECOND])).to.equal(SECOND);
    expect(tradeOfEndToEndId(` ${endToEndId(FIRST).toLowerCase()} `, [FIRST])).to.equal(FIRST);
  });

  it("is refused given no trade, two trades of that beginning, or no id of a trade", () => {
    const twin = `${FIRST.slice(0, -1)}0`;
    expect(() => tradeOfEndToEndId(endToEndId(FIRST), [])).to.throw(EndToEndIdUnknown, "of 0 of");
    expect(() => tradeOfEndToEndId(endToEndId(FIRST), [SECOND])).to.throw(EndToEndIdUnknown);
    expect(() => tradeOfEndToEndId("", [FIRST])).to.throw(EndToEndIdUnknown);
    const both = () => tradeOfEndToEndId(endToEndId(FIRST), [FIRST, twin]);
    expect(both).to.throw(EndToEndIdUnknown, "of 2 of");
    for (const given of ["", "0x12", FIRST.slice(2), `${FIRST}00`, `0x${"g".repeat(64)}`]) {
      expect(() => endToEndId(given))
        .to.throw(TradeIdRefused)
        .with.property("given", given);
    }
  });
});

describe("decimalAmount", () => {
  it("puts the point where the currency has it", () => {
    expect(decimalAmount(1_000_000n, 0)).to.equal("1000000");
    expect(decimalAmount(123_456n, 2)).to.equal("1234.56");
    expect(decimalAmount(5n, 2)).to.equal("0.05");
    expect(decimalAmount(50n, 2)).to.equal("0.50");
    expect(decimalAmount(123_456n, 5)).to.equal("1.23456");
    expect(decimalAmount(10n ** 18n - 1n, 0)).to.equal("9".repeat(18));
  });

  it("refuses nothing, less, more than 18 digits, and a point that no currency has", () => {
    const wrong: [bigint, number][] = [
      [0n, 0],
      [-1n, 0],
      [10n ** 18n, 0],
      [1n, 6],
      [1n, -1],
    ];
    for (const [amount, digits] of [...wrong, [1n, 0.5], [1n, Number.NaN]] as const) {
      expect(() => decimalAmount(amount, digits)).to.throw(AmountRefused, String(amount));
    }
  });
});

describe("paymentInstructionCsv", () => {
  const csv = (changes: Partial<PaymentInstruction> = {}, lang: "en" | "ja" = "en") =>
    paymentInstructionCsv(
      [
        { ...PAYMENT, ...changes },
        { ...PAYMENT, tradeId: SECOND },
      ],
      {
        ...{ fractionDigits: 0, lang },
        accounts: { [BUYER.toLowerCase()]: 'Buyer, "general"' },
      },
    );

  it("has a line for each, with the trade's full id and the accounts that were given", () => {
    const { header, rows } = parseCsv(csv().replace(/^\uFEFF/, ""), "payments.csv");
    const table = [header, ...rows].map((cells) => cells.map(({ text }) => text));
    expect(table).to.deep.equal([
      [
        ...["end-to-end id", "payer wallet", "payer account", "payee wallet", "payee account"],
        ...["currency", "amount", "settlement date", "instructed until", "remittance information"],
      ],
      [
        ...[endToEndId(FIRST), BUYER, 'Buyer, "general"', SELLER, "", "JPY", "1000000"],
        ...["2027-04-01", "2027-04-01 12:00 JST", FIRST],
      ],
      [
        ...[endToEndId(SECOND), BUYER, 'Buyer, "general"', SELLER, "", "JPY", "1000000"],
        ...["2027-04-01", "2027-04-01 12:00 JST", SECOND],
      ],
    ]);
  });

  it("differs in Japanese in its headings alone", () => {
    const [english, japanese] = [csv(), csv({}, "ja")].map((text) => text.split("\r\n"));
    expect(japanese!.slice(1)).to.deep.equal(english!.slice(1));
    expect(japanese![0]).to.contain("エンド・ツー・エンドID,支払人ウォレット");
  });

  it("refuses what is no trade, no wallet and no amount", () => {
    expect(() => csv({ tradeId: "0x" })).to.throw(TradeIdRefused);
    expect(() => csv({ payee: "0x12" }))
      .to.throw(WalletRefused)
      .with.property("given", "0x12");
    expect(() => csv({ amount: 0n })).to.throw(AmountRefused);
  });
});

describe("pacs009", () => {
  it("is this message, word for word, given one payment", () => {
    expect(message()).to.equal(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.009.001.08">
  <FICdtTrf>
    <GrpHdr>
      <MsgId>KSS-20270401-1</MsgId>
      <CreDtTm>2027-04-01T00:00:00Z</CreDtTm>
      <NbOfTxs>1</NbOfTxs>
      <TtlIntrBkSttlmAmt Ccy="JPY">1000000</TtlIntrBkSttlmAmt>
      <SttlmInf>
        <SttlmMtd>CLRG</SttlmMtd>
        <ClrSys>
          <Prtry>BOJ-NET</Prtry>
        </ClrSys>
      </SttlmInf>
    </GrpHdr>
    <CdtTrfTxInf>
      <PmtId>
        <InstrId>0123456789ABCDEF0123456789ABCDEF01</InstrId>
        <EndToEndId>0123456789ABCDEF0123456789ABCDEF01</EndToEndId>
        <TxId>0123456789ABCDEF0123456789ABCDEF01</TxId>
      </PmtId>
      <IntrBkSttlmAmt Ccy="JPY">1000000</IntrBkSttlmAmt>
      <IntrBkSttlmDt>2027-04-01</IntrBkSttlmDt>
      <Dbtr>
        <FinInstnId>
          <BICFI>AAAAJPJT</BICFI>
          <Nm>買手銀行</Nm>
        </FinInstnId>
      </Dbtr>
      <DbtrAcct>
        <Id>
          <Othr>
            <Id>0001-234-5678901</Id>
          </Othr>
        </Id>
      </DbtrAcct>
      <Cdtr>
        <FinInstnId>
          <BICFI>BBBBJPJTXXX</BICFI>
        </FinInstnId>
      </Cdtr>
      <RmtInf>
        <Ustrd>${FIRST}</Ustrd>
      </RmtInf>
    </CdtTrfTxInf>
  </FICdtTrf>
</Document>
`);
  });

  it("is well-formed and says what it was told, whatever signs the names have", () => {
    const name = `Müller & Söhne <"AG"> it's ]]> &amp; 銀行𠮷`;
    const xml = message({
      instructions: [PAYMENT, { ...PAYMENT, tradeId: SECOND, amount: 5n }],
      messageId: "A&B<1>",
      settlementMethod: "INDA",
      clearingSystem: undefined as never,
      fractionDigits: 2,
      institutions: {
        [BUYER.toLowerCase()]: { name },
        [SELLER]: { name: "S", account: { iban: "DE89370400440532013000" } },
      },
      instructingAgent: { bic: "CCCCJPJT" },
      instructedAgent: { name: "<D>" },
    });
    const all = elementsOf(xml);
    const texts = (path: string) => all.filter((each) => each.path === path).map((e) => e.text);
    const [header, transaction] = ["GrpHdr", "CdtTrfTxInf"].map((of) => `Document/FICdtTrf/${of}`);
    expect(texts(`${header}/MsgId`)).to.deep.equal(["A&B<1>"]);
    expect(texts(`${header}/NbOfTxs`)).to.deep.equal(["2"]);
    expect(texts(`${header}/TtlIntrBkSttlmAmt`)).to.deep.equal(["10000.05"]);
    expect(texts(`${header}/SttlmInf/SttlmMtd`)).to.deep.equal(["INDA"]);
    expect(texts(`${header}/SttlmInf/ClrSys/Prtry`)).to.deep.equal([]);
    expect(texts(`${header}/InstgAgt/FinInstnId/BICFI`)).to.deep.equal(["CCCCJPJT"]);
    expect(texts(`${header}/InstdAgt/FinInstnId/Nm`)).to.deep.equal(["<D>"]);
    expect(texts(`${transaction}/Dbtr/FinInstnId/Nm`)).to.deep.equal([name, name]);
    expect(texts(`${transaction}/CdtrAcct/Id/IBAN`)).to.have.length(2);
    expect(texts(`${transaction}/IntrBkSttlmAmt`)).to.deep.equal(["10000.00", "0.05"]);
    expect(texts(`${transaction}/RmtInf/Ustrd`)).to.deep.equal([FIRST, SECOND]);
    const amounts = all.filter(({ path }) => path.endsWith("IntrBkSttlmAmt"));
    expect(amounts.every(({ attributes }) => attributes.Ccy === "JPY")).to.equal(true);
  });

  it("is the same at every run", () => {
    expect(message()).to.equal(message());
  });

  it("refuses no payment, two currencies, and a trade paid twice", () => {
    const refuse = (...instructions: PaymentInstruction[]) =>
      expect(() => message({ instructions }));
    refuse().to.throw(NothingToPay);
    refuse(PAYMENT, { ...PAYMENT, tradeId: SECOND, currency: "USD" })
      .to.throw(CurrenciesDiffer, "JPY, USD")
      .with.deep.property("currencies", ["JPY", "USD"]);
    refuse(PAYMENT, PAYMENT).to.throw(PaidTwice).with.property("tradeId", FIRST);
    refuse({ ...PAYMENT, tradeId: "0x12" }).to.throw(TradeIdRefused);
    refuse({ ...PAYMENT, amount: 0n }).to.throw(AmountRefused);
    const most = { ...PAYMENT, amount: 10n ** 18n - 1n };
    refuse(most, { ...most, tradeId: SECOND }).to.throw(AmountRefused, "1999999999999999998");
  });

  it("refuses an institution of what is no wallet, or of one with a wrong checksum", () => {
    const twisted = BUYER.replace("71bE", "71Be");
    for (const wallet of ["", "0x12", twisted]) {
      const institutions = { ...MESSAGE.institutions, [wallet]: { name: "B" } };
      expect(() => message({ institutions }))
        .to.throw(WalletRefused)
        .with.property("given", wallet);
    }
  });

  it("invents no institution: one that is not given is missing", () => {
    for (const institutions of [{}, { [BUYER]: {}, [SELLER]: { name: "S" } }]) {
      expect(() => message({ institutions }))
        .to.throw(InstitutionMissing, BUYER)
        .with.property("wallet", BUYER);
    }
  });

  const cases: readonly [field: string, given: string, Partial<Pacs009Parameters>][] = [
    ["MsgId", "", { messageId: "" }],
    ["MsgId", "x".repeat(36), { messageId: "x".repeat(36) }],
    ["MsgId", "a\nb", { messageId: "a\nb" }],
    ["MsgId", "a\u0000b", { messageId: "a\u0000b" }],
    ["MsgId", "a\ud800", { messageId: "a\ud800" }],
    ["MsgId", "\ufffe", { messageId: "\ufffe" }],
    ["CreDtTm", "1.5", { createdAt: 1.5 }],
    ["CreDtTm", "-1", { createdAt: -1 }],
    ["SttlmMtd", "XXXX", { settlementMethod: "XXXX" as never }],
    ["ClrSys/Prtry", " ", { clearingSystem: " " }],
    ["Ccy", "jpy", { instructions: [{ ...PAYMENT, currency: "jpy" }] }],
    ["InstgAgt/BICFI", "AAAA", { instructingAgent: { bic: "AAAA" } }],
    ["InstdAgt/FinInstnId", "", { instructedAgent: {} }],
    ["Dbtr/BICFI", "aaaajpjt", { institutions: { [BUYER]: { bic: "aaaajpjt" } } }],
    ["Dbtr/Nm", "x".repeat(141), { institutions: { [BUYER]: { name: "x".repeat(141) } } }],
    [
      "DbtrAcct/IBAN",
      "DE89 3704",
      { institutions: { [BUYER]: { name: "B", account: { iban: "DE89 3704" } } } },
    ],
    [
      "DbtrAcct/Othr/Id",
      "1".repeat(35),
      { institutions: { [BUYER]: { name: "B", account: { other: "1".repeat(35) } } } },
    ],
  ];
  for (const [field, given, changes] of cases) {
    it(`refuses ${JSON.stringify(given.slice(0, 40))} as ${field}`, () => {
      const institutions = { [SELLER]: { name: "S" }, ...changes.institutions };
      const all = changes.institutions ? { ...changes, institutions } : changes;
      expect(() => message(all))
        .to.throw(PaymentFieldRefused, `${field} cannot be`)
        .include({ field, given });
    });
  }
});

describe("readPaymentInstructions", () => {
  it("reads each instruction that went out, as the chain said it", async () => {
    const w = await world();
    await w.granted([w.a, w.b]);
    await w.desk.issue(w.bond, w.a, 10n, ZeroHash);
    await w.bond.connect(w.a).approve(w.externalCash, 10n);
    const { provider } = w.ethers;
    expect(await readPaymentInstructions(provider, w.platform.externalCash)).to.deep.equal([]);
    const settleBy = (await w.now()) + DAY;
    for (const amount of [700n, 800n]) {
      const changes = { cash: w.platform.externalCash, amount, settleBy };
      const signed = await w.signedTrade(w.a, w.b, w.bond, changes);
      await w.dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
      await w.externalCash.connect(w.a).reserve(signed.trade, ZeroHash);
      await w.externalCash.connect(w.b).instructPayment(signed.trade);
    }
    const read = await readPaymentInstructions(provider, w.platform.externalCash);
    const common = {
      ...{ payer: w.b.address, payee: w.a.address, currency: "JPY", settleBy },
      settlementDate: jstDateOf(settleBy),
    };
    const ids = read.map(({ tradeId }) => tradeId);
    expect(read).to.deep.equal([
      { tradeId: ids[0], ...common, amount: 700n },
      { tradeId: ids[1], ...common, amount: 800n },
    ]);
    for (const id of ids) expect((await w.externalCash.paymentOf(id)).phase).to.equal(2n);
  });
});
