import type { CommandSpec } from "../../command.ts";
import { classCheck } from "./check.ts";
import { classClose } from "./close.ts";
import { classDeploy } from "./deploy.ts";
import { classDocument } from "./document.ts";
import { classExplain } from "./explain.ts";
import { classList } from "./list.ts";
import { classMetadata } from "./metadata.ts";
import { classPause } from "./pause.ts";
import { classPlan } from "./plan.ts";
import { classPolicy } from "./policy.ts";
import { classShow } from "./show.ts";
import { classUnpause } from "./unpause.ts";
import { classUri } from "./uri.ts";

export const classCommands: readonly CommandSpec[] = [
  ...[classCheck, classPlan, classDeploy, classList, classShow, classExplain],
  ...[classPolicy, classPause, classUnpause, classClose, classMetadata, classDocument, classUri],
];
