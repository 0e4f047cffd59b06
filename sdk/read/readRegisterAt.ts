import type { Provider } from "ethers";
import { ISecurityToken__factory, TokenLens__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import { holdersOf } from "./holdersOf.ts";

/** One holder of a class at the end of a record date. */
export interface PastRegisterRow {
  readonly wallet: string;
  readonly balance: bigint;
  readonly held: bigint;
  readonly frozen: bigint;
}

/** The register of a class at the end of a record date. Its balances sum to the supply. */
export interface PastRegister {
  /** The record date's number, by which contracts know it. */
  readonly recordId: number;
  readonly date: JstDate;
  readonly supply: bigint;
  readonly holders: number;
  readonly rows: readonly PastRegisterRow[];
}

/** The day was not declared a record date, or is not over. */
export class RecordDateMissing extends Error {
  override readonly name = "RecordDateMissing";

  constructor(date: JstDate, over: readonly JstDate[], coming: readonly JstDate[]) {
    const said = formatDate(date, "en");
    const known = over.map((each) => formatDate(each, "en")).join(", ");
    if (coming.includes(date)) {
      super(
        `${said} is a record date of this class, but its day is not over. Read it from then on.`,
      );
    } else if (known === "") {
      super(
        `${said} is no record date of this class, which has none that is over. Declare one ahead.`,
      );
    } else super(`${said} is no record date of this class. Those that are over: ${known}.`);
  }
}

export type ReadRegisterAtErrors = RecordDateMissing;

/**
 * The register as it was at the end of a record date, whatever happened since: holders found in the
 * token's events, figures as the token itself answers them.
 *
 * @param fromBlock the block from which the class has existed
 * @throws RecordDateMissing naming the record dates that there are
 */
export async function readRegisterAt(
  provider: Provider,
  platform: Pick<Platform, "lens">,
  token: string,
  date: JstDate,
  fromBlock = 0,
): Promise<PastRegister> {
  const contract = ISecurityToken__factory.connect(token, provider);
  const lens = TokenLens__factory.connect(platform.lens, provider);
  const [dates, over] = await lens.recordDatesOf(token);
  const past = dates.slice(0, Number(over)).map(Number);
  const recordId = past.indexOf(date) + 1;
  if (recordId === 0) {
    throw new RecordDateMissing(date, past, dates.slice(Number(over)).map(Number));
  }

  const { supply, holders } = await contract.recordAt(recordId);
  const wallets = await holdersOf(contract, fromBlock);
  const rows = await Promise.all(
    wallets.map(async (wallet): Promise<PastRegisterRow> => {
      const { balance, held, frozen } = await contract.holdingAt(wallet, recordId);
      return { wallet, balance, held, frozen };
    }),
  );
  return {
    recordId,
    date,
    supply,
    holders: Number(holders),
    rows: rows.filter(({ balance }) => balance > 0n),
  };
}
