import { getAddress, type Provider } from "ethers";
import { ISecurityToken__factory, RegistrarDesk__factory } from "../contracts.ts";
import type { Consent } from "../encode/consentTypedData.ts";
import { inBatches } from "./inBatches.ts";

/** A consent that was applied for or given. */
export interface ConsentRead {
  readonly id: string;
  readonly consent: Consent;
  /** Ended: rejected, withdrawn, or taken back. */
  readonly state: "applied" | "given" | "ended";
  /** Units that may still move by it, where it was given. */
  readonly left: bigint;
}

/** Which consents to look for; all if neither is said. */
export interface ConsentFilter {
  readonly token?: string;
  readonly id?: string;
}

/**
 * The consents that a desk knows, oldest first. Of two given ones between the same wallets the later one says what is
 * left of both.
 *
 * @param fromBlock the first block to look at, such as that of the desk
 */
export async function readConsents(
  provider: Provider,
  desk: string,
  { token, id }: ConsentFilter = {},
  fromBlock = 0,
): Promise<ConsentRead[]> {
  const contract = RegistrarDesk__factory.connect(desk, provider);
  const { filters } = contract;
  const [applied, given, ended, takenBack] = await Promise.all([
    contract.queryFilter(filters.ConsentAppliedFor(id, token), fromBlock),
    contract.queryFilter(filters.ConsentGiven(id, token), fromBlock),
    contract.queryFilter(filters.ConsentEnded(id, token), fromBlock),
    contract.queryFilter(filters.ConsentTakenBack(token), fromBlock),
  ]);
  const found = new Map<string, { consent: Consent; state: ConsentRead["state"]; at: number }>();
  for (const event of [...applied, ...given]) {
    const { id: known, consent } = event.args;
    found.set(known, {
      consent: {
        ...{ token: getAddress(consent.token), from: consent.from, to: consent.to },
        ...{ units: consent.units, until: Number(consent.until), number: consent.number },
      },
      state: event.eventName === "ConsentGiven" ? "given" : "applied",
      at: event.blockNumber,
    });
  }
  for (const { args } of ended) {
    const known = found.get(args.id);
    if (known !== undefined) known.state = "ended";
  }
  for (const { args, blockNumber } of takenBack) {
    for (const known of found.values()) {
      const { consent, state, at } = known;
      const isIt = consent.token === args.token && consent.from === args.from;
      if (isIt && consent.to === args.to && state === "given" && at <= blockNumber) {
        known.state = "ended";
      }
    }
  }
  return await inBatches([...found], async ([known, { consent, state }]): Promise<ConsentRead> => {
    if (state !== "given") return { id: known, consent, state, left: 0n };
    const security = ISecurityToken__factory.connect(consent.token, provider);
    const [left] = await security.consentOf(consent.from, consent.to);
    return { id: known, consent, state, left };
  });
}
