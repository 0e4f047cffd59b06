import { jstDateEnd } from "../../../../sdk/index.ts";
import { HASH, open, planned } from "../../meeting/meetings.ts";
import { done } from "../done.ts";
import { everyRow, KEYS } from "../everyRow.ts";

type Planned = Awaited<ReturnType<typeof planned>>;

const env = { B: KEYS[12]! };

async function written(w: Planned): Promise<string> {
  await done(w, ["meeting", "plan", w.plan, "--out", w.file]);
  return w.file;
}

async function convened(w: Planned): Promise<string> {
  const file = await written(w);
  await done(w, ["meeting", "convene", file, ...w.signer(w.registrar)]);
  return file;
}

const before = everyRow(() => planned(), {
  "meeting plan": {
    good: (w) => ({ words: [w.plan, "--out", w.file] }),
    bad: async () => ({
      words: [(await planned({ agenda: [{ document: HASH, approval: "3/2" }] })).plan],
      ...{ name: "TermsFileRefused", says: "agenda.0.approval: expected a share" },
    }),
  },
  "meeting convene": {
    good: async (w) => ({ words: [await written(w), ...w.signer(w.registrar)] }),
    bad: (w) => ({
      words: [w.plan, ...w.signer(w.registrar)],
      ...{ name: "TermsFileRefused", says: "meeting.yaml" },
    }),
  },
  "meeting count": {
    isAnybodys: true,
    good: async (w) => {
      const file = await convened(w);
      await w.goTo(jstDateEnd(w.recordDate));
      return { words: [file, ...w.signer(w.relayer)] };
    },
    bad: async (w) => ({
      words: [await convened(w), ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "is not over" },
    }),
  },
  "meeting cancel": {
    good: async (w) => ({
      words: [await convened(w), "--reason", "POSTPONED", ...w.signer(w.registrar)],
    }),
    bad: async () => {
      const w = await open();
      return {
        words: [w.file, "--reason", "POSTPONED", ...w.signer(w.registrar)],
        ...{ name: "ContractRefusal", code: "OpenedAlready", says: "open" },
      };
    },
  },
});

const under = everyRow(() => open(), {
  "meeting vote": {
    good: (w) => ({ words: [w.file, "--vote", "for,賛成", ...w.signer(w.a)] }),
    bad: (w) => ({
      words: [w.file, "--vote", "for,against,for", ...w.signer(w.a)],
      ...{ name: "ArgumentRefused", says: "the agenda has 2 items" },
    }),
  },
  "meeting appoint": {
    good: (w) => ({ words: [w.file, "--proxy", w.lawyer.address, ...w.signer(w.a)] }),
    bad: (w) => ({
      words: [w.file, "--proxy", w.lawyer.address, "--none", ...w.signer(w.a)],
      ...{ name: "ArgumentRefused", says: "Name --proxy ADDRESS, or --none" },
    }),
  },
  "meeting sign": {
    good: (w) => ({
      words: [w.file, "--vote", "for", "--to", w.at("ballot.json"), "--signer", "env:B"],
      env,
    }),
    bad: (w) => ({
      words: [w.file, "--to", w.at("ballot.json"), "--signer", "env:B"],
      env,
      ...{ name: "ArgumentRefused", says: "Say --vote, or --proxy" },
    }),
  },
  "meeting send": {
    isAnybodys: true,
    good: async (w) => {
      const ballot = w.at("ballot.json");
      const words = ["meeting", "sign", w.file, "--vote", "for", "--to", ballot];
      await done(w, [...words, "--signer", "env:B"], { env, local: true });
      return { words: [ballot, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "TermsFileRefused", says: "meeting.json" },
    }),
  },
  "meeting declare": {
    isAnybodys: true,
    good: async (w) => {
      await w.goTo(w.terms.closes + 1);
      return { words: [w.file, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [w.file, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "NotClosedYet", says: "Wait until then" },
    }),
  },
  "meeting result": {
    good: (w) => ({ words: [w.file], exit: 3 }),
    bad: (w) => ({ words: [w.at("none.json")], ...{ name: "FileNotFound", says: "none.json" } }),
  },
});

export const meetingRows = [before, under];
