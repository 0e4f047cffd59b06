import type { CommandSpec } from "../../command.ts";
import { meetingAppoint } from "./appoint.ts";
import { meetingCancel } from "./cancel.ts";
import { meetingConvene } from "./convene.ts";
import { meetingCount } from "./count.ts";
import { meetingDeclare } from "./declare.ts";
import { meetingPlan } from "./plan.ts";
import { meetingResult } from "./result.ts";
import { meetingSend } from "./send.ts";
import { meetingSign } from "./sign.ts";
import { meetingVote } from "./vote.ts";

export const meetingCommands: readonly CommandSpec[] = [
  meetingPlan,
  meetingConvene,
  meetingCount,
  meetingVote,
  meetingAppoint,
  meetingSign,
  meetingSend,
  meetingDeclare,
  meetingResult,
  meetingCancel,
];
