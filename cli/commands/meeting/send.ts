import { getAddress } from "ethers";
import {
  type BallotFile,
  Meeting__factory,
  parseBallotFile,
  readText,
  TermsFileRefused,
} from "../../../sdk/index.ts";
import type { Call, WriteCommand } from "../../command.ts";

/** Sends signed ballots and appointments, each by itself. */
export const meetingSend: WriteCommand = {
  kind: "write",
  path: "meeting send",
  about: {
    en: "send signed ballots and appointments, each by itself (anyone; exit 2 if some are refused)",
    ja: "署名済みの投票・選任を送信(誰でも可。一部拒否は終了コード 2)",
  },
  example: "meeting send ballot-1.json ballot-2.json --signer env:ANY_KEY",
  arguments: [
    { name: "files", about: { en: "by meeting sign", ja: "署名済みファイル" }, many: true },
  ],
  async plan(given, desk) {
    const { files = [] } = given.arguments;
    const to = desk.platform.meeting;
    const contract = Meeting__factory.connect(to, desk.provider);
    const calls: Call[] = [];
    for (const path of files as readonly string[]) {
      const file = parseBallotFile(await readText(path), path);
      if (file.chainId !== desk.chainId || file.contract !== getAddress(to)) {
        throw new TermsFileRefused(path, "it is for another chain or platform. Name its own.");
      }
      calls.push({ ...callOf(file), to, contract });
    }
    const title = {
      en: `send ${calls.length} signed ballots and appointments`,
      ja: `署名済みの投票・選任 ${calls.length} 件を送信`,
    };
    return { title, calls, isEachAlone: true };
  },
};

function callOf({ kind, message, signature }: BallotFile): Omit<Call, "to" | "contract"> {
  const { holder } = message;
  return kind === "Ballot"
    ? {
        ...{ name: "voteSigned", args: [message, signature] },
        about: { en: `ballot of ${holder}`, ja: `${holder} の投票` },
      }
    : {
        ...{ name: "appointSigned", args: [message, signature] },
        about: { en: `appointment by ${holder}`, ja: `${holder} の代理人選任` },
      };
}
