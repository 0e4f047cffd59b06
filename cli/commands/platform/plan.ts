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
export const platformPlan: LocalCommand = {
  kind: "local",
  path: "platform plan",
  about: {
    en: "show what deploying a platform would do: steps, gas, powers, and the plan's hash",
    ja: "プラットフォーム配備の計画(手順・ガス・権限・ハッシュ)",
  },
  example: "platform plan examples/platform.yaml --from 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  arguments: [
    { name: "file", about: { en: "the platform file", ja: "プラットフォーム・ファイル" } },
  ],
  options: PLAN_OPTIONS,
  result: planSchema,
  async run(given, terminal) {
    return await onChain(given, terminal, async (chain) => {
      const from = await senderOf(given, chain, terminal);
      return await shownPlan(await deployPlan("platform", given, chain, from), given.lang);
    });
  },
};
