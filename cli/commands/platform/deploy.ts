import type { LocalCommand } from "../../command.ts";
import { DEPLOY_OPTIONS, deploy, deployedSchema } from "../../desk/deploy.ts";

/** Deploys what the file says, if it is what was planned. */
export const platformDeploy: LocalCommand = {
  kind: "local",
  path: "platform deploy",
  about: {
    en: "deploy a platform as it was planned, or go on where it stopped",
    ja: "計画どおりにプラットフォームを配備(中断後は再開)",
  },
  example:
    "platform deploy examples/platform.yaml --signer node:0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 --yes",
  arguments: [
    { name: "file", about: { en: "the platform file", ja: "プラットフォーム・ファイル" } },
  ],
  options: DEPLOY_OPTIONS,
  result: deployedSchema,
  run: async (given, terminal) => await deploy("platform", given, terminal),
};
