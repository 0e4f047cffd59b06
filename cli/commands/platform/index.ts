import type { CommandSpec } from "../../command.ts";
import { platformDeploy } from "./deploy.ts";
import { platformOrder } from "./order.ts";
import { platformOrders } from "./orders.ts";
import { platformPlan } from "./plan.ts";

export const platformCommands: readonly CommandSpec[] = [
  platformPlan,
  platformDeploy,
  platformOrders,
  platformOrder,
];
