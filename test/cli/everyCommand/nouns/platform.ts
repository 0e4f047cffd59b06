import { readFile, writeFile } from "node:fs/promises";
import { DEPLOYER, freshChain, PLATFORM } from "../../support/freshChain.ts";
import { everyRow } from "../everyRow.ts";
import { office } from "../office.ts";

const byNode = ["--signer", `node:${DEPLOYER}`];

const deploying = everyRow(freshChain, {
  "platform plan": {
    good: (w) => ({ words: [PLATFORM, "--from", DEPLOYER, ...w.onChain] }),
    bad: async (w) => {
      const text = await readFile(PLATFORM, "utf8");
      await writeFile(w.at("platform.yaml"), `${text}colour: red\n`);
      return {
        words: [w.at("platform.yaml"), "--from", DEPLOYER, ...w.onChain],
        ...{ name: "FileRefused", says: "colour" },
      };
    },
  },
  "platform deploy": {
    good: (w) => ({ words: [PLATFORM, ...byNode, "--yes", ...w.onChain] }),
    bad: (w) => ({
      words: [PLATFORM, ...byNode, "--plan", `0x${"00".repeat(32)}`, ...w.onChain],
      ...{ name: "PlanChanged", says: "Look at it again: kessai platform plan" },
    }),
  },
});

const ordering = everyRow(office, {
  "platform orders": {
    good: () => ({ words: [] }),
    bad: () => ({ words: ["yen"], ...{ name: "ArgumentRefused", says: "argument" } }),
  },
  "platform order": {
    good: (w) => ({
      words: ["yen.setLimits", "1,000,000", "５０００", ...w.signer(w.admin)],
      exit: 3,
    }),
    bad: (w) => ({
      words: ["yen.setLimits", "1", ...w.signer(w.admin)],
      ...{ name: "ArgumentRefused", says: "takes 2 values: mostSupply" },
    }),
  },
});

export const platformRows = [deploying, ordering];
