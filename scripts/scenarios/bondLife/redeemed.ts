import {
  ContractRefusal,
  distributionTermsOf,
  explainError,
  formatDate,
  formatYen,
  rescaleJob,
  runHolderJob,
} from "../../../sdk/index.ts";
import type { PaymentTold } from "../bondLife.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { pushed, readBack, tellPaid } from "./paid.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** The last interest and the face, and the end of the bonds. */
export async function redeemed(play: Stage): Promise<readonly PaymentTold[]> {
  const { tell, bonds, address, token, everybody, done, schedule } = play;
  const { periods } = schedule;
  const last = periods.at(-1);
  ensure(last !== undefined, "there is no last period");
  await play.passTo(last.pays);
  tell.heading(TEXTS.matured, { date: formatDate(last.pays, tell.lang) });
  const units = await token.totalSupply();
  const [interestPerUnit, principalPerUnit] = await bonds.dueOf(address);
  const due = (units * (interestPerUnit + principalPerUnit)) / 10n ** 13n;
  await play.minted(everybody.issuer.address, due);
  const gas = await done(bonds.connect(everybody.issuer.wallet).redeem(address));
  tell.told(TEXTS.redeemed, { yen: formatYen(due) }, gas);
  tell.told(TEXTS.stopped, { why: await whyStopped(play) });

  const told: PaymentTold[] = [];
  const { interest, principal } = await bonds.redemptionOf(address);
  for (const each of [interest, principal]) {
    const terms = distributionTermsOf(each);
    const spent = await pushed(play, terms);
    const payment = await readBack(play, terms, {
      ...{ number: periods.length, record: null, paidOn: terms.date },
    });
    told.push(payment);
    if (each === interest) tellPaid(play, payment, spent);
    else {
      const { funded: yen } = payment.reconciliation;
      const investors = payment.statements.length;
      tell.told(TEXTS.repaid, { yen: formatYen(yen), investors }, spent);
    }
  }
  const job = rescaleJob(token, async (wallets, holds) =>
    bonds.retire.populateTransaction(address, [...wallets], [...holds]),
  );
  const { gasUsed } = await runHolderJob(job, play.relayer);
  ensure(await token.isClosed(), "the class has not ended");
  tell.told(TEXTS.retired, { units }, gasUsed);
  return told;
}

async function whyStopped({ tell, token, everybody: { a, d } }: Stage): Promise<string> {
  try {
    await token.connect(a.wallet).transfer.staticCall(d.address, 1n);
  } catch (error) {
    const why = explainError(error);
    if (why instanceof ContractRefusal) return why.in(tell.lang);
    throw error;
  }
  return "";
}
