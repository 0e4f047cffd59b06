import { formatYen, readPassStatus, readRegister, type Text } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const NOTHING = { balance: 0n, free: 0n, held: 0n, frozen: 0n };

/** The register of the class, with everybody's yen beside it. Its sum must be the supply. */
export async function printRegister(stage: Stage, when: Text): Promise<void> {
  const { chain, people, narrator, platform, security, token, yen } = stage;
  const { t } = narrator;
  const rows = await readRegister(chain.provider, security);
  const total = rows.reduce((sum, { balance }) => sum + balance, 0n);
  const supply = await token.totalSupply();
  ensure(total === supply, `the balances sum to ${total}, the supply is ${supply}`);

  const known = [people.issuer, people.a, people.b].map(({ address }) => address);
  const wallets = new Set([...known, ...rows.map(({ wallet }) => wallet)]);
  const count = (value: bigint) => value.toLocaleString("en-US");
  const cells = await Promise.all(
    [...wallets].map(async (wallet) => {
      const { balance, free, held, frozen } = rows.find((row) => row.wallet === wallet) ?? NOTHING;
      const money = formatYen(await yen.balanceOf(wallet));
      const status = await readPassStatus(chain.provider, platform.pass, wallet);
      const passNow = t(status === "working" ? TEXTS.passWorks : TEXTS.passEnded);
      const figures = [balance, free, held, frozen].map(count);
      return [narrator.nameOf(wallet), ...figures, money, passNow];
    }),
  );
  narrator.heading(TEXTS.registerTitle, { when: t(when) });
  narrator.table(
    [...cells, [t(TEXTS.total), count(total), "", "", "", formatYen(await yen.totalSupply()), ""]],
    [
      { heading: t(TEXTS.holder) },
      { heading: t(TEXTS.units), align: "right" },
      { heading: t(TEXTS.free), align: "right" },
      { heading: t(TEXTS.held), align: "right" },
      { heading: t(TEXTS.frozen), align: "right" },
      { heading: t(TEXTS.yen), align: "right" },
      { heading: t(TEXTS.passHeading) },
    ],
  );
}
