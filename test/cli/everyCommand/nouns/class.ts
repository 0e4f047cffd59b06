import { readFile } from "node:fs/promises";
import { REGISTRAR } from "../../support/freshChain.ts";
import { miswritten } from "../../support/miswritten.ts";
import { everyRow, KEYS } from "../everyRow.ts";
import { CLASS, HASH, OF, type Office, office } from "../office.ts";

const OTHER = "examples/classes/nri-15.yaml";

const ruleChanger = (w: Office) =>
  w.signer({ address: w.platformFile.roles.ruleChanger.holders[0]! });
const inFolder = (w: Office) => ["--network", w.server.url, "--deployments", w.folder];

/** The deployment where the commands that deploy look for it. */
async function deployed(w: Office): Promise<void> {
  await w.filed("31337.json", await readFile(w.deployment));
}

export const classRows = everyRow(office, {
  "class check": {
    good: () => ({ words: [CLASS] }),
    bad: async (w) => ({
      words: [
        await w.filed(
          "class.yaml",
          (await readFile(CLASS, "utf8")).replace("cap: 1000", "cap: -1"),
        ),
      ],
      ...{ name: "FileRefused", says: "supply.cap" },
    }),
  },
  "class plan": {
    good: async (w) => {
      await deployed(w);
      return { words: [OTHER, "--from", REGISTRAR, ...inFolder(w)] };
    },
    bad: async (w) => ({
      words: [OTHER, "--from", REGISTRAR, "--network", w.server.url, "--deployments", w.at("none")],
      ...{ name: "DeploymentNotFound", says: "none" },
    }),
  },
  "class deploy": {
    good: async (w) => {
      await deployed(w);
      return { words: [OTHER, "--signer", `node:${REGISTRAR}`, "--yes", ...inFolder(w)] };
    },
    bad: async (w) => {
      await deployed(w);
      return {
        words: [OTHER, ...w.signer(w.thief), "--yes", ...inFolder(w)],
        ...{ name: "NotRegistrar", says: "is no registrar" },
      };
    },
  },
  "class list": {
    good: () => ({ words: [] }),
    bad: async (w) => ({
      words: ["--deployment", await w.elsewhere()],
      ...{ name: "WrongChain", says: "on chain 1, but the connected chain is 31337" },
    }),
  },
  "class show": {
    good: () => ({ words: ["SBI-ST-1"] }),
    bad: () => ({
      words: ["ＮＯ-1"],
      ...{
        name: "ClassUnknown",
        says: "There is no class NO-1 in the deployment. It has SBI-ST-1",
      },
    }),
  },
  "class explain": {
    good: (w) => ({
      words: ["SBI-ST-1", "--from", w.a.address, "--to", w.c.address, "--units", "4"],
      exit: 2,
    }),
    bad: (w) => ({
      words: ["SBI-ST-1", "--from", w.a.address, "--to", miswritten(w.b.address), "--units", "4"],
      ...{ name: "ArgumentRefused", says: "has a checksum, which may be wrong" },
    }),
  },
  "class policy": {
    good: (w) => ({
      words: [...OF, "--categories", "qii", "--residences", "JP", ...ruleChanger(w)],
      exit: 3,
    }),
    bad: (w) => ({
      words: [...OF, "--categories", "rich", "--residences", "JP", ...ruleChanger(w)],
      ...{ name: "ArgumentRefused", says: "qii" },
    }),
  },
  "class pause": {
    good: (w) => ({ words: [...OF, ...w.signer(w.pauser)] }),
    bad: () => ({
      words: [...OF, "--signer", "env:KEY"],
      env: { KEY: KEYS[14]! },
      ...{ name: "PowerMissing", says: "`kessai audit powers` says who may" },
    }),
  },
  "class unpause": {
    good: (w) => ({ words: [...OF, ...w.signer(w.unpauser)], exit: 3 }),
    bad: () => ({
      words: [...OF, "--signer", "env:NONE"],
      ...{ name: "SignerNeeded", says: "There is nothing in the variable NONE" },
    }),
  },
  "class close": {
    good: (w) => ({ words: [...OF, "--document", HASH, ...ruleChanger(w)], exit: 3 }),
    bad: (w) => ({
      words: [...OF, "--document", "none.pdf", ...ruleChanger(w)],
      ...{ name: "ArgumentRefused", says: "a file that can be read, or a SHA-256" },
    }),
  },
  "class metadata": {
    good: (w) => ({ words: [CLASS, "--deployment", w.deployment, "--out", w.at("metadata")] }),
    bad: (w) => ({
      words: [OTHER, "--deployment", w.deployment],
      ...{ name: "ClassUnknown", says: "It has SBI-ST-1" },
    }),
  },
  "class document": {
    good: (w) => ({
      words: [
        ...[...OF, "--name", "PROSPECTUS", "--document", HASH, "--uri", "https://example.com/p"],
        ...w.signer(w.registrar),
      ],
    }),
    bad: (w) => ({
      words: [...OF, "--name", "PROSPECTUS", ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "--document is needed" },
    }),
  },
  "class uri": {
    good: (w) => ({
      words: [...OF, "--uri", "https://example.com/m.json", ...w.signer(w.registrar)],
    }),
    bad: (w) => ({
      words: [...OF, "--uri", "https://example.com/m.json", ...w.signer(w.thief)],
      ...{ name: "ContractRefusal", code: "NotTheRegistrar", says: "registrar" },
    }),
  },
});
