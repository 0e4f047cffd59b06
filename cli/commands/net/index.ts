import type { CommandSpec } from "../../command.ts";
import { netFix } from "./fix.ts";
import { netOpen } from "./open.ts";
import { netPlan } from "./plan.ts";
import { netQueue } from "./queue.ts";
import { netReport } from "./report.ts";
import { netRun } from "./run.ts";
import { netSign } from "./sign.ts";

export const netCommands: readonly CommandSpec[] = [
  netPlan,
  netOpen,
  netFix,
  netSign,
  netRun,
  netQueue,
  netReport,
];
