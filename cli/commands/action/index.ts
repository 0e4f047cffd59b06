import type { CommandSpec } from "../../command.ts";
import { actionAbort } from "./abort.ts";
import { actionAnnounce } from "./announce.ts";
import { actionBond } from "./bond.ts";
import { actionCall } from "./call.ts";
import { actionClaim } from "./claim.ts";
import { actionCoupon } from "./coupon.ts";
import { actionDefault } from "./default.ts";
import { actionEndPromises } from "./end-promises.ts";
import { actionFix } from "./fix.ts";
import { actionFund } from "./fund.ts";
import { actionLend } from "./lend.ts";
import { actionPayout } from "./payout.ts";
import { actionPlan } from "./plan.ts";
import { actionRecord } from "./record.ts";
import { actionRedeem } from "./redeem.ts";
import { actionReturn } from "./return.ts";
import { actionResume, actionRun } from "./run.ts";
import { actionSplit } from "./split.ts";
import { actionStatement } from "./statement.ts";
import { actionStatus } from "./status.ts";
import { actionWithdraw } from "./withdraw.ts";

export const actionCommands: readonly CommandSpec[] = [
  actionPlan,
  actionBond,
  actionRecord,
  actionAnnounce,
  actionFund,
  actionCoupon,
  actionRedeem,
  actionLend,
  actionSplit,
  actionEndPromises,
  actionRun,
  actionResume,
  actionStatement,
  actionStatus,
  actionClaim,
  actionReturn,
  actionPayout,
  actionWithdraw,
  actionAbort,
  actionFix,
  actionCall,
  actionDefault,
];
