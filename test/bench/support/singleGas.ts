import { encodeBytes32String, getAddress, id, MaxUint256, toBeHex, zeroPadValue } from "ethers";
import { classTerms } from "../../../sdk/deploy/classTerms.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { DAY, type World } from "../../support/world.ts";
import { gasOf } from "./gasOf.ts";

/** A wallet that never had a pass. */
function walletOf(number: number): string {
  return getAddress(zeroPadValue(toBeHex(0xabc_0000 + number), 20));
}

/** Gas of what one transaction does, by the bar's id, on a platform that nobody used before. */
export async function singleGas(w: World): Promise<Record<string, number>> {
  const { bond, yen, pass, desk, dvp, factory, issuer, a, b, c, guardian, relayer } = w;
  const reference = id("issue");
  const measured: Record<string, number> = {};
  const today = jstDateOf(await w.now());

  // The platform is in use: other passes were granted today.
  const first = await w.signedGrant(issuer.address);
  await pass.grant(first.grant, first.attestations);
  const specified = { specifiedUntil: parseJstDate("2030-03-31") };
  const alone = await w.signedGrant(a.address, specified);
  measured.passGrant = await gasOf(pass.grant(alone.grant, alone.attestations));
  const withWord = await w.signedGrant(b.address, {}, [1]);
  measured.passGrantWithWord = await gasOf(pass.grant(withWord.grant, withWord.attestations));
  await w.granted([c], {}, [1, 0]);

  await desk.issue(bond, issuer.address, 500n, reference);
  measured.transferFirstReceipt = await gasOf(bond.connect(issuer).transfer(a.address, 100n));
  measured.transferEnrolledNewHolder = await gasOf(bond.connect(issuer).transfer(b.address, 100n));
  measured.transfer = await gasOf(bond.connect(a).transfer(b.address, 10n));
  await bond.connect(a).approve(relayer.address, MaxUint256);
  measured.transferFrom = await gasOf(bond.connect(relayer).transferFrom(a.address, b.address, 1n));

  await w.minted(a, 1_000_000n);
  await w.minted(b, 1_000_000n);
  measured.yenTransfer = await gasOf(yen.connect(a).transfer(b.address, 5n));

  // The second trade of the same parties: both holders of both assets, both numbers used before.
  await bond.connect(a).approve(dvp, MaxUint256);
  await yen.connect(b).approve(dvp, MaxUint256);
  for (let round = 0; round < 2; round += 1) {
    const { trade, sellerSignature, buyerSignature } = await w.signedTrade(a, b, bond);
    measured.dvpSigned = await gasOf(dvp.settle(trade, sellerSignature, buyerSignature));
  }

  // Two record dates, each with the class's first transfer after it, then others'.
  for (const [date, days] of [
    [today + 1, 2],
    [today + 5, 4],
  ] as const) {
    await desk.declareRecordDate(bond, date, reference);
    await w.networkHelpers.time.increase(days * DAY);
    measured.transferAfterRecordDate = await gasOf(bond.connect(a).transfer(b.address, 10n));
    measured.transferAfterRecordDateOthers = await gasOf(
      bond.connect(issuer).transfer(c.address, 10n),
    );
  }

  for (let number = 2; number <= 5; number += 1) {
    const token = await w.openClass();
    await desk.issue(token, issuer.address, 5n, reference);
  }
  await bond.connect(a).transfer(issuer.address, 1n);
  measured.revokeFiveClasses = await gasOf(
    pass.connect(guardian).revoke(issuer.address, id("reason")),
  );

  // Fifty at once, as a file of new investors comes in.
  const many = [];
  for (let i = 0; i < 50; i += 1) many.push(await w.signedGrant(walletOf(i)));
  const batch = pass.grantMany(
    many.map(({ grant }) => grant),
    many.map(({ attestations }) => attestations),
  );
  measured.passGrantBatch = Math.ceil((await gasOf(batch)) / many.length);

  // One class told of a disowning, then the sixteen others, of which each costs as much.
  for (let number = 6; number <= 17; number += 1) await w.openClass();
  await pass.connect(guardian).disown(3, await w.now(), 2);
  const others = Number(await pass.classCount()) + 1 - 2;
  const one = await gasOf(pass.tellDisowning(1));
  const rest = await gasOf(pass.tellDisowning(others));
  measured.disownPerClass = Math.ceil((rest - one) / (others - 2));
  measured.transferAfterDisowning = await gasOf(bond.connect(a).transfer(b.address, 1n));

  const terms = classTerms(w.platformFile, w.classFile);
  const { implementation } = w.platform;
  measured.newClass = await gasOf(
    factory.open(implementation, encodeBytes32String(w.classFile.code), terms),
  );

  Object.assign(measured, await officeGas(w), await holdGas(w));
  measured.batchTransfer = await batchTransferGas(w);
  return measured;
}

/** What a registrar's orders cost. */
async function officeGas({ desk, bond, a, b, secondRegistrar }: World) {
  const freezeUnits = await gasOf(desk.freezeUnits(bond, a, 5n, id("reason"), id("document")));
  const freezeWallet = await gasOf(desk.freezeWallet(bond, a, id("reason"), id("document")));
  const act = {
    ...{ token: bond.target as string, verb: 5, wallet: a.address, to: b.address, units: 10n },
    ...{ holds: [], reason: id("reason"), document: id("document"), number: 1n },
  };
  await desk.propose(act);
  const forcedTransfer = await gasOf(desk.connect(secondRegistrar).approve(act));
  return { freezeUnits, freezeWallet, forcedTransfer };
}

/** What a holder's own promise costs, and what its executor pays for delivering it. */
async function holdGas({ bond, b, c, relayer, now }: World) {
  const until = (await now()) + DAY;
  const promise = [b, 5n, relayer, until, id("salt")] as const;
  const held = await bond.connect(b).hold.staticCall(...promise);
  const hold = await gasOf(bond.connect(b).hold(...promise));
  const executeHold = await gasOf(bond.connect(relayer).executeHold(held, c, 5n));
  return { hold, executeHold };
}

/** Per recipient of a hundred, each a holder before. */
async function batchTransferGas(w: World): Promise<number> {
  const { pass, desk, platformFile } = w;
  const wallets = Array.from({ length: 100 }, (_, i) => walletOf(1_000 + i));
  for (const part of [wallets.slice(0, 50), wallets.slice(50)]) {
    await w.networkHelpers.time.increase(DAY);
    const grants = [];
    for (const wallet of part) grants.push(await w.signedGrant(wallet));
    await pass.grantMany(
      grants.map(({ grant }) => grant),
      grants.map(({ attestations }) => attestations),
    );
  }
  await w.networkHelpers.time.increase(platformFile.passes.vetoWindow + 1);
  const token = await w.openClass();
  const issue = (to: string, units: bigint) =>
    desk.interface.encodeFunctionData("issue", [token.target as string, to, units, id("issue")]);
  const fresh = await w.signedGrant(w.thief.address);
  await pass.grant(fresh.grant, fresh.attestations);
  await w.networkHelpers.time.increase(platformFile.passes.vetoWindow + 1);
  await desk.batch([
    issue(w.thief.address, 900n),
    ...wallets.slice(0, 50).map((to) => issue(to, 1n)),
  ]);
  await desk.batch(wallets.slice(50).map((to) => issue(to, 1n)));
  const sent = token.connect(w.thief).batchTransfer(
    wallets,
    wallets.map(() => 7n),
  );
  const gas = await gasOf(sent);
  if ((await token.balanceOf(wallets[99]!)) !== 8n) throw new Error("the batch did not arrive");
  return Math.ceil(gas / wallets.length);
}
