import type { CommandSpec } from "../../command.ts";
import { auditClass } from "./class.ts";
import { auditCode } from "./code.ts";
import { auditPowers } from "./powers.ts";
import { auditPromises } from "./promises.ts";

export const auditCommands: readonly CommandSpec[] = [
  ...[auditPowers, auditCode, auditPromises, auditClass],
];
