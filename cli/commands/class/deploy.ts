import type { LocalCommand } from "../../command.ts";
import { DEPLOY_OPTIONS, deploy, deployedSchema } from "../../desk/deploy.ts";

/** Deploys what the file says, if it is what was planned. */
export const classDeploy: LocalCommand = {
  kind: "local",
  path: "class deploy",
  about: {
    en: "open a class as it was planned, or go on where it stopped",
    ja: "計画どおりに銘柄を開設(中断後は再開)",
  },
  example:
    "class deploy examples/classes/sbi-st-1.yaml --signer node:0xa0Ee7A142d267C1f36714E4a8F75612F20a79720 --yes",
  arguments: [{ name: "file", about: { en: "the class file", ja: "銘柄ファイル" } }],
  options: DEPLOY_OPTIONS,
  result: deployedSchema,
  run: async (given, terminal) => await deploy("class", given, terminal),
};
