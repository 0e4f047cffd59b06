import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { HDNodeWallet } from "ethers";
import { meetingPlan } from "../../../cli/commands/meeting/plan.ts";
import { meetingSign } from "../../../cli/commands/meeting/sign.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { type MeetingTerms, parseTermsFile } from "../../../sdk/index.ts";

const WORDS = "test test test test test test test test test test test junk";
const keyOf = (place: number) =>
  HDNodeWallet.fromPhrase(WORDS, "", `m/44'/60'/0'/0/${place}`).privateKey;

import { HASH, open, planned } from "./meetings.ts";

describe("kessai meeting plan", () => {
  it("writes terms by their id, and finds what the law's notices lack", async () => {
    const w = await planned();
    const said = await w.kessai(["meeting", "plan", w.plan, "--out", w.file, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    meetingPlan.result.parse(said.json.result);
    const { terms } = parseTermsFile(await readFile(w.file, "utf8"), w.file);
    const { agenda, excluded, ...rest } = terms as MeetingTerms;
    const id = await w.meetings.idOf({ ...rest, agenda: [...agenda], excluded: [...excluded] });
    expect(said.json.result.id).to.equal(id);
    expect(agenda[1]?.ofAll).to.deep.equal({ numerator: 4n, denominator: 5n, more: false });
    const late = await planned({ convocationDate: "2027-04-20" });
    const found = await late.kessai(["meeting", "plan", late.plan, "--lang", "ja"]);
    expect(found.exit).to.equal(2);
    expect(found.out).to.include("招集通知の発送日");
  });

  it("names every fault: a share that cannot be, an item without any", async () => {
    const w = await planned({ agenda: [{ document: HASH, approval: "3/2" }, { document: HASH }] });
    const said = await w.kessai(["meeting", "plan", w.plan, "--json"]);
    expect(said.json.error.name).to.equal("TermsFileRefused");
    expect(said.json.error.message).to.include("agenda.0.approval: expected a share");
    expect(said.json.error.message).to.include("agenda.1: expected resolution");
  });
});

describe("kessai meeting, from the convocation to the result", () => {
  it("counts calls, signed ballots and a proxy's, and says what was adopted", async () => {
    const w = await open();
    const voted = await w.meet("vote", w.a, "--vote", "for,賛成");
    expect(voted.exit, voted.out).to.equal(0);
    expect(voted.json.result.result).to.deep.include({ votes: "60" });
    const ballot = w.at("ballot.json");
    const signed = await w.kessai(
      [
        ...["meeting", "sign", w.file, "--vote", "for,against", "--to", ballot],
        ...["--signer", "env:B", "--json"],
      ],
      { env: { B: keyOf(12) }, local: true },
    );
    expect(signed.exit, signed.out).to.equal(0);
    meetingSign.result.parse(signed.json.result);
    const sent = await w.kessai(["meeting", "send", ballot, ...w.signer(w.relayer), "--json"]);
    expect(sent.exit, sent.out).to.equal(0);
    writtenSchema.parse(sent.json.result);
    const twice = await w.kessai(["meeting", "send", ballot, ...w.signer(w.relayer), "--json"]);
    expect(twice.exit).to.equal(2);
    expect(await w.result()).to.deep.include({ exit: 3, present: "90", total: "100" });
    await w.goTo(w.terms.closes + 1);
    const result = await w.result();
    expect(result.exit).to.equal(2);
    expect(result.outcomes.map(({ adopted }: { adopted: boolean }) => adopted)).to.deep.equal([
      true,
      false,
    ]);
    expect(result.outcomes[1]).to.deep.include({ votesFor: "60", votesAgainst: "30" });
    const declared = await w.meet("declare", w.relayer);
    expect(declared.exit, declared.out).to.equal(0);
    expect(await w.result()).to.deep.include({ phase: "declared" });
  });

  it("lets a proxy vote who was appointed, and nobody else; votes can be divided where they may", async () => {
    const w = await open({ splits: "true" });
    const not = await w.meet("vote", w.lawyer, "--vote", "for", "--holder", w.a.address);
    expect(not.json.error.message).to.include("is no proxy of");
    const appointed = await w.meet("appoint", w.a, "--proxy", w.lawyer.address);
    expect(appointed.exit, appointed.out).to.equal(0);
    const said = await w.meet(
      ...(["vote", w.lawyer, "--holder", w.a.address, "--vote", "25:for"] as const),
      ...["--vote", "against"],
    );
    expect(said.exit, said.out).to.equal(0);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.goTo(w.terms.closes + 1);
    const [first] = (await w.result()).outcomes;
    expect(first).to.deep.include({ votesFor: "25", votesAgainst: "35" });
    await restore();
    const ended = await w.meet("appoint", w.a, "--none");
    expect(ended.exit, ended.out).to.equal(0);
    expect(await w.result()).to.deep.include({ present: "0" });
  });

  it("refuses strangers, half a ballot, words that are no choice, and a second thought after it opened", async () => {
    const w = await open();
    const thief = await w.meet("vote", w.thief, "--vote", "for");
    expect(thief.json.error.code).to.equal("PassNotWorking");
    const half = await w.meet("vote", w.a, "--vote", "for,against,for");
    expect(half.json.error.message).to.include("the agenda has 2 items");
    const word = await w.meet("vote", w.a, "--vote", "maybe");
    expect(word.json.error.name).to.equal("ArgumentRefused");
    const divided = await w.meet("vote", w.a, "--vote", "1:for", "--vote", "against");
    expect(divided.json.error.code).to.equal("VotesNotDivisible");
    const late = await w.meet("cancel", w.registrar, "--reason", "LOST");
    expect(late.json.error.code).to.equal("OpenedAlready");
    const forged = w.at("forged.json");
    await w.kessai(
      [
        ...["meeting", "sign", w.file, "--vote", "for", "--to", forged, "--appointment", "0"],
        ...["--holder", w.a.address, "--signer", "env:THIEF", "--json"],
      ],
      { env: { THIEF: keyOf(14) }, local: true },
    );
    const sent = await w.kessai(["meeting", "send", forged, ...w.signer(w.relayer), "--json"]);
    expect(sent.exit).to.equal(2);
    expect(sent.json.result.calls[0].why).to.include("sign");
  });

  it("is called off before it opens", async () => {
    const w = await planned();
    await w.kessai(["meeting", "plan", w.plan, "--out", w.file]);
    await w.meet("convene", w.registrar);
    const said = await w.meet("cancel", w.registrar, "--reason", "POSTPONED");
    expect(said.exit, said.out).to.equal(0);
    const result = await w.kessai(["meeting", "result", w.file, "--json"]);
    expect(result.exit).to.equal(2);
    expect(result.json.result.phase).to.equal("cancelled");
  });
});
