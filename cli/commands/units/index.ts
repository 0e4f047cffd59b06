import type { CommandSpec } from "../../command.ts";
import { unitsApprove } from "./approve.ts";
import { unitsAttach } from "./attach.ts";
import { unitsCancel } from "./cancel.ts";
import { unitsCarryOut } from "./carry-out.ts";
import { unitsForce } from "./force.ts";
import { unitsFreeze } from "./freeze.ts";
import { unitsHold } from "./hold.ts";
import { unitsInherit } from "./inherit.ts";
import { unitsIssue } from "./issue.ts";
import { unitsPayee } from "./payee.ts";
import { unitsPledge } from "./pledge.ts";
import { unitsRecover } from "./recover.ts";
import { unitsRedeem } from "./redeem.ts";
import { unitsRelease } from "./release.ts";
import { unitsShow } from "./show.ts";
import { unitsTransfer } from "./transfer.ts";
import { unitsUnfreeze } from "./unfreeze.ts";
import { unitsVeto } from "./veto.ts";
import { unitsWithdraw } from "./withdraw.ts";

export const unitsCommands: readonly CommandSpec[] = [
  unitsIssue,
  unitsShow,
  unitsTransfer,
  unitsHold,
  unitsFreeze,
  unitsPledge,
  unitsAttach,
  unitsPayee,
  unitsUnfreeze,
  unitsRelease,
  unitsForce,
  unitsInherit,
  unitsRecover,
  unitsRedeem,
  unitsCancel,
  unitsApprove,
  unitsCarryOut,
  unitsWithdraw,
  unitsVeto,
];
