import { everyRow, KEYS } from "../everyRow.ts";
import { HASH, type Office, ORDER, office } from "../office.ts";

const of = (w: Office) => ["--wallet", w.a.address];
const operator = (w: Office) => w.signer(w.yenOperator);

/** What A asked the bank to pay out. */
async function redeemed(w: Office): Promise<string> {
  await w.done(["yen", "redeem", "--amount", "400", "--reference", "P-1", ...w.signer(w.a)]);
  const { redemptions } = await w.done(["yen", "show"]);
  return redemptions[0].id;
}

export const yenRows = everyRow(office, {
  "yen deposit": {
    good: async (w) => {
      await w.done(["yen", "attest-reserve", "--amount", "9,000,000", ...w.signer(w.attestor)]);
      const rows = "date,reference,name,amount,wallet\n2027-04-01,R-1,YAMADA,";
      return {
        words: [
          ...["--statement", await w.filed("bank.csv", `${rows}"1,000",${w.a.address}\n`)],
          ...operator(w),
        ],
      };
    },
    bad: async (w) => ({
      words: [
        ...["--statement", await w.filed("bank.csv", "date,reference,name,amount,wallet,colour\n")],
        ...operator(w),
      ],
      ...{ name: "FileRefused", says: "colour" },
    }),
  },
  "yen attest-reserve": {
    good: (w) => ({ words: ["--amount", "９,000,000", ...w.signer(w.attestor)] }),
    bad: (w) => ({
      words: ["--amount", "9,00", ...w.signer(w.attestor)],
      ...{ name: "ArgumentRefused", says: "such as 1000 or 1,000" },
    }),
  },
  "yen redeem": {
    good: () => ({
      words: ["--amount", "400", "--reference", "P-1", "--signer", "env:HOLDER"],
      env: { HOLDER: KEYS[11]! },
    }),
    bad: (w) => ({
      words: ["--amount", "1,000,001", "--reference", "P-1", ...w.signer(w.a)],
      ...{ name: "ContractRefusal", says: "1,000,001" },
    }),
  },
  "yen redeem-paid": {
    good: async (w) => ({ words: [await redeemed(w), ...operator(w)] }),
    bad: (w) => ({
      words: [HASH, ...operator(w)],
      ...{ name: "ArgumentRefused", says: "yen show" },
    }),
  },
  "yen freeze": {
    good: (w) => ({ words: [...of(w), "--amount", "300", ...ORDER, ...operator(w)] }),
    bad: (w) => ({
      words: [...of(w), "--amount", "300", ...ORDER, ...w.signer(w.thief)],
      ...{ name: "PowerMissing", says: "`kessai audit powers` says who may" },
    }),
  },
  "yen unfreeze": {
    good: async (w) => {
      await w.done(["yen", "freeze", ...of(w), "--amount", "300", ...ORDER, ...operator(w)]);
      return { words: [...of(w), "--amount", "300", ...w.signer(w.admin)], exit: 3 };
    },
    bad: async (w) => {
      await w.done(["yen", "freeze", ...of(w), "--amount", "300", ...ORDER, ...operator(w)]);
      return {
        words: [...of(w), "--amount", "301", ...w.signer(w.admin)],
        ...{ name: "ArgumentRefused", says: "¥300 are frozen" },
      };
    },
  },
  "yen pause": {
    good: (w) => ({ words: w.signer(w.pauser) }),
    bad: () => ({
      words: ["--signer", "somebody"],
      ...{ name: "SignerNeeded", says: "begins with env:, keystore:, hardhat: or node:" },
    }),
  },
  "yen unpause": {
    good: (w) => ({ words: w.signer(w.unpauser), exit: 3 }),
    bad: () => ({
      words: ["--signer", "node:0x000000000000000000000000000000000000dEaD"],
      ...{ name: "SignerNeeded", says: "The node has no key of" },
    }),
  },
  "yen show": {
    good: (w) => ({ words: of(w) }),
    bad: () => ({
      words: ["--network", "http://127.0.0.1:1"],
      ...{ name: "ChainUnreachable", says: "`kessai chain run` starts a local one" },
    }),
  },
});
