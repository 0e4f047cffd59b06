import type { CommandSpec } from "../../command.ts";
import { failBuyIn } from "./buy-in.ts";
import { failCancel } from "./cancel.ts";
import { failCollect } from "./collect.ts";
import { failInterest } from "./interest.ts";
import { failMark } from "./mark.ts";
import { failStatus } from "./status.ts";

export const failCommands: readonly CommandSpec[] = [
  failMark,
  failStatus,
  failCollect,
  failInterest,
  failCancel,
  failBuyIn,
];
