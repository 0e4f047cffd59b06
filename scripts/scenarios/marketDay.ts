import type { ClassFile, Lang, PlatformFile, SettlementReport } from "../../sdk/index.ts";
import type { Chain } from "./chain.ts";
import { afternoon } from "./marketDay/afternoon.ts";
import { clients } from "./marketDay/clients.ts";
import { balancesNow, closing } from "./marketDay/closing.ts";
import { elsewhere } from "./marketDay/elsewhere.ts";
import { lateDays } from "./marketDay/late.ts";
import { BROKERS, CLIENTS_PER_BROKER, type MarketDaySize, makeUp } from "./marketDay/makeUp.ts";
import { morning } from "./marketDay/morning.ts";
import { opening } from "./marketDay/opening.ts";
import { parties } from "./marketDay/parties.ts";
import { TEXTS } from "./marketDay/texts.ts";
import { teller } from "./teller.ts";

export interface MarketDayParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  readonly classPath: string;
  readonly lang: Lang;
  readonly print: (line: string) => void;
  /** Where the report is written. */
  readonly folder: string;
  readonly size?: MarketDaySize;
}

const SEED = 20_270_401;
/** With the gridlock's three and the one that is paid elsewhere, 2,000 trades. */
const WHOLE_DAY: MarketDaySize = { morning: 996, afternoon: 700, clients: 300 };

/**
 * A day of a market of 20 brokers and their clients: trades netted in a cycle, instructed and settled in
 * batches, and, where parties are short, a void cycle, a queue, a net by id, fails, defaults, charges and a
 * buy-in. Every total is held against the chain at the end.
 *
 * @throws KeyMissing or AccountsMissing before anything is sent; then StoryBroken if a step did not do what
 *   it says, ReconciliationFailed if an account does not add up, or whatever a contract refuses
 */
export async function marketDay(
  chain: Chain,
  {
    platformFile,
    classFile,
    classPath,
    lang,
    print,
    folder,
    size = WHOLE_DAY,
  }: MarketDayParameters,
): Promise<SettlementReport> {
  const tell = teller(lang, print);
  const day = makeUp(SEED, size);
  const everybody = parties(chain.provider, BROKERS, CLIENTS_PER_BROKER);
  const own = everybody.filter(({ client }) => client === 0);
  const trades = size.morning + size.afternoon + size.clients + 4;
  print(
    tell.t(TEXTS.title, {
      ...{ brokers: BROKERS, clients: everybody.length - own.length },
      ...{ classes: 3, trades: trades.toLocaleString("en-US") },
    }),
  );
  print(tell.t(TEXTS.madeUp, { seed: SEED, path: classPath }));

  const market = await opening(chain, tell, {
    ...{ platformFile, classFile, everybody, day },
  });
  const from = await chain.now();
  const before = await balancesNow(market);
  await morning(market, own, day.morning);
  await clients(market, day.clients, day.prices);
  await elsewhere(market, own, day.prices);
  await afternoon(market, own, day.afternoon);
  const late = await lateDays(market, own);
  return await closing(market, { from, opening: before, late, folder });
}
