import { z } from "zod";
import { OtherRequest } from "../../../scripts/officers/faults.ts";
import { signFile } from "../../../scripts/officers/sign.ts";
import { hashRequest, parseRequest, readText, say } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { NotAgreed } from "../../desk/faults.ts";
import { preparedSaid } from "../../desk/officers.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { maybe, pathOf } from "../../inputs.ts";

const ASK = { en: "Sign this as {officer}?", ja: "{officer} として署名しますか?" };
const WRITTEN = {
  en: "Signed: {count}. Written to {file}",
  ja: "署名 {count} 件。{file} に書き出しました",
};

/** One officer's signatures, offline. */
export const kycSign: LocalCommand = {
  kind: "local",
  path: "kyc sign",
  about: {
    en: "sign a request as an officer, offline; shows what is signed",
    ja: "KYC担当者として依頼に署名(オフライン、内容を表示)",
  },
  example: "kyc sign grants.request.json --signer keystore:officer.json",
  arguments: [{ name: "request", about: { en: "the request's file", ja: "依頼ファイル" } }],
  options: [
    {
      flags: "--signer <key>",
      about: {
        en: "env:NAME, keystore:FILE or hardhat:NAME",
        ja: "env:変数名、keystore:ファイル、hardhat:変数名",
      },
      required: true,
    },
    {
      flags: "--sha256 <hex>",
      about: { en: "refuse any other request", ja: "この SHA-256 以外の依頼を拒否" },
    },
    {
      flags: "--out <file>",
      about: { en: "where to write the signatures", ja: "署名の書き出し先" },
    },
  ],
  result: z.strictObject({
    file: z.string(),
    officer: z.string(),
    verb: z.string(),
    sha256: z.string(),
    signatures: z.number(),
  }),
  async run(given, terminal) {
    const { lang, options } = given;
    const path = pathOf(given, "request");
    const request = parseRequest(await readText(path), path);
    const sha256 = hashRequest(request);
    const wanted = maybe(given, "sha256")?.toLowerCase().replace(/^0x/, "");
    if (wanted !== undefined && wanted !== sha256) throw new OtherRequest(path, sha256, wanted);
    const key = await signerOf(options.signer as string, undefined, undefined, terminal);
    const said = preparedSaid({ request, notes: [], encoding: undefined, fileName: path }, lang);
    if (terminal.isTerminal && !given.yes && !given.json) {
      for (const line of said.lines) terminal.err(line);
      const officer = await key.getAddress();
      if (!(await terminal.agrees(say(ASK, lang, { officer })))) throw new NotAgreed();
    }
    const named = options.out as string | undefined;
    const { out: file, officer, count } = await signFile(key, request, path, named);
    return {
      value: { file, officer, verb: request.verb, sha256, signatures: count },
      lines: [...said.lines, say(WRITTEN, lang, { count, file })],
    };
  },
};
