import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { announced } from "../../support/announced.ts";
import type { World } from "../../support/world.ts";

/** As IRegistrarDesk.Power and IRegistrarDesk.Verb. */
const RESCALE = 2n;
const LEND_TO_ACTION = 11n;
const TERMS = encodeBytes32String("terms");

/** Names a key as an action over all holders, and lends it the class. */
export async function actionLent(w: World, action: HardhatEthersSigner) {
  await announced(w, w.admin, w.desk, "nameAction", [action.address, RESCALE]);
  const act = {
    ...{ token: w.bond.target as string, verb: LEND_TO_ACTION, wallet: ZeroAddress },
    ...{ to: action.address, units: 0n, holds: [], reason: TERMS, document: TERMS, number: 77n },
  };
  await w.desk.propose(act);
  await w.desk.connect(w.secondRegistrar).approve(act);
}

/** A whole action: so many units become of so many, in all wallets named. */
export async function rescaled(
  w: World,
  action: HardhatEthersSigner,
  [numerator, denominator]: readonly [bigint, bigint],
  wallets: readonly string[],
  holds: readonly string[],
) {
  const { interface: verbs } = w.bond;
  for (const order of [
    verbs.encodeFunctionData("beginAction"),
    verbs.encodeFunctionData("rescale", [
      ...([numerator, denominator] as const),
      [...wallets],
      [...holds],
    ]),
    verbs.encodeFunctionData("endAction", [numerator, denominator]),
  ]) {
    await w.desk.connect(action).forAction(w.bond, order);
  }
}
