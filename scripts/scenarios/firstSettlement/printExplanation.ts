import { explainTransfer } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** Asked beforehand, the lens names every rule that stands against a transfer, not only the first. */
export async function printExplanation(stage: Stage): Promise<void> {
  const { chain, people, narrator, platform, security, deal } = stage;
  const transfer = {
    token: security,
    from: people.b.address,
    to: people.stranger.address,
    units: deal.offered,
  };
  const refusals = await explainTransfer(chain.provider, platform, transfer);
  const rules = refusals.map(({ rule }) => rule);
  ensure(
    rules.includes("GiverPass") && rules.includes("TakerPass"),
    `against a transfer of the revoked to the stranger stood only ${rules.join(", ")}`,
  );
  narrator.heading(TEXTS.explained, { units: narrator.units(deal.offered) });
  for (const { code, reason } of refusals) {
    const said = reason.in(narrator.lang, narrator.names);
    narrator.print(` ${narrator.t(TEXTS.ruleCode, { code })}  ${said}`);
  }
}
