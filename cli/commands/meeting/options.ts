import type { ArgumentSpec, OptionSpec } from "../../command.ts";

export const TERMS: ArgumentSpec = {
  name: "file",
  about: { en: "terms by meeting plan", ja: "集会条件ファイル" },
};

export const HOLDER: OptionSpec = {
  flags: "--holder <address>",
  about: {
    en: "whose votes, if the key is his proxy's; the key's own if not said",
    ja: "議決権を有する者(代理行使の場合。省略時は鍵の口座)",
  },
};

/** As the contract takes them, whose lists nobody else writes to. */
export function argument<T extends { agenda: readonly unknown[]; excluded: readonly string[] }>(
  terms: T,
) {
  return { ...terms, agenda: [...terms.agenda], excluded: [...terms.excluded] };
}
