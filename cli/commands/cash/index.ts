import type { CommandSpec } from "../../command.ts";
import { cashDeliver } from "./deliver.ts";
import { cashFinish } from "./finish.ts";
import { cashInstruct } from "./instruct.ts";
import { cashOpen } from "./open.ts";
import { cashRelease } from "./release.ts";
import { cashReserve } from "./reserve.ts";
import { cashSign } from "./sign.ts";
import { cashStatus } from "./status.ts";

export const cashCommands: readonly CommandSpec[] = [
  cashReserve,
  cashInstruct,
  cashSign,
  cashFinish,
  cashOpen,
  cashDeliver,
  cashRelease,
  cashStatus,
];
