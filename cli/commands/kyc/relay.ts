import { z } from "zod";
import { hashRequest, parseBundle, readText } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { preparedSaid, preparedSchema, relayedAnswer, relayedSchema } from "../../desk/officers.ts";
import { pathOf } from "../../inputs.ts";

/** Sends what officers signed, or goes on where it stopped. */
export const kycRelay: WriteCommand = {
  kind: "write",
  path: "kyc relay",
  about: {
    en: "send what officers signed, or go on where it stopped; whoever pays the gas may",
    ja: "署名済みの送信ファイルを送信(中断後は続きから。ガスを払う誰でも可)",
  },
  example: "kyc relay grants.bundle.json --signer env:RELAYER_KEY",
  arguments: [{ name: "bundle", about: { en: "the bundle's file", ja: "送信ファイル" } }],
  options: [
    {
      flags: "--results <file>",
      about: { en: "a line for each row, as CSV", ja: "行ごとの結果(CSV)" },
    },
    {
      flags: "--ledger <file>",
      about: { en: "what was attested, appended to", ja: "証明の台帳(追記)" },
    },
  ],
  result: z.union([
    relayedSchema,
    z.strictObject({
      ...{ status: z.literal("dry-run"), sha256: z.string(), prepared: preparedSchema },
    }),
  ]),
  async plan(given, desk) {
    const path = pathOf(given, "bundle");
    const bundle = parseBundle(await readText(path), path);
    for (const other of ["out", "propose"]) {
      if (given.options[other] === undefined) continue;
      throw new ArgumentRefused(`--${other} is for what needs a power, and anybody can relay.`);
    }
    if (given.options.dryRun === true) {
      const { request } = bundle;
      const said = preparedSaid(
        { request, notes: [], encoding: undefined, fileName: path },
        given.lang,
      );
      const value = { status: "dry-run", sha256: hashRequest(request), prepared: said.value };
      return { value, lines: said.lines };
    }
    return await relayedAnswer(given, desk, bundle, path);
  },
};
