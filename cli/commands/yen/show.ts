import { z } from "zod";
import {
  formatDuration,
  formatTime,
  formatYen,
  IYenToken__factory,
  readRedemptions,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { addressOf, maybe } from "../../inputs.ts";

const yen = z.string().regex(/^\d+$/);

/** The yen token: what there is, against which reserve, and what waits to be paid out. */
export const yenShow: ReadCommand = {
  kind: "read",
  path: "yen show",
  about: {
    en: "supply, reserve, limits, and redemptions that wait; with --wallet one account",
    ja: "発行残高・準備資産・限度額・払戻し待ち(--wallet で口座)",
  },
  example: "yen show --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  options: [{ flags: "--wallet <address>", about: { en: "of whom", ja: "口座" } }],
  result: z.strictObject({
    supply: yen,
    reserve: yen,
    asOf: z.number(),
    /** A mint needs an attestation no older than these seconds. */
    freshness: z.number(),
    isFresh: z.boolean(),
    /** 0 for none. */
    ...{ mostSupply: yen, mostPerDay: yen, mintedToday: yen },
    isPaused: z.boolean(),
    redemptions: z.array(
      z.strictObject({ id: z.string(), holder: z.string(), yen, reference: z.string() }),
    ),
    wallet: z
      .strictObject({
        address: z.string(),
        ...{ balance: yen, free: yen, held: yen, frozen: yen },
        isStopped: z.boolean(),
      })
      .optional(),
  }),
  async run(given, { platform, provider, deployment, terminal }) {
    const { lang } = given;
    const token = IYenToken__factory.connect(platform.yen, provider);
    const from = deployment.platform.contracts.yen?.block ?? 0;
    const [supply, reserve, limits, isPaused, redemptions, latest] = await Promise.all([
      token.totalSupply(),
      token.reserve(),
      token.limits(),
      token.isPaused(),
      readRedemptions(provider, platform, from),
      provider.getBlock("latest"),
    ]);
    const [asOf, freshness] = [Number(reserve.asOf), Number(reserve.freshness)];
    const age = Math.max(terminal.now(), latest?.timestamp ?? 0) - asOf;
    const isFresh = asOf > 0 && age <= freshness;
    const asked = maybe(given, "wallet") === undefined ? undefined : addressOf(given, "wallet");
    const wallet =
      asked === undefined
        ? undefined
        : {
            address: asked,
            ...{ balance: await token.balanceOf(asked), free: await token.freeOf(asked) },
            ...{ held: await token.heldOf(asked), frozen: await token.frozenOf(asked) },
            isStopped: await token.isFrozen(asked),
          };
    const { mostSupply, mostPerDay, mintedToday } = limits;
    const isJa = lang === "ja";
    const rows: [string, string][] = [
      [isJa ? "発行残高" : "supply", formatYen(supply)],
      [isJa ? "準備資産" : "reserve", formatYen(reserve.yen)],
      [
        isJa ? "準備資産の時点" : "attested as of",
        asOf === 0
          ? "-"
          : `${formatTime(asOf, lang)}${isFresh ? "" : isJa ? "(期限切れ)" : " (too old to mint)"}`,
      ],
      [isJa ? "証明の有効期間" : "attestations count for", formatDuration(freshness, lang)],
      [isJa ? "発行限度" : "most in all", mostSupply === 0n ? "-" : formatYen(mostSupply)],
      [isJa ? "1日の発行限度" : "most on a day", mostPerDay === 0n ? "-" : formatYen(mostPerDay)],
      [isJa ? "本日の発行" : "minted today", formatYen(mintedToday)],
      [isJa ? "停止" : "stopped", isPaused ? (isJa ? "停止中" : "yes") : isJa ? "なし" : "no"],
      ...(wallet === undefined
        ? []
        : ([
            [isJa ? "口座" : "wallet", wallet.address],
            [isJa ? "残高" : "balance", formatYen(wallet.balance)],
            [isJa ? "うち自由" : "of it free", formatYen(wallet.free)],
            [isJa ? "拘束" : "held", formatYen(wallet.held)],
            [isJa ? "凍結" : "frozen", formatYen(wallet.frozen)],
          ] as [string, string][])),
      ...redemptions.map(({ id, holder, yen: amount }): [string, string] => [
        isJa ? "払戻し待ち" : "waits to be paid out",
        `${formatYen(amount)} ${holder} ${id}`,
      ]),
    ];
    return {
      value: {
        ...{ supply, reserve: reserve.yen, asOf, freshness, isFresh, isPaused, redemptions },
        ...{ mostSupply, mostPerDay, mintedToday },
        ...(wallet === undefined ? {} : { wallet }),
      },
      lines: table(rows, { columns: [{ heading: "" }, { heading: "" }] })
        .split("\n")
        .slice(2),
    };
  },
};
