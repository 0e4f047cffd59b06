import { z } from "zod";
import { readPromises, table } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { EXIT } from "../../exit.ts";

/** What the contracts promise of their figures, asked of the chain. */
export const auditPromises: ReadCommand = {
  kind: "read",
  path: "audit promises",
  about: {
    en: "what the contracts promise of their figures, checked on the chain (exit 2 if one fails)",
    ja: "残高・拘束・準備資産等の約束をチェーン上で検証(違反は終了コード 2)",
  },
  example: "audit promises",
  result: z.array(
    z.strictObject({
      ...{ id: z.string(), of: z.string(), promise: z.string() },
      ...{ isKept: z.boolean(), found: z.string() },
    }),
  ),
  async run({ lang }, { provider, deployment }) {
    const found = await readPromises(provider, deployment);
    const value = found.map((each) => ({ ...each, promise: each.promise[lang] }));
    const states = { en: ["ok", "FAILED"], ja: ["適合", "違反"] };
    const headings = {
      en: ["", "id", "of", "promise", "found"],
      ja: ["", "番号", "対象", "約束", "値"],
    };
    const rows = value.map(({ id, of, promise, isKept, found: figures }) => [
      ...[states[lang][isKept ? 0 : 1] ?? "", id, of, promise, figures],
    ]);
    const columns = headings[lang].map((heading) => ({ heading }));
    const isGood = value.every(({ isKept }) => isKept);
    return {
      ...{ value, lines: table(rows, { columns }).split("\n") },
      exit: isGood ? EXIT.done : EXIT.no,
    };
  },
};
