import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { Addressable, Interface } from "ethers";
import type { World } from "./world.ts";

/** A contract whose verbs wait at the AccessManager, or the manager itself. */
type Target = Addressable & { readonly interface: Interface };

/**
 * Announces at the AccessManager what `signer` may do only after a delay, and does not wait.
 *
 * @returns the announcement's id, its delay in seconds, and the verb itself, to be sent at any time
 */
export async function announce(
  { authority }: Pick<World, "authority">,
  signer: HardhatEthersSigner,
  target: Target,
  verb: string,
  values: readonly unknown[],
) {
  const to = await target.getAddress();
  const data = target.interface.encodeFunctionData(verb, values);
  const [, delay] = await authority.canCall(signer.address, to, data.slice(0, 10));
  const id = await authority.hashOperation(signer.address, to, data);
  await authority.connect(signer).schedule(to, data, 0);
  return { id, delay: Number(delay), send: () => signer.sendTransaction({ to, data }) };
}

/** Announces, waits and does what `signer` may do only after a delay. */
export async function announced(
  world: Pick<World, "authority" | "networkHelpers">,
  signer: HardhatEthersSigner,
  target: Target,
  verb: string,
  values: readonly unknown[],
) {
  const { delay, send } = await announce(world, signer, target, verb, values);
  await world.networkHelpers.time.increase(delay);
  return await send();
}
