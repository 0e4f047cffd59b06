import { getAddress } from "ethers";
import type { WriteCommand } from "../command.ts";
import { calledFunction } from "../desk/calledFunction.ts";
import { isRestricted } from "../desk/encodedCall.ts";
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
  async plan(given, desk) {
    const { chainId, platform } = desk;
    const path = pathOf(given, "file");
    const proposal = await readProposal(path);
    if (proposal.chainId !== String(chainId)) {
      throw new ProposalRefused(path, {
        en: `it is for chain ${proposal.chainId}, and this is ${chainId}. Name its chain with --network.`,
        ja: `チェーン ${proposal.chainId} 用です(接続先は ${chainId})。--network で指定してください。`,
      });
    }
    if (getAddress(proposal.authority) !== getAddress(platform.authority)) {
      throw new ProposalRefused(path, {
        en: "it is for another platform. Name its deployment.",
        ja: "別のプラットフォーム用です。--deployment で指定してください。",
      });
    }
    const { title, maker, madeAt } = proposal;
    const told = proposal.calls.map(({ to, data }) => calledFunction(desk, to, data));
    if (told.some((each) => each === undefined)) {
      throw new ProposalRefused(path, {
        en: "it calls something that is no function of this platform's contracts. Do not sign it; ask its maker.",
        ja: "このプラットフォームのコントラクトにない関数を呼び出します。署名せず、起案者に確認してください。",
      });
    }
    const calls = proposal.calls.map((call) => ({
      ...call,
      restricted: isRestricted(desk, call.to, call.data.slice(0, 10)),
    }));
    return {
      ...{ title, calls, notes: [`${maker ?? "?"}, ${madeAt}`, ...(told as string[])] },
      ...(maker === null ? {} : { notBy: getAddress(maker) }),
    };
  },
};
