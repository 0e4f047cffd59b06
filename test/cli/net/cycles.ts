import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { formatTradeFile, type Trade } from "../../../sdk/index.ts";
import { cycleScene } from "../../settlement/support/cycleScene.ts";
import { developmentKey } from "../../support/developmentKey.ts";
import { deskOf } from "../support/desk.ts";

export const MEMBERS = {
  A: developmentKey(11),
  B: developmentKey(12),
  C: developmentKey(13),
  THIEF: developmentKey(14),
};

let folders = 0;

/** A desk before three parties whose trades nearly cancel. */
export async function cycleDesk() {
  const scene = await cycleScene();
  const w = await deskOf(scene);

  /** Files of these trades in a folder of their own. */
  async function filed(trades: readonly Trade[]) {
    const folder = w.at(`trades-${++folders}`);
    await mkdir(folder);
    for (const [index, trade] of trades.entries()) {
      const file = { chainId: w.chainId, dvp: w.platform.dvp, trade, signatures: {} };
      await writeFile(join(folder, `${index}.json`), formatTradeFile(file));
    }
    return folder;
  }
  const operator = () => w.signer(w.settlementOperator);

  /** The circle's cycle, open and fixed, with the file that its parties sign. */
  async function fixedCycle() {
    const trades = (await scene.circle()).map(({ trade }) => trade);
    const folder = await filed(trades);
    const until = new Date(((await w.now()) + 3_600) * 1_000).toISOString();
    const opened = await w.kessai([
      ...["net", "open", "--number", "7", "--until", until, ...operator(), "--json"],
    ]);
    expect(opened.exit, opened.out).to.equal(0);
    expect(opened.json.result.result.cycle).to.equal(scene.cycle);
    const request = `${folder}.request.json`;
    const fixed = await w.kessai([
      ...["net", "fix", "--number", "7", "--folder", folder, "--request", request],
      ...[...operator(), "--json"],
    ]);
    expect(fixed.exit, fixed.out).to.equal(0);
    return { trades, folder, request };
  }
  const sign = (request: string, who: string, book: string, to: string) =>
    w.kessai(
      [
        ...["net", "sign", request, "--folder", book, "--signer", `env:${who}`],
        ...["--to", to, "--json"],
      ],
      { local: true, env: MEMBERS },
    );
  const ofParty = (trades: readonly Trade[], party: string) =>
    trades.filter(({ seller, buyer }) => seller === party || buyer === party);
  return { ...scene, ...w, filed, fixedCycle, sign, ofParty };
}
