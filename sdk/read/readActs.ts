import type { Provider } from "ethers";
import { ACT_VERBS, type Act } from "../acts/Act.ts";
import { RegistrarDesk__factory } from "../contracts.ts";
import { inBatches } from "./inBatches.ts";

/** An act that was proposed, and where it stands. */
export interface ProposedAct {
  readonly id: string;
  readonly act: Act;
  /** Who proposed it. */
  readonly by: string;
  /** From when it can be carried out without a second key, Unix seconds. */
  readonly readyAt: number;
  readonly lapsesAt: number;
  /** Not done, not stopped and not lapsed. */
  readonly isOpen: boolean;
}

/**
 * The acts that were proposed, of a class or by their id, in the order of the chain.
 *
 * @param fromBlock the block from which the RegistrarDesk has existed
 */
export async function readActs(
  provider: Provider,
  desk: string,
  { token, id }: { readonly token?: string; readonly id?: string },
  fromBlock = 0,
): Promise<ProposedAct[]> {
  const contract = RegistrarDesk__factory.connect(desk, provider);
  const found = await contract.queryFilter(contract.filters.ActProposed(id, token), fromBlock);
  return await inBatches(found, async ({ args }): Promise<ProposedAct> => {
    const { by, readyAt, lapsesAt, isOpen } = await contract.proposalOf(args.id);
    const { act } = args;
    return {
      ...{ id: args.id, by, readyAt: Number(readyAt), lapsesAt: Number(lapsesAt), isOpen },
      act: {
        ...{ token: act.token, wallet: act.wallet, to: act.to, units: act.units },
        verb: ACT_VERBS[Number(act.verb)] ?? "forced-transfer",
        holds: act.holds.map((part) => ({ id: part.id, units: part.units })),
        ...{ reason: act.reason, document: act.document, number: act.number },
      },
    };
  });
}
