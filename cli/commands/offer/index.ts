import type { CommandSpec } from "../../command.ts";
import { offerAllot } from "./allot.ts";
import { offerAsk } from "./ask.ts";
import { offerCancel } from "./cancel.ts";
import { offerIssue } from "./issue.ts";
import { offerList } from "./list.ts";
import { offerOpen } from "./open.ts";
import { offerPlan } from "./plan.ts";
import { offerRefund } from "./refund.ts";
import { offerStatus } from "./status.ts";
import { offerSubscribe } from "./subscribe.ts";
import { offerWithdraw } from "./withdraw.ts";

export const offerCommands: readonly CommandSpec[] = [
  offerPlan,
  offerList,
  offerAsk,
  offerOpen,
  offerSubscribe,
  offerWithdraw,
  offerAllot,
  offerIssue,
  offerRefund,
  offerCancel,
  offerStatus,
];
