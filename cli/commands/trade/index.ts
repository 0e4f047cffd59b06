import type { CommandSpec } from "../../command.ts";
import { tradeAllow } from "./allow.ts";
import { tradeCancel } from "./cancel.ts";
import { tradeCheck } from "./check.ts";
import { tradeCompare } from "./compare.ts";
import { tradeInstruct } from "./instruct.ts";
import { tradeMandate } from "./mandate.ts";
import { tradeMatch } from "./match.ts";
import { tradeNew } from "./new.ts";
import { tradeSettle } from "./settle.ts";
import { tradeSign } from "./sign.ts";
import { tradeSignOff } from "./sign-off.ts";
import { tradeStatus } from "./status.ts";

export const tradeCommands: readonly CommandSpec[] = [
  tradeNew,
  tradeSign,
  tradeCompare,
  tradeCheck,
  tradeAllow,
  tradeInstruct,
  tradeMatch,
  tradeMandate,
  tradeSignOff,
  tradeSettle,
  tradeCancel,
  tradeStatus,
];
