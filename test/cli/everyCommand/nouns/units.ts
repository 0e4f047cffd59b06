import { linked, recovered } from "../../../support/lists.ts";
import { DAY } from "../../../support/world.ts";
import { miswritten } from "../../support/miswritten.ts";
import { everyRow, KEYS } from "../everyRow.ts";
import { HASH, iso, OF, type Office, ORDER, office } from "../office.ts";

const from = (w: Office) => ["--wallet", w.a.address];
const key = (w: Office) => w.signer(w.registrar);
const act = (w: Office) => ["--act", w.at("act.json")];
const wrongKey = { name: "ContractRefusal", code: "NotTheRegistrar", says: "registrar" } as const;

/** A redemption that waits for its second key. */
async function proposed(w: Office): Promise<void> {
  const words = ["units", "redeem", ...OF, ...from(w), "--units", "4", ...ORDER];
  await w.done([...words, ...act(w), ...key(w)]);
}

async function pledged(w: Office): Promise<string> {
  const words = ["units", "pledge", ...OF, ...from(w), "--units", "4", "--pledgee", w.b.address];
  const { result } = await w.done([...words, ...ORDER, ...key(w)]);
  return result.holds[0].id;
}

export const unitsRows = everyRow(office, {
  "units issue": {
    good: (w) => ({
      words: [...OF, "--to", w.b.address, "--units", "１０", "--reference", "I-9", ...key(w)],
    }),
    bad: async (w) => ({
      words: [
        ...[...OF, "--file", await w.filed("rows.csv", "reference,wallet,units,colour\n")],
        ...key(w),
      ],
      ...{ name: "FileRefused", says: "colour" },
    }),
  },
  "units show": {
    good: (w) => ({ words: from(w) }),
    bad: (w) => ({
      words: ["--wallet", miswritten(w.a.address)],
      ...{ name: "ArgumentRefused", says: "has a checksum, which may be wrong" },
    }),
  },
  "units transfer": {
    good: (w) => ({
      words: [...OF, "--to", w.b.address, "--units", "4", "--signer", "env:HOLDER"],
      env: { HOLDER: KEYS[11]! },
    }),
    bad: (w) => ({
      words: [...OF, "--to", w.c.address, "--units", "101", ...w.signer(w.a)],
      ...{ name: "TransferRefused", says: "pass" },
    }),
  },
  "units hold": {
    good: async (w) => ({
      words: [
        ...[...OF, ...from(w), "--units", "4", "--reference", "TRADE-1"],
        ...["--until", iso((await w.now()) + DAY), ...w.signer(w.a)],
      ],
    }),
    bad: (w) => ({
      words: [
        ...[...OF, ...from(w), "--units", "4", "--reference", "TRADE-1"],
        ...["--until", "tomorrow", ...w.signer(w.a)],
      ],
      ...{ name: "ArgumentRefused", says: "such as 2027-03-31T15:00:00+09:00" },
    }),
  },
  "units freeze": {
    good: (w) => ({ words: [...OF, ...from(w), "--units", "4", ...ORDER, ...key(w)] }),
    bad: (w) => ({
      words: [...OF, ...from(w), "--units", "4", ...ORDER, ...w.signer(w.thief)],
      ...wrongKey,
    }),
  },
  "units pledge": {
    good: (w) => ({
      words: [...OF, ...from(w), "--units", "4", "--pledgee", w.b.address, ...ORDER, ...key(w)],
    }),
    bad: (w) => ({
      words: [...OF, ...from(w), "--units", "101", "--pledgee", w.b.address, ...ORDER, ...key(w)],
      ...{ name: "ContractRefusal", code: "ERC20InsufficientBalance", says: "101" },
    }),
  },
  "units attach": {
    good: (w) => ({
      words: [...OF, ...from(w), "--units", "4", "--creditor", w.b.address, ...ORDER, ...key(w)],
    }),
    bad: (w) => ({
      words: [
        ...[...OF, ...from(w), "--units", "4", "--creditor", w.b.address, "--reason", "COURT-1"],
        ...["--document", w.at("none.pdf"), ...key(w)],
      ],
      ...{ name: "ArgumentRefused", says: "a file that can be read, or a SHA-256" },
    }),
  },
  "units unfreeze": {
    good: async (w) => {
      await w.desk.freezeUnits(w.bond, w.a, 4n, HASH, HASH);
      return { words: [...OF, ...from(w), "--units", "3", ...ORDER, ...act(w), ...key(w)] };
    },
    bad: async (w) => ({
      words: [
        ...[...OF, ...from(w), ...ORDER, ...key(w)],
        ...["--act", await w.filed("taken.json", "{}")],
      ],
      ...{ name: "FileTaken", says: "Name another file" },
    }),
  },
  "units release": {
    good: async (w) => ({
      words: [...OF, "--hold", await pledged(w), ...ORDER, ...act(w), ...key(w)],
    }),
    bad: (w) => ({
      words: [...OF, "--hold", HASH, ...ORDER, ...key(w)],
      ...{ name: "HoldUnknown", says: "kessai units show --wallet" },
    }),
  },
  "units force": {
    good: (w) => ({
      words: [
        ...[...OF, ...from(w), "--to", w.b.address, "--units", "4", ...ORDER],
        ...[...act(w), ...key(w)],
      ],
    }),
    bad: (w) => ({
      words: [
        ...[...OF, ...from(w), "--to", w.b.address, "--units", "4", "--take", "0x1:1", ...ORDER],
        ...key(w),
      ],
      ...{ name: "ArgumentRefused", says: "units show" },
    }),
  },
  "units inherit": {
    good: (w) => ({
      words: [
        ...[...OF, ...from(w), "--to", w.b.address, "--units", "4", ...ORDER],
        ...[...act(w), ...key(w)],
      ],
    }),
    bad: (w) => ({
      words: [...OF, ...from(w), "--to", w.b.address, "--units", "-1", ...ORDER, ...key(w)],
      ...{ name: "ArgumentRefused", says: "a whole number, such as 1000" },
    }),
  },
  "units recover": {
    good: async (w) => {
      await linked(w, w.a, [w.c]);
      await recovered(w, w.a, w.c);
      return { words: [...OF, ...from(w), ...ORDER, ...act(w), ...key(w)] };
    },
    bad: (w) => ({
      words: [...OF, ...from(w), ...ORDER, ...key(w)],
      ...{ name: "SuccessorMissing", says: "kessai kyc recover" },
    }),
  },
  "units redeem": {
    good: (w) => ({
      words: [...OF, ...from(w), "--units", "4", ...ORDER, ...act(w), ...key(w)],
    }),
    bad: (w) => ({
      words: [...OF, ...from(w), "--units", "101", ...ORDER, ...key(w)],
      ...{ name: "ContractRefusal", code: "ActNotCovered", says: "units" },
    }),
  },
  "units cancel": {
    good: (w) => ({
      words: [...OF, ...from(w), "--units", "4", ...ORDER, ...act(w), ...key(w)],
    }),
    bad: (w) => ({
      words: ["--class", "NO-1", ...from(w), "--units", "4", ...ORDER, ...key(w)],
      ...{ name: "ClassUnknown", says: "It has SBI-ST-1" },
    }),
  },
  "units approve": {
    good: async (w) => {
      await proposed(w);
      return { words: [...act(w), ...w.signer(w.secondRegistrar)] };
    },
    bad: async (w) => {
      await proposed(w);
      return {
        words: [...act(w), ...key(w)],
        ...{ name: "ContractRefusal", code: "ActNeedsAnotherKey", says: "another" },
      };
    },
  },
  "units carry-out": {
    good: async (w) => {
      await proposed(w);
      await w.networkHelpers.time.increase(3 * DAY);
      return { words: [...act(w), ...key(w)] };
    },
    bad: async (w) => ({
      words: ["--act", await w.filed("act.json", "{"), ...key(w)],
      ...{ name: "ActRefused", says: "it is no JSON" },
    }),
  },
  "units withdraw": {
    good: async (w) => {
      await proposed(w);
      return { words: [...act(w), "--reason", "MISTAKE-2", ...key(w)] };
    },
    bad: (w) => ({
      words: ["--act", w.at("none.json"), "--reason", "MISTAKE-2", ...key(w)],
      ...{ name: "FileNotFound", says: "none.json" },
    }),
  },
  "units veto": {
    good: async (w) => {
      await proposed(w);
      return { words: [...act(w), "--reason", "MISTAKE-2", ...w.signer(w.guardian)] };
    },
    bad: async (w) => {
      await proposed(w);
      return {
        words: [...act(w), "--reason", "MISTAKE-2", "--signer", "env:GUARDIAN"],
        env: { GUARDIAN: "ab".repeat(31) },
        ...{ name: "SignerNeeded", says: "64 hexadecimal digits" },
      };
    },
  },
  "units payee": {
    good: async (w) => ({
      words: [
        ...[...OF, "--hold", await pledged(w), "--to", w.b.address, ...ORDER],
        ...[...act(w), ...key(w)],
      ],
    }),
    bad: (w) => ({
      words: [...OF, "--hold", HASH, "--none", ...ORDER, ...key(w)],
      ...{ name: "HoldUnknown", says: "kessai units show --wallet" },
    }),
  },
});
