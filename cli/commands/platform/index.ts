import type { CommandSpec } from "../../command.ts";
import { platformDeploy } from "./deploy.ts";
import { platformPlan } from "./plan.ts";

export const platformCommands: readonly CommandSpec[] = [platformPlan, platformDeploy];
