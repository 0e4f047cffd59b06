import type { CommandSpec } from "../../command.ts";
import { taxSet } from "./set.ts";
import { taxShow } from "./show.ts";

export const taxCommands: readonly CommandSpec[] = [taxShow, taxSet];
