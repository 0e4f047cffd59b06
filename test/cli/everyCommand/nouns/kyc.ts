import { readFile } from "node:fs/promises";
import { suspended } from "../../../support/lists.ts";
import { KEYS as ROLES, walletOf } from "../../../support/officers.ts";
import { miswritten } from "../../support/miswritten.ts";
import { everyRow } from "../everyRow.ts";
import { type Office, office } from "../office.ts";

const env = {
  ONE: ROLES.officers[0]!,
  TWO: ROLES.officers[1]!,
  THREE: ROLES.officers[2]!,
  STRANGER: ROLES.stranger,
  RELAYER: ROLES.relayer,
};
const QUORUM = ["--officer", "env:ONE", "--officer", "env:TWO", "--signer", "env:RELAYER"];
const CLAIMS = [
  ...["--reference", "C-1", "--residence", "JP", "--tax-class", "0"],
  ...["--expiry", "2030-03-31", "--screened-until", "2029-03-31"],
];
const HEADER = "reference,wallet,residence,tax class,expiry,screened until,classes";
const row = (number: number) =>
  `C-${number},${walletOf(number)},JP,0,2030-03-31,2029-03-31,SBI-ST-1`;
/** 整理番号,ウォレット,居住地,税区分,有効期限,審査期限 in CP932. */
const CP932 = Buffer.from(
  "90ae979d94d48d862c83458348838c836283672c8b8f8f5a926e2c90c58be695aa2c974c8cf88afa8cc02c90528db88afa8cc00a",
  "hex",
);

const of = (w: Office) => ["--wallet", w.a.address];
const request = (w: Office) => ["--request", w.at("one.request.json")];

/** A request to grant a pass, in a file. */
async function requested(w: Office): Promise<string> {
  const words = ["kyc", "grant", "--wallet", walletOf(1), ...CLAIMS, ...request(w)];
  return (await w.done(words)).prepared.request;
}

async function signed(w: Office, path: string, who: keyof typeof env): Promise<string> {
  const words = ["kyc", "sign", path, "--signer", `env:${who}`, "--json"];
  return (await w.kessai(words, { env, local: true })).json.result.file;
}

async function bundled(w: Office): Promise<string> {
  const path = await requested(w);
  const files = [await signed(w, path, "ONE"), await signed(w, path, "TWO")];
  return (await w.done(["kyc", "collect", path, ...files])).bundle;
}

/** C has a new pass, which can still be vetoed. */
async function fresh(w: Office): Promise<void> {
  const { grant, attestations } = await w.signedGrant(w.c.address);
  await w.pass.grant(grant, attestations);
}

export const kycRows = everyRow(office, {
  "kyc status": {
    good: (w) => ({ words: [w.a.address] }),
    bad: (w) => ({
      words: [miswritten(w.a.address)],
      ...{ name: "ArgumentRefused", says: "has a checksum, which may be wrong" },
    }),
  },
  "kyc import": {
    good: async (w) => {
      const line = `C-1,${walletOf(1)},JP,0,2030-03-31,2029-03-31\n`;
      return { words: [await w.filed("cp932.csv", Buffer.concat([CP932, Buffer.from(line)]))] };
    },
    bad: async (w) => ({
      words: [await w.filed("grants.csv", `${HEADER}\n${row(1).replace("JP,0", "JP,０")}\n`)],
      ...{ name: "FileRefused", says: "half-width digits: write 0" },
    }),
  },
  "kyc grant": {
    isAnybodys: true,
    good: (w) => ({
      words: ["--wallet", walletOf(1), ...CLAIMS, ...request(w), ...QUORUM],
      env,
    }),
    bad: async (w) => ({
      words: ["--table", await w.filed("grants.csv", `${HEADER},colour\n${row(1)},red\n`)],
      ...{ name: "FileRefused", says: "a column of this file" },
    }),
  },
  "kyc link": {
    isAnybodys: true,
    good: (w) => ({
      words: [
        ...["--wallet", w.c.address, "--older", w.a.address, ...CLAIMS],
        ...[...request(w), ...QUORUM],
      ],
      env,
    }),
    bad: (w) => ({
      words: ["--wallet", w.c.address, "--older", "0x12", ...CLAIMS, ...request(w)],
      ...{ name: "FileRefused", says: "older" },
    }),
  },
  "kyc renew": {
    isAnybodys: true,
    good: (w) => ({
      words: [
        ...[...of(w), "--expiry", "2041-03-31", "--screened-until", "2028-03-31"],
        ...[...request(w), ...QUORUM],
      ],
      env,
    }),
    bad: (w) => ({
      words: [...of(w), "--expiry", "soon", "--screened-until", "2028-03-31", ...request(w)],
      ...{ name: "FileRefused", says: "expiry" },
    }),
  },
  "kyc reclassify": {
    isAnybodys: true,
    good: (w) => ({
      words: [...of(w), "--residence", "JP", "--tax-class", "1", ...request(w), ...QUORUM],
      env,
    }),
    bad: (w) => ({
      words: [...of(w), "--residence", "Japan", "--tax-class", "1", ...request(w)],
      ...{ name: "FileRefused", says: "residence" },
    }),
  },
  "kyc screen": {
    isAnybodys: true,
    good: async (w) => ({
      words: [
        ...["--table", await w.filed("wallets.csv", `\uFEFFwallet\r\n${w.a.address}\r\n`)],
        ...["--until", "2029-03-31", ...request(w), ...QUORUM],
      ],
      env,
    }),
    bad: async (w) => ({
      words: ["--table", await w.filed("wallets.csv", ""), "--until", "2029-03-31", ...request(w)],
      ...{ name: "FileRefused", says: "wallets.csv" },
    }),
  },
  "kyc attest": {
    isAnybodys: true,
    good: async (w) => {
      await w.done([
        ...["kyc", "disown", "--number", "1", "--since", "2027-04-01", ...w.signer(w.guardian)],
      ]);
      return {
        words: [...of(w), ...request(w), "--officer", "env:THREE", "--signer", "env:RELAYER"],
        env,
      };
    },
    bad: (w) => ({
      words: [...of(w), ...request(w), "--officer", "env:STRANGER", "--signer", "env:RELAYER"],
      env,
      ...{ name: "SignaturesMissing", says: "is not an officer" },
    }),
  },
  "kyc reinstate": {
    isAnybodys: true,
    good: async (w) => {
      await suspended(w, w.a);
      return { words: [...of(w), "--reason", "CLEARED", ...request(w), ...QUORUM], env };
    },
    bad: async (w) => {
      await suspended(w, w.a);
      return {
        words: [
          ...[...of(w), "--reason", "CLEARED", ...request(w)],
          ...["--officer", "env:ONE", "--signer", "env:RELAYER"],
        ],
        env,
        ...{ name: "SignaturesMissing", says: "officers 2, 3" },
      };
    },
  },
  "kyc recover": {
    isAnybodys: true,
    good: async (w) => {
      await w.done(
        [
          ...["kyc", "link", "--wallet", w.c.address, "--older", w.a.address, ...CLAIMS],
          ...["--request", w.at("link.request.json"), ...QUORUM],
        ],
        env,
      );
      await w.networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
      return {
        words: [
          ...[...of(w), "--successor", w.c.address, "--reason", "LOST-1"],
          ...[...request(w), ...QUORUM],
        ],
        env,
      };
    },
    bad: (w) => ({
      words: [
        ...of(w),
        "--successor",
        miswritten(w.b.address),
        "--reason",
        "LOST-1",
        ...request(w),
      ],
      ...{ name: "FileRefused", says: "successor" },
    }),
  },
  "kyc sign": {
    good: async (w) => ({ words: [await requested(w), "--signer", "env:ONE"], env }),
    bad: async (w) => ({
      words: [await requested(w), "--signer", "env:ONE", "--sha256", "00".repeat(32)],
      env,
      ...{ name: "OtherRequest", says: "request" },
    }),
  },
  "kyc collect": {
    good: async (w) => {
      const path = await requested(w);
      return { words: [path, await signed(w, path, "ONE"), await signed(w, path, "THREE")] };
    },
    bad: async (w) => {
      const path = await requested(w);
      return {
        words: [path, await signed(w, path, "ONE"), await signed(w, path, "STRANGER")],
        ...{ name: "SignaturesMissing", says: "officers 2, 3" },
      };
    },
  },
  "kyc relay": {
    isAnybodys: true,
    good: async (w) => ({ words: [await bundled(w), "--signer", "env:RELAYER"], env }),
    bad: async (w) => {
      const path = await bundled(w);
      const text = await readFile(path, "utf8");
      return {
        words: [await w.filed("changed.bundle.json", text.replace("C-1", "C-2")), ...w.signer(w.c)],
        ...{ name: "RequestRefused", says: "changed.bundle.json" },
      };
    },
  },
  "kyc suspend": {
    good: (w) => ({ words: [...of(w), "--reason", "HIT-1", ...w.signer(w.guardian)] }),
    bad: (w) => ({
      words: [...of(w), "--reason", "HIT-1", "--signer", "env:STRANGER"],
      env,
      ...{ name: "PowerMissing", says: "`kessai audit powers` says who may" },
    }),
  },
  "kyc revoke": {
    good: (w) => ({ words: [...of(w), "--reason", "FRAUD-1", ...w.signer(w.guardian)] }),
    bad: (w) => ({
      words: [...of(w), ...w.signer(w.guardian)],
      ...{ name: "ArgumentRefused", says: "--reason is needed" },
    }),
  },
  "kyc veto": {
    good: async (w) => {
      await fresh(w);
      return {
        words: ["--wallet", w.c.address, "--reason", "UNKNOWN-1", ...w.signer(w.guardian)],
      };
    },
    bad: (w) => ({
      words: [...of(w), "--reason", "UNKNOWN-1", ...w.signer(w.guardian)],
      ...{ name: "ContractRefusal", says: "veto" },
    }),
  },
  "kyc disown": {
    good: (w) => ({ words: ["--number", "1", "--since", "2027-04-01", ...w.signer(w.guardian)] }),
    bad: (w) => ({
      words: ["--number", "９", "--since", "2027-04-01", ...w.signer(w.guardian)],
      ...{ name: "OfficerUnknown", says: "There are: 1 0x" },
    }),
  },
  "kyc undo-disown": {
    good: async (w) => {
      await w.done([
        ...["kyc", "disown", "--number", "1", "--since", "2027-04-01", ...w.signer(w.guardian)],
      ]);
      return { words: ["--number", "1", ...w.signer(w.secondGuardian)] };
    },
    bad: async (w) => {
      await w.done([
        ...["kyc", "disown", "--number", "1", "--since", "2027-04-01", ...w.signer(w.guardian)],
      ]);
      return {
        words: ["--number", "1", ...w.signer(w.guardian)],
        ...{ name: "ContractRefusal", says: "Another" },
      };
    },
  },
});
