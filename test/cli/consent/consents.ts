import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { consentList } from "../../../cli/commands/consent/list.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { rulesWord } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY, world } from "../../support/world.ts";
import { deskOf, inFolder } from "../support/desk.ts";

const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();

/** A desk whose class moves by the issuer's consent; A has 10 units of it. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  const token = await w.openClass({ rules: rulesWord({ consent: true }) });
  await w.desk.issue(token, w.a, 10n, encodeBytes32String("issue"));
  return await deskOf({ ...w, bond: token });
});

export async function ready() {
  const w = await inFolder(await load());
  const until = iso((await w.now()) + DAY);
  const pair = ["--class", "SBI-ST-1", "--from", w.a.address, "--to", w.b.address];
  const what = [...pair, "--units", "4", "--until", until];
  const consent = async (verb: string, key: { address: string }, ...words: readonly string[]) =>
    await w.kessai(["consent", verb, ...words, ...w.signer(key), "--json"]);
  const list = async (...words: readonly string[]) => {
    const said = await w.kessai(["consent", "list", ...words, "--json"]);
    consentList.result.parse(said.json.result);
    return said.json.result.consents as { state: string; left: string; number: string }[];
  };
  const transfer = async () =>
    await w.kessai([
      ...["units", "transfer", "--class", "SBI-ST-1", "--to", w.b.address, "--units", "4"],
      ...[...w.signer(w.a), "--json"],
    ]);
  return { ...w, pair, what, consent, list, transfer };
}

export async function applied() {
  const w = await ready();
  const said = await w.consent("apply", w.a, ...w.what);
  expect(said.exit, said.out).to.equal(0);
  writtenSchema.parse(said.json.result);
  return { ...w, id: said.json.result.result.id as string };
}
