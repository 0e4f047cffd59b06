import { MaxUint256 } from "ethers";
import { gasOf } from "../../test/bench/support/gasOf.ts";
import type { World } from "../../test/support/world.ts";
import { compiledPeers, LIBRARIES } from "./compiledPeers.ts";
import { by, deployPeer, type PeerContract } from "./peerArtifact.ts";

/** Gas by the row's id. */
export type Figures = Readonly<Record<string, number>>;

/** Tokens of the libraries, by the peer's id. */
export async function libraryTokens(w: World): Promise<Readonly<Record<string, Figures>>> {
  const contracts = compiledPeers(LIBRARIES);
  return {
    openZeppelin: await plain(w, await token(w, contracts.OpenZeppelinToken!)),
    solady: await plain(w, await token(w, contracts.SoladyToken!)),
    snapshot: await afterSnapshot(w, await token(w, contracts.OpenZeppelinSnapshotToken!)),
    votes: await withCheckpoints(w, await token(w, contracts.OpenZeppelinVotesToken!)),
  };
}

async function token(w: World, artifact: Parameters<typeof deployPeer>[1]) {
  const deployed = await deployPeer(w.deployer, artifact);
  for (const [wallet, units] of [
    [w.a, 1_000_000n],
    [w.b, 1_000n],
    [w.issuer, 1_000n],
    [w.c, 1_000n],
  ] as const) {
    await deployed.mint(wallet, units);
  }
  return deployed;
}

async function plain({ a, b, thief, relayer }: World, deployed: PeerContract): Promise<Figures> {
  const newClass = await gasOf(Promise.resolve(deployed.deploymentTransaction()!));
  await by(deployed, a).transfer(b, 7n);
  const transfer = await gasOf(by(deployed, a).transfer(b, 7n));
  await by(deployed, a).approve(relayer, MaxUint256);
  return {
    newClass,
    transfer,
    yenTransfer: transfer,
    transferFrom: await gasOf(by(deployed, relayer).transferFrom(a, b, 1n)),
    transferEnrolledNewHolder: await gasOf(by(deployed, a).transfer(thief, 7n)),
  };
}

/** The second snapshot, as the second record date is measured: of two holders, then of two others. */
async function afterSnapshot({ a, b, c, issuer }: World, deployed: PeerContract): Promise<Figures> {
  let figures = {};
  for (let round = 0; round < 2; round += 1) {
    await deployed.snapshot();
    figures = {
      transferAfterRecordDate: await gasOf(by(deployed, a).transfer(b, 10n)),
      transferAfterRecordDateOthers: await gasOf(by(deployed, issuer).transfer(c, 10n)),
    };
  }
  return { transfer: await gasOf(by(deployed, a).transfer(b, 10n)), ...figures };
}

async function withCheckpoints(
  { a, b, c, issuer }: World,
  deployed: PeerContract,
): Promise<Figures> {
  for (const holder of [a, b, c, issuer]) await by(deployed, holder).delegate(holder);
  await by(deployed, a).transfer(b, 10n);
  const transfer = await gasOf(by(deployed, a).transfer(b, 10n));
  return {
    transfer,
    transferAfterRecordDate: transfer,
    transferAfterRecordDateOthers: await gasOf(by(deployed, issuer).transfer(c, 10n)),
  };
}
