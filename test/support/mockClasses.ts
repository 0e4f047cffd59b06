import type { BaseContract } from "ethers";
import {
  EnrollingClass__factory,
  LoopingClass__factory,
  LoudClass__factory,
  ReenteringClass__factory,
  RevertingClass__factory,
  SoundClass__factory,
} from "../../types/index.js";
import { byAdmin } from "./passes.ts";
import { world } from "./world.ts";

/** A world where an account of the tests is trusted to register whatever it likes as a class. */
export async function anyClass() {
  const w = await world();
  const maker = (await w.ethers.getSigners())[16]!;
  await byAdmin(w, w.pass, "setFactory", [maker.address, true]);
  const pass = w.pass.connect(maker);

  /** Registers a contract as the next class. */
  async function registered<C extends BaseContract>(contract: C) {
    const token = await contract.getAddress();
    const number = Number((await pass.registerClass.staticCall(token)).number);
    await pass.registerClass(token);
    return { contract, token, number };
  }

  /** Registers addresses without code until the next class has this number. */
  async function filledUpTo(number: number) {
    for (let next = Number(await pass.classCount()) + 1; next < number; next++) {
      await pass.registerClass(`0x${next.toString(16).padStart(40, "f")}`);
    }
  }

  const nextNumber = async () => Number(await pass.classCount()) + 1;

  return {
    ...w,
    ...{ maker, registered, filledUpTo },
    sound: async () => await registered(await new SoundClass__factory(maker).deploy(pass)),
    looping: async () => await registered(await new LoopingClass__factory(maker).deploy(pass)),
    reverting: async () => await registered(await new RevertingClass__factory(maker).deploy(pass)),
    loud: async (bytes: number, reverts: boolean) =>
      await registered(await new LoudClass__factory(maker).deploy(pass, bytes, reverts)),
    enrolling: async () =>
      await registered(await new EnrollingClass__factory(maker).deploy(pass, await nextNumber())),
    reentering: async () =>
      await registered(await new ReenteringClass__factory(maker).deploy(pass, await nextNumber())),
  };
}
