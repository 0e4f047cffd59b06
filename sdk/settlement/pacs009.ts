import { formatDate } from "../format/formatDate.ts";
import type { DateRefused } from "../format/JstDate.ts";
import { byWallet, type WalletRefused } from "./byWallet.ts";
import { type DecimalAmountErrors, decimalAmount } from "./decimalAmount.ts";
import { type EndToEndIdErrors, endToEndId } from "./endToEndId.ts";
import type { PaymentInstruction } from "./PaymentInstruction.ts";
import { type Element, formatXml, isXmlText } from "./xml.ts";

/** A financial institution, by its BIC or its name or both. */
export interface Institution {
  /** ISO 9362, of 8 or 11 characters. */
  readonly bic?: string;
  /** Of 140 characters at most. */
  readonly name?: string;
  /** The account that is debited or credited. */
  readonly account?: { readonly iban: string } | { readonly other: string };
}

/** Who settles between the banks, as ISO 20022 codes it. */
export type SettlementMethod = "INDA" | "INGA" | "COVE" | "CLRG";

export interface Pacs009Parameters {
  readonly instructions: readonly PaymentInstruction[];
  /** The sender's own number of the message, of 35 characters at most. */
  readonly messageId: string;
  /** When the message is made, in Unix seconds. */
  readonly createdAt: number;
  readonly settlementMethod: SettlementMethod;
  /** The clearing system's own name for itself, of 35 characters at most, where the method is CLRG. */
  readonly clearingSystem?: string;
  /** Digits behind the point of the currency, by ISO 4217: 0 for JPY. */
  readonly fractionDigits: number;
  /** The institution that pays or is paid for a wallet, by the wallet's address. */
  readonly institutions: Readonly<Record<string, Institution>>;
  readonly instructingAgent?: Institution;
  readonly instructedAgent?: Institution;
}

/** A message of no payments. */
export class NothingToPay extends Error {
  override readonly name = "NothingToPay";

  constructor() {
    super("A payment message needs one payment at least: give the instructions that went out.");
  }
}

/** Payments in two currencies, of which there is no total. */
export class CurrenciesDiffer extends Error {
  override readonly name = "CurrenciesDiffer";
  readonly currencies: readonly string[];

  constructor(currencies: readonly string[]) {
    super(`A message pays in one currency, not in ${currencies.join(", ")}: make one for each.`);
    this.currencies = currencies;
  }
}

/** A trade that is to be paid twice by one message. */
export class PaidTwice extends Error {
  override readonly name = "PaidTwice";
  readonly tradeId: string;

  constructor(tradeId: string) {
    super(
      `The trade ${tradeId} is named twice, or another by the same end-to-end id: pay it once.`,
    );
    this.tradeId = tradeId;
  }
}

/** A wallet of which nobody said which institution pays for it. */
export class InstitutionMissing extends Error {
  override readonly name = "InstitutionMissing";
  readonly wallet: string;

  constructor(wallet: string) {
    super(`No institution is given for the wallet ${wallet}: give its BIC or its name.`);
    this.wallet = wallet;
  }
}

/** A value that the message cannot hold in that field. */
export class PaymentFieldRefused extends Error {
  override readonly name = "PaymentFieldRefused";
  /** The field's name in the message. */
  readonly field: string;
  readonly given: string;

  constructor(field: string, given: string, expected: string) {
    super(`${field} cannot be ${JSON.stringify(given)}: give ${expected}.`);
    this.field = field;
    this.given = given;
  }
}

export type Pacs009Errors =
  | NothingToPay
  | CurrenciesDiffer
  | PaidTwice
  | InstitutionMissing
  | PaymentFieldRefused
  | EndToEndIdErrors
  | DecimalAmountErrors
  | WalletRefused
  | DateRefused;

/** The message's version, and its namespace by it. */
export const PACS_009_VERSION = "pacs.009.001.08";

const METHODS: readonly string[] = ["INDA", "INGA", "COVE", "CLRG"];
const CURRENCY = /^[A-Z]{3}$/;
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const IBAN = /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/;
/** Longer ones are beyond the years that a message can say in four digits. */
const LAST_SECOND = 253_402_300_799;

/**
 * Payments between financial institutions as an ISO 20022 message `pacs.009.001.08`
 * (FinancialInstitutionCreditTransferV08), one transaction each, in the order given. The same parameters make
 * the same text.
 *
 * Filled: of the header MsgId, CreDtTm (UTC), NbOfTxs, TtlIntrBkSttlmAmt, SttlmInf (SttlmMtd, ClrSys/Prtry) and,
 * if given, InstgAgt and InstdAgt; of each transaction PmtId (InstrId, EndToEndId and TxId are the trade's
 * {@link endToEndId}), IntrBkSttlmAmt with its currency, IntrBkSttlmDt, Dbtr and Cdtr (BICFI, Nm), DbtrAcct and
 * CdtrAcct if given, RmtInf/Ustrd with the trade's full id.
 *
 * Not filled: the business application header, PmtId/UETR, PmtTpInf, SttlmPrty and settlement times, agents
 * between debtor and creditor, addresses, LEI, purposes, instructions for agents and all that a market's own
 * usage guidelines ask for besides. Nothing is assumed: what is not given is not there. The text is not checked
 * against the schema here, only field by field.
 *
 * @throws NothingToPay; CurrenciesDiffer; PaidTwice; InstitutionMissing; PaymentFieldRefused; TradeIdRefused;
 *   AmountRefused; DateRefused; WalletRefused
 */
export function pacs009(parameters: Pacs009Parameters): string {
  const { instructions, fractionDigits } = parameters;
  const currencies = [...new Set(instructions.map(({ currency }) => currency))];
  const [currency] = currencies;
  if (currency === undefined) throw new NothingToPay();
  if (currencies.length > 1) throw new CurrenciesDiffer(currencies);
  if (!CURRENCY.test(currency)) {
    throw new PaymentFieldRefused("Ccy", currency, "three capitals, as ISO 4217 has them");
  }
  const seen = new Set<string>();
  for (const { tradeId } of instructions) {
    const id = endToEndId(tradeId);
    if (seen.has(id)) throw new PaidTwice(tradeId);
    seen.add(id);
  }
  const total = instructions.reduce((sum, { amount }) => sum + amount, 0n);
  const given = byWallet(parameters.institutions);
  const institutionOf = (wallet: string): Institution => {
    const found = given(wallet);
    if (found?.bic === undefined && found?.name === undefined) throw new InstitutionMissing(wallet);
    return found;
  };
  const amountOf = (name: string, amount: bigint): Element => {
    return {
      name,
      attributes: { Ccy: currency },
      content: decimalAmount(amount, fractionDigits),
    };
  };

  const transactions = instructions.map((instruction): Element => {
    const { tradeId, amount, settlementDate } = instruction;
    const [payer, payee] = [institutionOf(instruction.payer), institutionOf(instruction.payee)];
    const id = endToEndId(tradeId);
    return group("CdtTrfTxInf", [
      group("PmtId", [leaf("InstrId", id), leaf("EndToEndId", id), leaf("TxId", id)]),
      amountOf("IntrBkSttlmAmt", amount),
      leaf("IntrBkSttlmDt", formatDate(settlementDate, "en")),
      agent("Dbtr", payer),
      ...account("DbtrAcct", payer),
      agent("Cdtr", payee),
      ...account("CdtrAcct", payee),
      group("RmtInf", [leaf("Ustrd", tradeId)]),
    ]);
  });
  const header = group("GrpHdr", [
    leaf("MsgId", text("MsgId", parameters.messageId, 35)),
    leaf("CreDtTm", moment(parameters.createdAt)),
    leaf("NbOfTxs", String(instructions.length)),
    amountOf("TtlIntrBkSttlmAmt", total),
    settlement(parameters),
    ...(parameters.instructingAgent ? [agent("InstgAgt", parameters.instructingAgent)] : []),
    ...(parameters.instructedAgent ? [agent("InstdAgt", parameters.instructedAgent)] : []),
  ]);
  return formatXml({
    name: "Document",
    attributes: { xmlns: `urn:iso:std:iso:20022:tech:xsd:${PACS_009_VERSION}` },
    content: [group("FICdtTrf", [header, ...transactions])],
  });
}

function group(name: string, content: readonly Element[]): Element {
  return { name, content };
}

function leaf(name: string, content: string): Element {
  return { name, content };
}

function settlement({ settlementMethod, clearingSystem }: Pacs009Parameters): Element {
  if (!METHODS.includes(settlementMethod)) {
    throw new PaymentFieldRefused("SttlmMtd", settlementMethod, METHODS.join(", "));
  }
  const content = [leaf("SttlmMtd", settlementMethod)];
  if (clearingSystem !== undefined) {
    content.push(group("ClrSys", [leaf("Prtry", text("ClrSys/Prtry", clearingSystem, 35))]));
  }
  return group("SttlmInf", content);
}

/** An institution with its code, its name or both. */
function agent(field: string, { bic, name }: Institution): Element {
  const content: Element[] = [];
  if (bic !== undefined) {
    const expected = "a BIC of 8 or 11 characters, as ISO 9362 has it";
    if (!BIC.test(bic)) throw new PaymentFieldRefused(`${field}/BICFI`, bic, expected);
    content.push(leaf("BICFI", bic));
  }
  if (name !== undefined) content.push(leaf("Nm", text(`${field}/Nm`, name, 140)));
  if (content.length === 0) {
    throw new PaymentFieldRefused(`${field}/FinInstnId`, "", "a BIC or a name");
  }
  return group(field, [group("FinInstnId", content)]);
}

function account(field: string, { account }: Institution): Element[] {
  if (account === undefined) return [];
  if ("iban" in account) {
    if (!IBAN.test(account.iban)) {
      throw new PaymentFieldRefused(`${field}/IBAN`, account.iban, "an IBAN without spaces");
    }
    return [group(field, [group("Id", [leaf("IBAN", account.iban)])])];
  }
  const other = text(`${field}/Othr/Id`, account.other, 34);
  return [group(field, [group("Id", [group("Othr", [leaf("Id", other)])])])];
}

function text(field: string, given: string, most: number): string {
  if (given.trim() === "" || [...given].length > most || !isXmlText(given)) {
    const expected = `a text of 1 to ${most} characters on one line, without control characters`;
    throw new PaymentFieldRefused(field, given, expected);
  }
  return given;
}

/** In UTC, to the second: `2027-04-01T01:00:00Z`. */
function moment(unixSeconds: number): string {
  if (!Number.isInteger(unixSeconds) || unixSeconds < 0 || unixSeconds > LAST_SECOND) {
    throw new PaymentFieldRefused("CreDtTm", String(unixSeconds), "whole Unix seconds");
  }
  return new Date(unixSeconds * 1_000).toISOString().replace(".000Z", "Z");
}
