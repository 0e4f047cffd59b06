import { z } from "zod";
import { classDrifts, foreseenClass, readClass, readClassFile, say } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { driftLines, driftSchema, driftValues } from "../../desk/drifts.ts";
import { EXIT } from "../../exit.ts";
import { classOf, pathOf } from "../../inputs.ts";

const TEXTS = {
  same: { en: "{code} is as {path} says.", ja: "{code} は {path} のとおりです。" },
  drifts: {
    en: "{count} differences between {path} and the chain's {code}:",
    ja: "{path} とチェーン上の {code} の相違 {count} 件:",
  },
  open: {
    en: "Not on the chain yet, which is no fault: {list}",
    ja: "チェーン未登録(誤りではありません): {list}",
  },
} as const;

/** A class on the chain, compared with its file. */
export const auditClass: ReadCommand = {
  kind: "read",
  path: "audit class",
  about: {
    en: "compare a class on the chain with its file, every difference named (exit 2)",
    ja: "チェーン上の銘柄と銘柄ファイルの照合(相違は終了コード 2)",
  },
  example: "audit class SBI-ST-1 examples/classes/sbi-st-1.yaml",
  arguments: [
    { name: "class", about: { en: "its code or address", ja: "銘柄コードまたはアドレス" } },
    { name: "file", about: { en: "the class file", ja: "銘柄ファイル" } },
  ],
  result: z.strictObject({
    class: z.string(),
    /** Whether code and terms of the file lead to the class's address: what it was opened with. */
    isOpenedSo: z.boolean(),
    drifts: z.array(driftSchema),
    open: z.array(z.string()),
  }),
  async run(given, desk) {
    const { code, address } = classOf(given, desk);
    const path = pathOf(given, "file");
    const file = await readClassFile(path);
    const { provider, platform, deployment, terminal } = desk;
    const { issuers } = deployment.platform;
    const chain = await readClass(provider, platform, address);
    const issuer = issuers.find(({ registrarRole }) => registrarRole === chain.registrarRole);
    const block = await provider.getBlock("latest");
    const now = block?.timestamp ?? terminal.now();
    const { drifts: found, open } = classDrifts(file, chain, issuer?.id, now);
    const isKnown = issuers.some(({ id }) => id === file.issuer);
    const foreseen = isKnown
      ? await foreseenClass(provider, platform, deployment.platform, file)
      : undefined;
    const drifts = [
      ...(file.code === code ? [] : [{ path: "code", before: file.code, now: code }]),
      ...found,
    ];
    const isSame = drifts.length === 0;
    const { lang } = given;
    const head = say(isSame ? TEXTS.same : TEXTS.drifts, lang, {
      ...{ code, path, count: drifts.length },
    });
    return {
      value: {
        ...{ class: code, isOpenedSo: foreseen === address },
        ...{ drifts: driftValues(drifts), open },
      },
      lines: [
        head,
        ...(isSame ? [] : driftLines(drifts, lang)),
        ...(open.length === 0 ? [] : [say(TEXTS.open, lang, { list: open.join("; ") })]),
      ],
      exit: isSame ? EXIT.done : EXIT.no,
    };
  },
};
