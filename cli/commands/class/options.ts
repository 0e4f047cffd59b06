import type { OptionSpec } from "../../command.ts";

export const CLASS_OPTION: OptionSpec = {
  flags: "--class <code>",
  about: { en: "the class", ja: "銘柄コード" },
  required: true,
};
