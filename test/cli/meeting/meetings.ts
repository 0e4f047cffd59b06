import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { meetingResult } from "../../../cli/commands/meeting/result.ts";
import {
  formatDate,
  jstDateEnd,
  jstDateOf,
  Meeting__factory,
  type MeetingTerms,
  parseTermsFile,
} from "../../../sdk/index.ts";
import { gathered } from "../../securities/actions/support/meetings.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { deskOf, inFolder } from "../support/desk.ts";

export const HASH = `0x${"d0".repeat(32)}`;
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();

const load = fixture(async () => {
  const m = await gathered();
  return await deskOf(m);
});

/** A plan of a bondholders' meeting with an ordinary and a special resolution: A has 60 of 100 votes, B 30. */
export async function planned(changes: Readonly<Record<string, unknown>> = {}) {
  const w = await inFolder(await load());
  const meetings = Meeting__factory.connect(w.platform.meeting, w.relayer);
  const opens = jstDateEnd(w.recordDate) + DAY;
  const fields = {
    ...{ apiVersion: "1", kind: "MeetingPlan", class: "SBI-ST-1", notice: HASH },
    ...{ recordDate: formatDate(w.recordDate, "en"), opens: iso(opens) },
    closes: iso(opens + 20 * DAY),
    agenda: [
      { document: HASH, resolution: "bondholders-ordinary" },
      { document: HASH, resolution: "bondholders-special", ofAll: "4/5" },
    ],
    excluded: [w.issuer.address],
    convocationDate: formatDate(jstDateOf(await w.now()), "en"),
    ...changes,
  };
  const [plan, file] = [w.at("meeting.yaml"), w.at("meeting.json")];
  await writeFile(plan, JSON.stringify(fields));
  const meet = async (verb: string, key: { address: string }, ...more: readonly string[]) =>
    await w.kessai(["meeting", verb, file, ...more, ...w.signer(key), "--json"]);
  return { ...w, meetings, plan, file, meet, opens };
}

/** The same, convened, its votes fixed, as it opens. */
export async function open(changes: Readonly<Record<string, unknown>> = {}) {
  const w = await planned(changes);
  const written = await w.kessai(["meeting", "plan", w.plan, "--out", w.file]);
  expect(written.exit, written.err + written.out).to.equal(0);
  const convened = await w.meet("convene", w.registrar);
  expect(convened.exit, convened.out).to.equal(0);
  const early = await w.meet("count", w.relayer);
  expect(early.json.error.message).to.include("is not over");
  await w.goTo(jstDateEnd(w.recordDate));
  const counted = await w.meet("count", w.relayer);
  expect(counted.exit, counted.out).to.equal(0);
  await w.goTo(w.opens);
  const { terms } = parseTermsFile(await readFile(w.file, "utf8"), w.file);
  const result = async () => {
    const said = await w.kessai(["meeting", "result", w.file, "--json"]);
    meetingResult.result.parse(said.json.result);
    return { exit: said.exit, ...said.json.result };
  };
  return { ...w, terms: terms as MeetingTerms, result };
}
