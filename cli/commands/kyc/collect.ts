import { parseRequest, readText } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { collectedAnswer, collectedSchema } from "../../desk/officers.ts";
import { pathOf } from "../../inputs.ts";

/** Puts officers' signatures together. */
export const kycCollect: ReadCommand = {
  kind: "read",
  path: "kyc collect",
  about: {
    en: "put officers' signatures together, and say which are bad and who is missing",
    ja: "署名をまとめ、無効な署名と不足する担当者を表示",
  },
  example:
    "kyc collect grants.request.json grants.3C44CdDd.signature.json grants.90F79bf6.signature.json",
  arguments: [
    { name: "request", about: { en: "the request's file", ja: "依頼ファイル" } },
    { name: "signatures", about: { en: "the officers' files", ja: "署名ファイル" }, many: true },
  ],
  options: [
    {
      flags: "--out <file>",
      about: { en: "where to write the bundle", ja: "送信ファイルの書き出し先" },
    },
  ],
  result: collectedSchema,
  async run(given, desk) {
    const path = pathOf(given, "request");
    const request = parseRequest(await readText(path), path);
    const files = given.arguments.signatures as readonly string[];
    const out = given.options.out as string | undefined;
    const { value, lines } = await collectedAnswer(given, desk, request, path, files, out);
    return { value, lines };
  },
};
