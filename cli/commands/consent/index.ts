import type { CommandSpec } from "../../command.ts";
import { consentApply } from "./apply.ts";
import { consentGive } from "./give.ts";
import { consentList } from "./list.ts";
import { consentPresent } from "./present.ts";
import { consentReject } from "./reject.ts";
import { consentSign } from "./sign.ts";
import { consentTakeBack } from "./take-back.ts";
import { consentWithdraw } from "./withdraw.ts";

export const consentCommands: readonly CommandSpec[] = [
  consentApply,
  consentList,
  consentGive,
  consentReject,
  consentWithdraw,
  consentSign,
  consentPresent,
  consentTakeBack,
];
