import { getAddress } from "ethers";
import { z } from "zod";
import {
  cycleId,
  DvpSettlement__factory,
  formatCycleFile,
  listedTrades,
  NetSettlement__factory,
  netOf,
  tradeListRoot,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { TRADES_OPTIONS, tradesIn } from "../../desk/tradesIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, maybe, pathOf } from "../../inputs.ts";

/** As the registry keeps a cycle. */
const [PHASE, DEADLINE_AT, DEADLINE] = [0xffn, 8n, (1n << 48n) - 1n];
const OPEN = 1n;

/** Fixes the list of a cycle's trades at the cut-off, and writes what its parties sign. */
export const netFix: WriteCommand = {
  kind: "write",
  path: "net fix",
  about: {
    en: "fix a cycle's trades at the cut-off, and write the file that parties sign (its opener)",
    ja: "ネッティング対象の約定を確定し、署名依頼ファイルを作成",
  },
  example:
    "net fix --number 7 --folder trades --request cycle-7.json --signer env:SETTLEMENT_OPERATOR_KEY",
  options: [
    {
      flags: "--number <number>",
      about: { en: "of the cycle", ja: "回の番号" },
      required: true,
    },
    ...TRADES_OPTIONS,
    {
      flags: "--request <file>",
      about: { en: "for the parties", ja: "署名依頼ファイル" },
      required: true,
    },
    {
      flags: "--opener <address>",
      about: { en: "who opened it, without --signer", ja: "開始者(--signer なしの場合)" },
    },
  ],
  result: writtenWith(
    z.strictObject({ cycle: z.string(), file: z.string(), parties: z.array(z.string()) }),
  ),
  async plan(given, desk) {
    const { chainId, platform, provider } = desk;
    const number = amountOf(given, "number");
    const opener =
      maybe(given, "opener") === undefined
        ? await senderOf(given, desk)
        : addressOf(given, "opener");
    if (opener === undefined) {
      throw new ArgumentRefused("Whose cycle? Name the key with --signer, or its --opener.");
    }
    const cycle = cycleId(opener, number);
    const word = await DvpSettlement__factory.connect(platform.dvp, provider).cycleWord(cycle);
    if ((word & PHASE) !== OPEN) {
      throw new ArgumentRefused(
        `The cycle ${number} of ${opener} is not open: kessai net open --number ${number} opens it.`,
      );
    }
    const deadline = Number((word >> DEADLINE_AT) & DEADLINE);
    const files = await tradesIn(given);
    const foreign = files.find(
      (file) =>
        file.chainId !== chainId ||
        getAddress(file.dvp) !== getAddress(platform.dvp) ||
        file.trade.cycle.toLowerCase() !== cycle,
    );
    if (foreign !== undefined) {
      const [{ id } = { id: "" }] = listedTrades([foreign.trade]);
      throw new ArgumentRefused(`Trade ${id} is not made for the cycle ${cycle}. Leave it out.`);
    }
    const trades = listedTrades(files.map(({ trade }) => trade));
    const { nets, ...named } = netOf(files.map(({ trade }) => trade));
    const fixed = { root: tradeListRoot(trades.map(({ id }) => id)), ...named };
    const about = {
      en: `fix ${trades.length} trades of ${fixed.parties.length} parties for the cycle ${number}`,
      ja: `第${number}回の約定 ${trades.length} 件(当事者 ${fixed.parties.length} 名)を確定`,
    };
    const path = pathOf(given, "request");
    const write = async () => {
      const netSettlement = platform.net;
      const file = formatCycleFile({ chainId, netSettlement, cycle, deadline, fixed, trades });
      await writeNew(path, file);
      return { value: { cycle, file: path, parties: fixed.parties }, lines: [path] };
    };
    const contract = NetSettlement__factory.connect(platform.net, provider);
    const plan = {
      title: about,
      calls: [{ to: platform.net, contract, name: "fix", args: [number, fixed], about }],
    };
    const isHandedOn = given.options.out !== undefined || given.options.propose !== undefined;
    return isHandedOn ? { ...plan, found: await write() } : { ...plan, after: write };
  },
};
