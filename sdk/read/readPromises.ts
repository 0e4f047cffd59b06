import type { Provider } from "ethers";
import { ISecurityToken__factory, IYenToken__factory, TokenLens__factory } from "../contracts.ts";
import type { Deployment } from "../deploy/deployment.ts";
import { platformOf } from "../deploy/platformOf.ts";
import { formatDate } from "../format/formatDate.ts";
import { say, type Text } from "../text/texts.ts";
import { type RegisterRow, readRegister } from "./readRegister.ts";
import { readRegisterAt } from "./readRegisterAt.ts";

/** A promise of the contracts, asked of the chain now. */
export interface PromiseRow {
  /** As docs/invariants.md names it. */
  readonly id: string;
  /** The class's code, `yen`, or a contract's name. */
  readonly of: string;
  readonly promise: Text;
  readonly isKept: boolean;
  /** The figures that were compared. */
  readonly found: string;
}

const TEXTS = {
  sum: { en: "supply = sum of balances", ja: "総数 = 残高の合計" },
  record: { en: "supply = sum of balances at {date}", ja: "{date} の総数 = 残高の合計" },
  held: { en: "held ≤ balance, for each holder", ja: "各保有者の拘束数 ≤ 残高" },
  free: {
    en: "free = what is neither held nor frozen, for each holder",
    ja: "各保有者の処分可能数 = 残高 − 拘束 − 凍結",
  },
  cap: { en: "supply ≤ cap", ja: "総数 ≤ 上限" },
  reserve: { en: "yen supply ≤ attested reserve", ja: "円の総額 ≤ 確認済み準備資産" },
  limit: { en: "yen supply ≤ the bank's own limit", ja: "円の総額 ≤ 発行者の上限" },
  nothing: {
    en: "settlement contracts own nothing",
    ja: "決済コントラクトは何も保有しない",
  },
} as const satisfies Record<string, Text>;

/** Contracts that own nothing after any transaction. */
const EMPTY = ["dvp", "net", "externalCash", "fails"] as const;

/**
 * What the contracts promise of their figures, each asked of the chain now: of every class, of yen, and of the
 * settlement contracts.
 */
export async function readPromises(
  provider: Provider,
  deployment: Deployment,
): Promise<PromiseRow[]> {
  const platform = platformOf(deployment);
  const rows: PromiseRow[] = [];
  const tokens: [code: string, address: string, block: number][] = Object.entries(
    deployment.classes,
  ).map(([code, { address, block }]) => [code, address, block]);
  for (const [code, address, block] of tokens) {
    const token = ISecurityToken__factory.connect(address, provider);
    const [register, supply, cap] = await Promise.all([
      ...[readRegister(provider, address, block), token.totalSupply(), token.cap()],
    ] as const);
    rows.push(...ofRegister(code, register, supply));
    rows.push(row("SUM-1", code, TEXTS.cap, supply <= cap, `${supply} / ${cap}`));
    rows.push(...(await empty(code, register)));
    const lens = TokenLens__factory.connect(platform.lens, provider);
    const [dates, over] = await lens.recordDatesOf(address);
    for (const date of dates.slice(0, Number(over)).map(Number)) {
      const past = await readRegisterAt(provider, platform, address, date, block);
      const sum = past.rows.reduce((all, { balance }) => all + balance, 0n);
      const promise: Text = {
        en: say(TEXTS.record, "en", { date: formatDate(date, "en") }),
        ja: say(TEXTS.record, "ja", { date: formatDate(date, "ja") }),
      };
      rows.push(row("SUM-1", code, promise, sum === past.supply, `${past.supply} = ${sum}`));
    }
  }
  const yen = IYenToken__factory.connect(platform.yen, provider);
  const from = deployment.platform.contracts.yen?.block ?? 0;
  const [register, supply, reserve, limits] = await Promise.all([
    ...[readRegister(provider, platform.yen, from), yen.totalSupply(), yen.reserve(), yen.limits()],
  ] as const);
  rows.push(...ofRegister("yen", register, supply));
  const { yen: attested } = reserve;
  rows.push(row("YEN-1", "yen", TEXTS.reserve, supply <= attested, `${supply} / ${attested}`));
  const { mostSupply } = limits;
  if (mostSupply !== 0n) {
    rows.push(row("YEN-1", "yen", TEXTS.limit, supply <= mostSupply, `${supply} / ${mostSupply}`));
  }
  rows.push(...(await empty("yen", register)));
  return rows;

  async function empty(of: string, holders: readonly RegisterRow[]): Promise<PromiseRow[]> {
    const owning = EMPTY.filter((name) => holders.some(({ wallet }) => wallet === platform[name]));
    const found = owning.length === 0 ? "0" : owning.join(", ");
    return [row("DVP-2", of, TEXTS.nothing, owning.length === 0, found)];
  }
}

function ofRegister(of: string, register: readonly RegisterRow[], supply: bigint): PromiseRow[] {
  const sum = register.reduce((all, { balance }) => all + balance, 0n);
  const overHeld = register.filter(({ held, balance }) => held > balance);
  const wrong = register.filter(({ balance, held, frozen, free }) => {
    const rest = balance - held - frozen;
    return free !== (rest > 0n ? rest : 0n);
  });
  const count = String(register.length);
  return [
    row("SUM-1", of, TEXTS.sum, sum === supply, `${supply} = ${sum}`),
    row("HOLD-1", of, TEXTS.held, overHeld.length === 0, named(overHeld) ?? count),
    row("HOLD-1", of, TEXTS.free, wrong.length === 0, named(wrong) ?? count),
  ];
}

function named(rows: readonly RegisterRow[]): string | undefined {
  return rows.length === 0 ? undefined : rows.map(({ wallet }) => wallet).join(", ");
}

function row(id: string, of: string, promise: Text, isKept: boolean, found: string): PromiseRow {
  return { id, of, promise, isKept, found };
}
