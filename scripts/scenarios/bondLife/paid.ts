import {
  type DistributionTerms,
  distributionReconciliation,
  formatYen,
  type JstDate,
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  payJob,
  readDistribution,
  runHolderJob,
  statementOf,
} from "../../../sdk/index.ts";
import type { PaymentTold } from "../bondLife.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** Stops a job as a process that is killed. */
class Killed extends Error {}

/** Pushes a distribution to its end, once killed on the way if that is wanted. */
export async function pushed(
  play: Stage,
  terms: DistributionTerms,
  killedAfter?: number,
): Promise<bigint> {
  const { chain, tell, platform, relayer, distribution, done } = play;
  const job = () => payJob(chain.provider, platform, terms);
  let gas = 0n;
  if (killedAfter !== undefined) {
    const all = (await job().left((ask) => ask())).length;
    const running = runHolderJob(job(), relayer, {
      most: killedAfter,
      onChunk: ({ gasUsed }) => {
        gas += gasUsed;
        throw new Killed();
      },
    });
    await running.catch((fault: unknown) => {
      if (!(fault instanceof Killed)) throw fault;
    });
    tell.told(TEXTS.killed, { done: killedAfter, all }, gas);
    gas = 0n;
  }
  const report = await runHolderJob(job(), relayer);
  return gas + report.gasUsed + (await done(distribution.collect(terms)));
}

/** What became of a distribution, read back from the chain. */
export async function readBack(
  play: Stage,
  terms: DistributionTerms,
  { number, record, paidOn }: { number: number; record: JstDate | null; paidOn: JstDate },
): Promise<PaymentTold> {
  const { chain, tell, platform, classFile } = play;
  const read = await readDistribution(chain.provider, platform, terms);
  ensure(read.phase === "complete", "a payment is not complete");
  const kind = PAYMENT_KINDS[terms.kind] ?? "principal";
  const reference = `${classFile.code}/${kind}/${number}`;
  const of_ = {
    ...{ reference, kind, recordDate: record, paidOn },
    ...{ classCode: classFile.code, className: classFile.name },
  };
  return {
    label: `${PAYMENT_KIND_TEXTS[kind][tell.lang]} ${number}`,
    paidOn,
    statements: read.payments.map((payment) => statementOf(of_, payment)),
    reconciliation: distributionReconciliation({ reference, ...read }),
  };
}

/** Says what investors got. */
export function tellPaid({ tell }: Stage, { reconciliation: r }: PaymentTold, gas: bigint): void {
  tell.told(
    TEXTS.paid,
    {
      investors: r.investorsPaid + r.investorsOwed,
      ...{ net: formatYen(r.paid), national: formatYen(r.national), local: formatYen(r.local) },
      ...{ owed: formatYen(r.owed), returned: formatYen(r.returned) },
    },
    gas,
  );
}
