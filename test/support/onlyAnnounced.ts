import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { announce } from "./announced.ts";
import type { World } from "./world.ts";

/**
 * That a verb is refused unannounced and a second before its time, done in time, and not done twice.
 *
 * @returns what was sent in time, for its events
 */
export async function expectOnlyAnnounced(
  w: Pick<World, "authority" | "networkHelpers" | "now">,
  signer: HardhatEthersSigner,
  target: BaseContract,
  verb: string,
  values: readonly unknown[],
) {
  const { time } = w.networkHelpers;
  const to = await target.getAddress();
  const data = target.interface.encodeFunctionData(verb, values);
  const id = await w.authority.hashOperation(signer.address, to, data);
  await expect(signer.sendTransaction({ to, data }))
    .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
    .withArgs(id);
  const { delay, send } = await announce(w, signer, target, verb, values);
  const announcedAt = await w.now();
  await time.setNextBlockTimestamp(announcedAt + delay - 1);
  await expect(send())
    .to.be.revertedWithCustomError(w.authority, "AccessManagerNotReady")
    .withArgs(id);
  await time.setNextBlockTimestamp(announcedAt + delay);
  const sent = await send();
  await expect(send())
    .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
    .withArgs(id);
  return sent;
}
