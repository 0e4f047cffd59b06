import { miswritten } from "../../support/miswritten.ts";
import { everyRow, KEYS } from "../everyRow.ts";
import { CLASS, OF, type Office, ORDER, office, PLATFORM } from "../office.ts";

const PASSWORD = { KESSAI_KEYSTORE_PASSWORD: "correct horse battery" };

/** A freeze that somebody wrote down for another key. */
async function proposed(w: Office): Promise<string> {
  const file = w.at("freeze.proposal.json");
  const words = ["units", "freeze", ...OF, "--wallet", w.a.address, "--units", "4", ...ORDER];
  await w.done([...words, "--propose", file, ...w.signer(w.registrar)]);
  return file;
}

async function key(w: Office): Promise<string> {
  const file = w.at("key.json");
  const { exit, out } = await w.kessai(["keys", "new", file], { env: PASSWORD, local: true });
  if (exit !== 0) throw new Error(out);
  return file;
}

export const otherRows = everyRow(office, {
  "audit powers": {
    good: () => ({ words: [PLATFORM] }),
    bad: () => ({ words: [CLASS], ...{ name: "FileRefused", says: "sbi-st-1.yaml" } }),
  },
  "audit code": {
    good: () => ({ words: [] }),
    bad: async (w) => ({
      words: ["--deployment", await w.filed("none.json", "{}")],
      ...{ name: "DeploymentMalformed", says: "none.json" },
    }),
  },
  "audit promises": {
    good: () => ({ words: [] }),
    bad: async (w) => ({
      words: ["--deployment", await w.elsewhere()],
      ...{ name: "WrongChain", says: "on chain 1, but the connected chain is 31337" },
    }),
  },
  "audit class": {
    good: () => ({ words: ["SBI-ST-1", CLASS] }),
    bad: async (w) => ({
      // "株" in CP932, which YAML is not written in.
      words: ["SBI-ST-1", await w.filed("cp932.yaml", Buffer.from([0x6e, 0x3a, 0x20, 0x8a, 0x94]))],
      ...{ name: "FileUnreadable", says: "UTF-8" },
    }),
  },
  approve: {
    good: async (w) => ({ words: [await proposed(w), ...w.signer(w.secondRegistrar)] }),
    bad: async (w) => ({
      words: [await proposed(w), "--signer", "env:MAKER"],
      env: { MAKER: KEYS[9]! },
      ...{ name: "SignerNeeded", says: "another key has to send it" },
    }),
  },
  "chain run": {
    good: (w) => ({
      words: ["--port", "0", "--state", w.at("state.json")],
      until: /http:\/\/[\d.]+:\d+/,
    }),
    bad: (w) => ({
      words: ["--port", "http", "--state", w.at("state.json")],
      ...{ name: "ArgumentRefused", says: "port" },
    }),
  },
  "chain advance": {
    good: (w) => ({ words: ["--days", "１.5", "--network", w.server.url] }),
    bad: (w) => ({
      words: ["--to", "2020-01-01", "--network", w.server.url],
      ...{ name: "ArgumentRefused", says: "later than the chain's time" },
    }),
  },
  "chain date": {
    good: (w) => ({ words: ["--network", w.server.url] }),
    bad: () => ({
      words: ["--network", "http://127.0.0.1:1"],
      ...{ name: "ChainUnreachable", says: "`kessai chain run` starts a local one" },
    }),
  },
  "keys new": {
    good: (w) => ({ words: [w.at("key.json")], env: PASSWORD }),
    bad: (w) => ({
      words: [w.at("key.json")],
      env: { KESSAI_KEYSTORE_PASSWORD: "sesame" },
      ...{ name: "KeystoreRefused", says: "password" },
    }),
  },
  "keys show": {
    good: async (w) => ({ words: [await key(w)], env: PASSWORD }),
    bad: async (w) => ({
      words: [await key(w)],
      env: { KESSAI_KEYSTORE_PASSWORD: "wrong horse battery" },
      ...{ name: "KeystoreRefused", says: "is wrong" },
    }),
  },
  doctor: {
    good: (w) => ({ words: w.onChain }),
    bad: (w) => ({
      words: [...w.onChain, miswritten(w.a.address)],
      ...{ name: "ArgumentRefused", says: "argument" },
    }),
  },
});
