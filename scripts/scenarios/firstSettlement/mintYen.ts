import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id as hashOf } from "ethers";
import { confirm, formatYen } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** The trust bank mints yen for A's and B's deposits, inside a reserve that the attestor confirms. */
export async function mintYen({ chain, people, narrator, yen, deal }: Stage): Promise<bigint> {
  const deposits: [HardhatEthersSigner, bigint][] = [
    [people.a, deal.offeredYen],
    [people.b, deal.soldYen * 2n],
  ];
  const reserve = deposits.reduce((sum, [, amount]) => sum + amount, 0n);
  const attested = await confirm(
    await yen.connect(people.attestor).attestReserve(reserve, await chain.now()),
  );
  narrator.told(TEXTS.reserveAttested, { yen: formatYen(reserve) }, attested.gasUsed);

  for (const [{ address }, amount] of deposits) {
    const deposit = hashOf(`deposit of ${address} at ${await chain.now()}`);
    const minted = await confirm(
      await yen.connect(people.yenOperator).mint(address, amount, deposit),
    );
    const who = narrator.nameOf(address);
    ensure((await yen.balanceOf(address)) === amount, `${who} has not ${amount} yen`);
    narrator.told(TEXTS.yenMinted, { yen: formatYen(amount), who }, minted.gasUsed);
  }
  return reserve;
}
