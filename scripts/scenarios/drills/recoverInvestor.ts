import type { Key } from "./drillChain.ts";
import { type DrillStage, VERB } from "./drillStage.ts";
import type { Tale } from "./tale.ts";

/**
 * Once the veto window is over: two registrar keys move the lost wallet's units of each class, the yen
 * operator its yen, to the wallet that the pass names as its successor.
 */
export async function recoverHoldings(tale: Tale, stage: DrillStage, lost: Key, successor: Key) {
  const { people, tokens, yen } = stage;
  const orders = [];
  for (const each of tokens) {
    orders.push(...(await stage.ordered([VERB.Recovery, each, lost, { to: successor }])));
  }
  await tale.does(
    {
      en: "By two registrar keys the units of both classes go to the new wallet",
      ja: "原簿管理人2名の鍵で両銘柄の権利を新ウォレットに移転",
    },
    ...orders,
  );
  await tale.does(
    {
      en: "The yen operator moves the yen, those being redeemed included",
      ja: "円トークン発行者が償還請求中の分も含め円を移転",
    },
    () => yen.connect(people.yenOperator).recover(lost.address),
  );
}
