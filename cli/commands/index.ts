import type { CommandSpec } from "../command.ts";
import { actionCommands } from "./action/index.ts";
import { approve } from "./approve.ts";
import { auditCommands } from "./audit/index.ts";
import { cashCommands } from "./cash/index.ts";
import { chainCommands } from "./chain/index.ts";
import { classCommands } from "./class/index.ts";
import { consentCommands } from "./consent/index.ts";
import { doctor } from "./doctor.ts";
import { failCommands } from "./fail/index.ts";
import { keysCommands } from "./keys/index.ts";
import { kycCommands } from "./kyc/index.ts";
import { meetingCommands } from "./meeting/index.ts";
import { netCommands } from "./net/index.ts";
import { offerCommands } from "./offer/index.ts";
import { platformCommands } from "./platform/index.ts";
import { rateCommands } from "./rate/index.ts";
import { registerCommands } from "./register/index.ts";
import { taxCommands } from "./tax/index.ts";
import { tradeCommands } from "./trade/index.ts";
import { unitsCommands } from "./units/index.ts";
import { yenCommands } from "./yen/index.ts";

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  ...platformCommands,
  ...classCommands,
  ...kycCommands,
  ...unitsCommands,
  ...consentCommands,
  ...yenCommands,
  ...tradeCommands,
  ...netCommands,
  ...cashCommands,
  ...failCommands,
  ...rateCommands,
  ...offerCommands,
  ...actionCommands,
  ...meetingCommands,
  ...taxCommands,
  ...registerCommands,
  ...auditCommands,
  approve,
  ...chainCommands,
  ...keysCommands,
  doctor,
];
