import type { CommandSpec } from "../../command.ts";
import { kycAttest } from "./attest.ts";
import { kycCollect } from "./collect.ts";
import { kycDisown } from "./disown.ts";
import { kycGrant } from "./grant.ts";
import { kycImport } from "./import.ts";
import { kycLink } from "./link.ts";
import { kycReclassify } from "./reclassify.ts";
import { kycRecover } from "./recover.ts";
import { kycReinstate } from "./reinstate.ts";
import { kycRelay } from "./relay.ts";
import { kycRenew } from "./renew.ts";
import { kycRevoke } from "./revoke.ts";
import { kycScreen } from "./screen.ts";
import { kycSign } from "./sign.ts";
import { kycStatus } from "./status.ts";
import { kycSuspend } from "./suspend.ts";
import { kycUndoDisown } from "./undo-disown.ts";
import { kycVeto } from "./veto.ts";

export const kycCommands: readonly CommandSpec[] = [
  kycStatus,
  kycImport,
  kycGrant,
  kycLink,
  kycRenew,
  kycReclassify,
  kycScreen,
  kycAttest,
  kycReinstate,
  kycRecover,
  kycSign,
  kycCollect,
  kycRelay,
  kycSuspend,
  kycRevoke,
  kycVeto,
  kycDisown,
  kycUndoDisown,
];
