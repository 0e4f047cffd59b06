import type { CommandSpec } from "../../command.ts";
import { rateFix } from "./fix.ts";
import { rateReport } from "./report.ts";
import { rateShow } from "./show.ts";
import { rateSign } from "./sign.ts";

export const rateCommands: readonly CommandSpec[] = [rateSign, rateReport, rateFix, rateShow];
