import type { CommandSpec } from "../../command.ts";
import { yenAttestReserve } from "./attest-reserve.ts";
import { yenDeposit } from "./deposit.ts";
import { yenFreeze } from "./freeze.ts";
import { yenPause } from "./pause.ts";
import { yenRedeem } from "./redeem.ts";
import { yenRedeemPaid } from "./redeem-paid.ts";
import { yenShow } from "./show.ts";
import { yenUnfreeze } from "./unfreeze.ts";
import { yenUnpause } from "./unpause.ts";

export const yenCommands: readonly CommandSpec[] = [
  yenDeposit,
  yenAttestReserve,
  yenRedeem,
  yenRedeemPaid,
  yenFreeze,
  yenUnfreeze,
  yenPause,
  yenUnpause,
  yenShow,
];
