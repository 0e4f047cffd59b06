import type { CommandSpec } from "../command.ts";
import { actionCommands } from "./action/index.ts";
import { approve } from "./approve.ts";
import { auditCommands } from "./audit/index.ts";
import { chainCommands } from "./chain/index.ts";
import { classCommands } from "./class/index.ts";
import { doctor } from "./doctor.ts";
import { keysCommands } from "./keys/index.ts";
import { kycCommands } from "./kyc/index.ts";
import { netCommands } from "./net/index.ts";
import { platformCommands } from "./platform/index.ts";
import { registerCommands } from "./register/index.ts";
import { tradeCommands } from "./trade/index.ts";
import { unitsCommands } from "./units/index.ts";
import { yenCommands } from "./yen/index.ts";

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  ...platformCommands,
  ...classCommands,
  ...kycCommands,
  ...unitsCommands,
  ...yenCommands,
  ...tradeCommands,
  ...netCommands,
  ...actionCommands,
  ...registerCommands,
  ...auditCommands,
  approve,
  ...chainCommands,
  ...keysCommands,
  doctor,
];
