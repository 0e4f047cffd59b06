import type { LocalCommand } from "../../command.ts";
import {
  deployPlan,
  PLAN_OPTIONS,
  planSchema,
  senderOf,
  shownPlan,
} from "../../desk/deployPlan.ts";
import { onChain } from "../../desk/onChain.ts";

/** Shows what the file would do on the chain, and sends nothing. */
export const classPlan: LocalCommand = {
  kind: "local",
  path: "class plan",
  about: {
    en: "show what opening a class would do: steps, gas, powers, and the plan's hash",
    ja: "銘柄開設の計画(手順・ガス・権限・ハッシュ)",
  },
  example:
    "class plan examples/classes/sbi-st-1.yaml --from 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
  arguments: [{ name: "file", about: { en: "the class file", ja: "銘柄ファイル" } }],
  options: PLAN_OPTIONS,
  result: planSchema,
  async run(given, terminal) {
    return await onChain(given, terminal, async (chain) => {
      const from = await senderOf(given, chain, terminal);
      return await shownPlan(await deployPlan("class", given, chain, from), given.lang);
    });
  },
};
