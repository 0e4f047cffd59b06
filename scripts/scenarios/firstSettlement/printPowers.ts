import { type PowerRow, readPowers } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import { shortened } from "./narrator.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** Who can do what after which delay, as the chain says. The deployer must have kept nothing. */
export async function printPowers(stage: Stage): Promise<void> {
  const { chain, people, narrator, platformFile, platform } = stage;
  const { t } = narrator;
  const powers = await readPowers(chain.provider, platform, platformFile);
  const deployer = people.deployer.address;
  ensure(
    powers.every(({ holder }) => holder !== deployer),
    "the deployer kept a power",
  );
  const { quorum, officers } = platformFile.passes;
  const count = officers.length;
  narrator.heading(TEXTS.powers);
  narrator.table(
    [
      [
        t(TEXTS.officers),
        t(TEXTS.keys, { count }),
        t(TEXTS.atOnce),
        t(TEXTS.officersRow, { quorum, count }),
      ],
      ...[...Map.groupBy(powers, ({ role }) => role).values()].map((holders) => {
        const [{ role, holder, delay, may }] = holders as [PowerRow, ...PowerRow[]];
        const count = holders.length;
        return [
          t(role),
          count === 1 ? shortened(holder) : t(TEXTS.keys, { count }),
          delay === 0 ? t(TEXTS.atOnce) : narrator.duration(delay),
          t(may),
        ];
      }),
      [t(TEXTS.deployer), shortened(deployer), "", t(TEXTS.nothing)],
    ],
    [
      { heading: t(TEXTS.role) },
      { heading: t(TEXTS.key) },
      { heading: t(TEXTS.after), align: "right" },
      { heading: t(TEXTS.may) },
    ],
  );
}
