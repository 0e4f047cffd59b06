import { id as hashOf, ZeroHash } from "ethers";
import {
  confirm,
  formatTime,
  formatYen,
  pacs009,
  paymentInstructionCsv,
  paymentOutcomeTypedData,
  readPaymentInstructions,
  signTypedData,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { agree } from "./agree.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const DAY = 86_400;
const UNITS = 10n;

/** What went out on the chain, as files for the banks: a table, and an ISO 20022 message. */
async function writePayment({ chain, tell, platform, names, files }: Market): Promise<void> {
  const instructions = await readPaymentInstructions(chain.provider, platform.externalCash);
  const wallets = instructions.flatMap(({ payer, payee }) => [payer, payee]);
  const named = wallets.map((wallet) => [wallet, names.get(wallet) ?? wallet] as const);
  const csv = paymentInstructionCsv(instructions, {
    ...{ fractionDigits: 0, accounts: Object.fromEntries(named), lang: tell.lang },
  });
  const xml = pacs009({
    ...{ instructions, messageId: "MARKET-DAY-1", createdAt: await chain.now() },
    ...{ settlementMethod: "INDA", fractionDigits: 0 },
    institutions: Object.fromEntries(named.map(([wallet, name]) => [wallet, { name }])),
  });
  files.push(["payment.csv", csv], ["payment.xml", xml]);
}

/** One trade whose cash moves between banks: units are held until its payment is attested. */
export async function elsewhere(
  market: Market,
  own: readonly Party[],
  prices: readonly bigint[],
): Promise<void> {
  const { chain, tell, platform, securities, tokens, people, dvp, externalCash, booked } = market;
  const now = await chain.now();
  tell.heading(TEXTS.elsewhere, { time: formatTime(now, tell.lang) });
  const [token, security, price] = [tokens[0], securities[0]?.token, prices[0] ?? 0n];
  ensure(token !== undefined && security !== undefined, "there is no class");
  const free = await Promise.all(own.map(({ address }) => token.freeOf(address)));
  const place = free.findIndex((units) => units >= UNITS);
  const [seller, buyer] = [own[place], own[place === 0 ? 1 : 0]];
  ensure(seller !== undefined && buyer !== undefined, "nobody has units to sell");

  const entry = await agree(market, {
    ...{ seller, buyer, security, units: UNITS, amount: UNITS * price },
    ...{ cash: platform.externalCash, settleFrom: now, settleBy: now + DAY },
  });
  const { trade, id, sellerSignature, buyerSignature } = entry;
  await confirm(await dvp.matchSigned(trade, sellerSignature, buyerSignature));
  await confirm(await externalCash.connect(seller.wallet).reserve(trade, ZeroHash));
  const instructed = await confirm(await externalCash.connect(buyer.wallet).instructPayment(trade));
  await writePayment(market);
  const amount = formatYen(trade.amount);
  const file = "payment.csv, payment.xml";
  tell.told(TEXTS.instructedPayment, { amount, file }, instructed.gasUsed);

  const bankReference = hashOf("the bank's reference of this payment");
  const message = { trade: id, paid: true, bankReference };
  const data = paymentOutcomeTypedData(platform.chainId, platform.externalCash, message);
  const { attestors } = await externalCash.quorums();
  const attestations = await Promise.all(
    people.attestors.slice(0, Number(attestors)).map(async (attestor) => ({
      signer: attestor.address,
      signature: await signTypedData(attestor, data),
    })),
  );
  attestations.sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
  const attested = await confirm(
    await externalCash.attest(trade, true, bankReference, attestations),
  );
  ensure((await externalCash.paymentOf(id)).phase === 4n, "what was paid was not delivered");
  entry.outcome = "settled-gross";
  booked.push(
    { party: trade.seller, asset: trade.cash, quantity: trade.amount },
    { party: trade.buyer, asset: trade.cash, quantity: -trade.amount },
  );
  tell.told(TEXTS.attested, { attestors: Number(attestors) }, attested.gasUsed);
}
