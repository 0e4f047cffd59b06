import type { CommandSpec } from "../../command.ts";
import { registerAtCommand } from "./at.ts";
import { registerDiff } from "./diff.ts";
import { registerExtract } from "./extract.ts";
import { registerLog } from "./log.ts";
import { namesCommands } from "./names.ts";
import { registerVerify, registerVerifyBundle } from "./verify.ts";

export const registerCommands: readonly CommandSpec[] = [
  ...[registerAtCommand, registerExtract, registerVerify, registerVerifyBundle, registerDiff],
  ...[registerLog, ...namesCommands],
];
