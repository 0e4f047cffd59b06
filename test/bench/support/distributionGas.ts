import { getAddress, id, ZeroHash } from "ethers";
import { life } from "../../securities/actions/support/life.ts";
import { crowd } from "../../support/crowd.ts";
import { linked } from "../../support/lists.ts";
import type { ChainChanges } from "../../support/world.ts";
import { gasOf } from "./gasOf.ts";

/** Paid in one transaction. */
const HOLDERS = 100;
/** Investors with two wallets. */
const PAIRS = 10;
/** EIP-7825: gas of one transaction. */
const ROOM = { gasLimit: 16_777_216n };

/**
 * Gas of a distribution per holder, of a hundred in one transaction.
 *
 * @param pairs investors with two wallets, who are paid behind the others
 */
export async function distributionGas(
  chain: ChainChanges = {},
  { pairs: pairCount = PAIRS }: { readonly pairs?: number } = {},
) {
  const w = await life({ blockGasLimit: 200_000_000n, ...chain });
  const token = await w.openClass({ cap: 1_000_000n });
  const wallets = await crowd(w, token, 3 * HOLDERS + pairCount, () => 10n);
  const [kept, changed, newcomers, pairs] = [0, 1, 2, 3].map((i) =>
    wallets.slice(i * HOLDERS, (i + 1) * HOLDERS),
  ) as [string[], string[], string[], string[]];
  const issued = async (to: readonly string[]) => {
    const rows = to.map((wallet) =>
      w.desk.interface.encodeFunctionData("issue", [token.target as string, wallet, 1n, ZeroHash]),
    );
    await w.desk.batch(rows, ROOM);
  };
  // Everybody but the newcomers has yen.
  for (const some of [kept, changed, pairs].filter(({ length }) => length > 0)) {
    await w.yen.connect(w.issuer).batchTransfer(
      some,
      some.map(() => 1_000n),
      ROOM,
    );
  }
  for (const [i, address] of pairs.entries()) {
    await linked(w, { address }, [{ address: getAddress(id(`second ${i}`).slice(0, 42)) }]);
  }
  if (pairCount > 0) {
    await issued(pairs.map((_, i) => getAddress(id(`second ${i}`).slice(0, 42))));
  }
  const recordId = await w.recorded(token);
  await issued(changed);
  const { terms } = await w.funded(recordId, { token: token.target });
  const pay = async (some: readonly string[]) =>
    Math.ceil((await gasOf(w.distribution.pay(terms, [...some], [], ROOM))) / some.length);

  // The first transaction of a distribution bears what is written for the first time.
  const distributionHolder = await pay(kept);
  const distributionHolderChanged = await pay(changed);
  const rows: [what: string, gas: number][] = [
    [`per holder done before, of ${HOLDERS}`, await pay(kept)],
    [`per new holder of yen, of ${HOLDERS}`, await pay(newcomers)],
  ];
  if (pairCount > 0)
    rows.push([`per investor with two wallets, of ${pairCount}`, await pay(pairs)]);
  return { rows, measured: { distributionHolder, distributionHolderChanged } };
}
