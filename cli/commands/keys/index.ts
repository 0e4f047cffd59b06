import type { CommandSpec } from "../../command.ts";
import { keysNew } from "./new.ts";
import { keysShow } from "./show.ts";

export const keysCommands: readonly CommandSpec[] = [keysNew, keysShow];
