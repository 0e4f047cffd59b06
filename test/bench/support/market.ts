import { id, MaxUint256, Wallet, ZeroHash } from "ethers";
import type { SecurityToken } from "../../../sdk/contracts.ts";
import { cycleId } from "../../../sdk/encode/cycleId.ts";
import { netVectorTypedData } from "../../../sdk/encode/netVectorTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import { type Trade, tradeTypedData } from "../../../sdk/encode/tradeTypedData.ts";
import { ascendingAddresses } from "../../../sdk/settlement/addressForms.ts";
import { netOf } from "../../../sdk/settlement/netOf.ts";
import { type ChainChanges, DAY, world } from "../../support/world.ts";

/** What each party has of each asset. */
const STOCK = 1_000_000_000n;
/** Passes that go in one transaction, classes' words included. */
const AT_ONCE = 50;

/**
 * A running market: so many parties, each with a pass, some of every class and of yen, and standing
 * allowances for both settlement contracts; every word and every list of numbers was used before.
 */
export async function market(
  shape: { readonly parties: number; readonly classes: number },
  chain: ChainChanges = {},
) {
  const w = await world({ blockGasLimit: 200_000_000n, ...chain });
  const { ethers, networkHelpers, pass, desk, yen, platform, chainId } = w;
  const provider = ethers.provider;
  const keys = Array.from({ length: shape.parties }, (_, i) => new Wallet(id(`party ${i}`)));
  const keyOf = new Map(keys.map((key) => [key.address, key]));
  const addresses = ascendingAddresses(keyOf.keys());

  const classes: SecurityToken[] = [];
  while (classes.length < shape.classes) {
    classes.push(await w.openClass({ cap: STOCK * BigInt(shape.parties) }));
  }
  const assets = await Promise.all([...classes, yen].map((token) => token.getAddress()));
  const numbers = (await Promise.all(classes.map((token) => token.classNumber()))).map(Number);

  const atOnce = numbers.length > 10 ? 5 : AT_ONCE;
  for (let from = 0; from < addresses.length; from += atOnce) {
    // Officers attest so many a day, and no more.
    if (from % 150 === 0) await networkHelpers.time.increase(DAY);
    const part = addresses.slice(from, from + atOnce);
    const signed = await Promise.all(
      part.map((party) => w.signedGrant(party, {}, [0, ...numbers])),
    );
    await pass.grantMany(
      signed.map(({ grant }) => grant),
      signed.map(({ attestations }) => attestations),
    );
  }
  await networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);

  const reserve = STOCK * BigInt(2 * addresses.length);
  await yen.connect(w.attestor).attestReserve(reserve, await w.now());
  for (const [i, party] of addresses.entries()) {
    await yen.connect(w.yenOperator).mint(party, STOCK, id(`stock ${i}`), { gasLimit: 500_000 });
  }
  for (const token of classes) {
    for (let from = 0; from < addresses.length; from += 100) {
      await desk.batch(
        addresses
          .slice(from, from + 100)
          .map((party) =>
            desk.interface.encodeFunctionData("issue", [
              token.target as string,
              party,
              STOCK,
              ZeroHash,
            ]),
          ),
      );
    }
  }

  /** A transaction of a party's, whose key need not sign it here. */
  async function by(party: string, to: string, data: string): Promise<number> {
    const transaction = { from: party, to, data, gas: "0x100000" };
    const hash = await provider.send("eth_sendTransaction", [transaction]);
    const receipt = await provider.send("eth_getTransactionReceipt", [hash]);
    return Number(receipt.gasUsed);
  }
  for (const party of addresses) {
    await networkHelpers.setBalance(party, 10n ** 18n);
    await networkHelpers.impersonateAccount(party);
    for (const asset of assets) {
      for (const contract of [platform.dvp, platform.net]) {
        await by(party, asset, yen.interface.encodeFunctionData("approve", [contract, MaxUint256]));
      }
    }
    // A number of the same hundred was used before.
    await by(party, platform.dvp, w.dvp.interface.encodeFunctionData("cancel", [255n]));
  }
  await networkHelpers.time.increase(DAY);

  const used = new Map<string, bigint>();
  /** A party's next number: they follow each other, so that a word of them was begun before. */
  function numberOf(party: string): bigint {
    const number = used.get(party) ?? 0n;
    used.set(party, number + (number % 256n === 254n ? 2n : 1n));
    return number;
  }

  async function trade(
    seller: string,
    buyer: string,
    changes: Partial<Trade> = {},
  ): Promise<Trade> {
    const time = await w.now();
    return {
      ...{ seller, buyer, security: assets[0]!, units: 3n, cash: platform.yen, amount: 300_000n },
      ...{ settleFrom: time - DAY, settleBy: time + DAY },
      ...{ sellerNonce: numberOf(seller), buyerNonce: numberOf(buyer) },
      ...{ termsEpoch: 0, cycle: ZeroHash, partialAllowed: false, commonReference: ZeroHash },
      ...changes,
    };
  }

  async function item(agreed: Trade) {
    const data = tradeTypedData(chainId, platform.dvp, agreed);
    return {
      trade: agreed,
      sellerSignature: await signTypedData(keyOf.get(agreed.seller)!, data),
      buyerSignature: await signTypedData(keyOf.get(agreed.buyer)!, data),
    };
  }

  /** As many trades between any two of the parties, in any class: the same at every run. */
  function randomTrades(count: number, parties: readonly string[], securities: readonly string[]) {
    const random = generator(count);
    return Array.from({ length: count }, () => {
      const seller = random(parties.length);
      const buyer = (seller + 1 + random(parties.length - 1)) % parties.length;
      return {
        seller: parties[seller]!,
        buyer: parties[buyer]!,
        security: securities[random(securities.length)]!,
        units: BigInt(1 + random(100)),
        cash: platform.yen,
        amount: BigInt(1_000 + random(100_000)),
        termsEpoch: 0,
      };
    });
  }

  let cycles = 0n;
  /** What opens, fixes and settles a cycle of so many trades. */
  async function cycle(count: number, partyCount: number, assetCount: number) {
    const parties = addresses.slice(0, partyCount);
    const securities = assets.slice(0, assetCount - 1);
    const { nets, ...named } = netOf(randomTrades(count, parties, securities));
    const list = { root: id(`list ${cycles}`), ...named };
    const number = ++cycles;
    const deadline = (await w.now()) + DAY;
    const cycle = cycleId(w.settlementOperator.address, number);
    const signatures = await Promise.all(
      list.parties.map(async (party, place) => {
        const vector = { cycle, ...list, party, nets: nets.map((row) => row[place]!) };
        const data = netVectorTypedData(chainId, platform.net, vector);
        return await signTypedData(keyOf.get(party)!, data);
      }),
    );
    const cells = nets.flat().filter((net) => net !== 0n).length;
    return { number, deadline, id: cycle, list, nets, signatures, cells };
  }

  return { ...w, assets, classes, addresses, by, trade, item, cycle, randomTrades };
}

export type Market = Awaited<ReturnType<typeof market>>;

/** The same numbers below `most` at every run. */
function generator(seed: number) {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n;
  return (most: number): number => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(most));
  };
}

/** Bytes of the signed transaction that makes a call. */
export async function bytesOf(to: string, data: string): Promise<number> {
  const raw = await new Wallet(id("sender")).signTransaction({
    ...{ type: 2, chainId: 31_337, nonce: 1_000, gasLimit: 16_777_216 },
    ...{ maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n, to, data },
  });
  return (raw.length - 2) / 2;
}
