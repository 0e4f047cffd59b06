import { id as hashOf } from "ethers";
import {
  confirm,
  jstDateEnd,
  jstDateOf,
  type PastRegister,
  readRegisterAt,
} from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** Lets today become a record date of the class, and its day end. */
export async function passRecordDate(stage: Stage): Promise<number> {
  const { chain, narrator, classFile, security, desk } = stage;
  const now = await chain.now();
  const date = jstDateOf(now);
  const document = hashOf(`${classFile.code} record date`);
  const declared = await confirm(await desk.declareRecordDate(security, date, document));
  narrator.told(TEXTS.recordDeclared, { date: narrator.date(date) }, declared.gasUsed);
  await chain.pass(jstDateEnd(date) - now + 1);
  narrator.told(TEXTS.recordPassed, { date: narrator.date(date) });
  return date;
}

/** The register as of the record date, read after later trades. Its sum must be the supply then. */
export async function printRegisterAt(stage: Stage, date: number): Promise<PastRegister> {
  const { chain, narrator, platform, security } = stage;
  const { t } = narrator;
  const register = await readRegisterAt(chain.provider, platform, security, date);
  const total = register.rows.reduce((sum, { balance }) => sum + balance, 0n);
  ensure(total === register.supply, `at the record date ${total} were held of ${register.supply}`);

  const count = (value: bigint) => value.toLocaleString("en-US");
  narrator.heading(TEXTS.registerAtTitle, { date: narrator.date(date) });
  narrator.table(
    [
      ...register.rows.map(({ wallet, balance, held, frozen }) => [
        narrator.nameOf(wallet),
        ...[balance, held, frozen].map(count),
      ]),
      [t(TEXTS.total), count(register.supply), "", ""],
    ],
    [
      { heading: t(TEXTS.holder) },
      { heading: t(TEXTS.units), align: "right" },
      { heading: t(TEXTS.held), align: "right" },
      { heading: t(TEXTS.frozen), align: "right" },
    ],
  );
  return register;
}
