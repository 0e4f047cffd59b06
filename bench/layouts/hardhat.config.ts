import { defineConfig } from "hardhat/config";
import production from "../../hardhat.config.ts";

/**
 * The project's configuration, for the prototypes of this folder: compiled by the production settings,
 * into a place of their own, so that `npm test` knows nothing of them.
 */
export default defineConfig({
  ...production,
  paths: {
    sources: ["./contracts", "./bench/layouts/contracts"],
    artifacts: "./cache/layouts/artifacts",
    cache: "./cache/layouts",
  },
  typechain: { ...production.typechain, outDir: "./cache/layouts/types" },
});
