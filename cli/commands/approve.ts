import { getAddress } from "ethers";
import type { WriteCommand } from "../command.ts";
import { ProposalRefused } from "../desk/faults.ts";
import { readProposal } from "../desk/proposal.ts";
import { pathOf } from "../inputs.ts";

/** Sends what another key wrote down (起案・承認). */
export const approve: WriteCommand = {
  kind: "write",
  path: "approve",
  about: {
    en: "send what another key wrote down with --propose",
    ja: "別の鍵が起案したものを承認・送信",
  },
  example: "approve freeze.proposal.json --signer env:SECOND_REGISTRAR_KEY",
  arguments: [{ name: "file", about: { en: "the proposal", ja: "起案ファイル" } }],
  async plan(given, { chainId, platform }) {
    const path = pathOf(given, "file");
    const proposal = await readProposal(path);
    if (proposal.chainId !== String(chainId)) {
      throw new ProposalRefused(
        path,
        `it is for chain ${proposal.chainId}, and this is ${chainId}. Name its chain with --network.`,
      );
    }
    if (getAddress(proposal.authority) !== getAddress(platform.authority)) {
      throw new ProposalRefused(path, "it is for another platform. Name its deployment.");
    }
    const { title, calls, maker, madeAt } = proposal;
    return {
      ...{ title, calls, notes: [`${maker ?? "?"}, ${madeAt}`] },
      ...(maker === null ? {} : { notBy: getAddress(maker) }),
    };
  },
};
