import hre from "hardhat";
import { PROBE, SWITCH_ADDRESS } from "./withSwitches.ts";

interface Provider {
  request(call: { method: string; params: unknown[] }): Promise<unknown>;
}

interface Made {
  readonly networkHelpers: {
    takeSnapshot(): Promise<{ restore(): Promise<void> }>;
    setBalance(address: string, balance: bigint): Promise<void>;
  };
}

/** Numbers of the mutants that were reached, while a fixture was made and outside of it. */
export interface Reached {
  readonly byTest: Set<number>;
  readonly byFixture: Set<number>;
}

interface Run {
  readonly mutant: bigint;
  /** Whether the fixtures are made under the mutant too. */
  readonly fresh: boolean;
  readonly number: number;
}

let run: Run = { mutant: 0n, fresh: false, number: 0 };
let reached: Reached = { byTest: new Set(), byFixture: new Set() };
/** What the fixture that is being made reaches. */
let making: Set<number> | undefined;
const outside = new Set<Provider>();

/** Begins a run: chains that no fixture makes run the mutant from now on. */
export async function startRun(mutant: bigint, fresh: boolean): Promise<void> {
  run = { mutant, fresh, number: run.number + 1 };
  for (const provider of outside) await switchTo(provider, mutant);
}

/** What was reached since it was asked for last. */
export function takeReached(): Reached {
  const taken = reached;
  reached = { byTest: new Set(), byFixture: new Set() };
  return taken;
}

/** Listens to chains: sets the switch on each new one, and hears which mutants are reached. */
export function watchChains(): void {
  hre.hooks.registerHandlers("network", {
    newConnection: async (context, next) => {
      const connection = await next(context);
      const provider = connection.provider as Provider;
      const isPlain = making !== undefined && !run.fresh;
      if (making === undefined) outside.add(provider);
      if (!isPlain || run.mutant === PROBE) await switchTo(provider, run.mutant);
      return connection;
    },
    closeConnection: async (context, connection, next) => {
      outside.delete(connection.provider as Provider);
      await next(context, connection);
    },
    onCoverageData: async (_context, tags) => {
      for (const tag of tags) (making ?? reached.byTest).add(Number(`0x${tag}`));
    },
  });
}

/**
 * In place of test/support/fixture.ts: made once without a mutant and brought back for each test of
 * every run, or, in a fresh run, made under the mutant.
 */
export function fixture<T extends Made>(make: () => Promise<T>) {
  let kept: Promise<Kept<T>> | undefined;
  let ofRun: { readonly number: number; readonly kept: Promise<Kept<T>> } | undefined;
  return async (): Promise<T> => {
    if (run.fresh) {
      if (ofRun?.number !== run.number) ofRun = { number: run.number, kept: keep(make) };
      return await bringBack(await ofRun.kept);
    }
    kept ??= keep(make);
    return await bringBack(await kept);
  };
}

interface Kept<T> {
  readonly value: T;
  readonly reached: ReadonlySet<number>;
  restore(): Promise<void>;
}

async function keep<T extends Made>(make: () => Promise<T>): Promise<Kept<T>> {
  const outer = making;
  making = new Set(outer);
  try {
    const value = await make();
    const { restore } = await value.networkHelpers.takeSnapshot();
    return { value, reached: making, restore };
  } finally {
    making = outer;
  }
}

async function bringBack<T extends Made>({ value, reached: before, restore }: Kept<T>) {
  await restore();
  await value.networkHelpers.setBalance(SWITCH_ADDRESS, run.mutant);
  for (const id of before) reached.byFixture.add(id);
  return value;
}

async function switchTo(provider: Provider, mutant: bigint): Promise<void> {
  const params = [SWITCH_ADDRESS, `0x${mutant.toString(16)}`];
  await provider.request({ method: "hardhat_setBalance", params });
}
