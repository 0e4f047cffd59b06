import type { Rows } from "./everyRow.ts";
import { actionRows } from "./nouns/action.ts";
import { cashRows } from "./nouns/cash.ts";
import { classRows } from "./nouns/class.ts";
import { consentRows } from "./nouns/consent.ts";
import { failRows } from "./nouns/fail.ts";
import { kycRows } from "./nouns/kyc.ts";
import { meetingRows } from "./nouns/meeting.ts";
import { netRows } from "./nouns/net.ts";
import { offerRows } from "./nouns/offer.ts";
import { otherRows } from "./nouns/others.ts";
import { platformRows } from "./nouns/platform.ts";
import { rateRows } from "./nouns/rate.ts";
import { registerRows } from "./nouns/register.ts";
import { taxRows } from "./nouns/tax.ts";
import { tradeRows } from "./nouns/trade.ts";
import { unitsRows } from "./nouns/units.ts";
import { yenRows } from "./nouns/yen.ts";

/** How every command is tried, noun by noun. */
export const ROWS: readonly Rows[] = [
  ...[...platformRows, classRows, kycRows, unitsRows, yenRows, tradeRows, netRows, ...actionRows],
  ...[registerRows, ...offerRows, ...meetingRows, ...consentRows, ...cashRows, failRows, rateRows],
  ...[taxRows, otherRows],
];
