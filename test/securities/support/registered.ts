import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import type { IPassGatedToken } from "../../../types/index.js";
import { impersonated } from "../../support/impersonated.ts";
import { DAY, world } from "../../support/world.ts";

export const ISSUE = encodeBytes32String("issue 1");
export const REASON = encodeBytes32String("reason");
export const DOCUMENT = encodeBytes32String("document");

/** The contracts' `Verb` of an act. */
export const VERB = {
  forcedTransfer: 0,
  unfreezeUnits: 1,
  unfreezeWallet: 2,
  recovery: 3,
  inheritance: 4,
  courtOrder: 5,
  pledgeExecution: 6,
  cancellation: 7,
  redemption: 8,
  releaseHold: 9,
  namePayee: 10,
  lendToAction: 11,
} as const;

/** The contracts' `Power` that an action may borrow. */
export const POWER = { none: 0, issue: 1, rescale: 2 } as const;

/** The contracts' `HoldPurpose`. */
export const PURPOSE = { trade: 1, pledge: 2, attachment: 3, lockUp: 4, redemption: 5 } as const;

interface Held {
  readonly holder?: HardhatEthersSigner;
  readonly executor?: { readonly address: string };
  readonly until?: number;
  readonly salt?: string;
}

/**
 * The bond, of which A has 100 units and B none; both have passes, C and the thief have none. `act` is
 * a forced transfer of 10 units from A to B, but for the changes given.
 */
export async function registered() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  const second = w.desk.connect(w.secondRegistrar);
  const asDesk = await impersonated(w, w.platform.desk);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);

  const act = (changes: object = {}) => ({
    token: w.bond.target as string,
    verb: VERB.forcedTransfer as number,
    wallet: w.a.address,
    to: w.b.address,
    ...{ units: 10n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
    ...changes,
  });

  /** Proposed by one registrar key, approved by the other. */
  async function done(changes: object = {}) {
    await w.desk.propose(act(changes));
    return await second.approve(act(changes));
  }

  /** Frees what the desk holds of A's units. */
  const freed = async (id: string, units: bigint, number = 1n) =>
    await done({
      verb: VERB.releaseHold,
      to: ZeroAddress,
      ...{ units, holds: [{ id, units }], number },
    });

  /** A's own hold for the relayer until tomorrow, but for the changes given. */
  async function held(token: IPassGatedToken, units: bigint, changes: Held = {}) {
    const { holder = w.a, executor = w.relayer, salt = ZeroHash } = changes;
    const until = changes.until ?? (await w.now()) + DAY;
    const order = [holder.address, units, executor.address, until, salt] as const;
    const id = await token.connect(holder).hold.staticCall(...order);
    const sent = await token.connect(holder).hold(...order);
    return { id, until, sent };
  }

  /** What a wallet has: units, of them held, and frozen. */
  const accountOf = async (token: IPassGatedToken, { address }: { address: string }) => [
    await token.balanceOf(address),
    await token.heldOf(address),
    await token.frozenOf(address),
  ];

  return { ...w, second, asDesk, everyone, act, done, freed, held, accountOf };
}

export type Registered = Awaited<ReturnType<typeof registered>>;
