import type { CommandSpec } from "../../command.ts";
import { chainAdvance } from "./advance.ts";
import { chainDate } from "./date.ts";
import { chainRun } from "./run.ts";

export const chainCommands: readonly CommandSpec[] = [chainRun, chainAdvance, chainDate];
