import { encodeBytes32String } from "ethers";
import { ContractRefusal, confirm, explainRefusal, type Text } from "../../../sdk/index.ts";
import { ensure } from "./faults.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";
import type { SignedTrade, Trades } from "./trades.ts";

/**
 * What strangers, thieves and latecomers try. Each attempt must be refused for the reason that it
 * should, and must move nothing.
 *
 * @param settled a trade that has settled
 * @returns how many attempts were refused
 */
export async function refuseAttempts(
  stage: Stage,
  { signed, sent, holdings }: Trades,
  settled: SignedTrade,
): Promise<number> {
  const { chain, people, narrator, classFile, pass, token, deal } = stage;
  const { a, b, stranger, thief, guardian } = people;
  const { lot } = classFile.transfer;
  let refused = 0;

  const refuse = async (attempt: Text, code: string, run: () => Promise<unknown>) => {
    const before = await holdings();
    const reason = await refusalOf(stage, run, attempt.en);
    ensure(reason.code === code, `"${attempt.en}" was refused for ${reason.code}, not ${code}`);
    const after = await holdings();
    ensure(
      after.every((value, index) => value === before[index]),
      `"${attempt.en}" moved something`,
    );
    refused += 1;
    const sentence = reason.in(narrator.lang, narrator.names);
    narrator.print(` ${refused}  ${narrator.t(attempt)}\n    → ${sentence}`);
  };

  const unpassed = await signed(a, stranger, lot, deal.price);
  await refuse(TEXTS.attemptNoPass, "PassNotWorking", () => sent(unpassed));
  await refuse(TEXTS.attemptThief, "PassNotWorking", async () =>
    confirm(await token.connect(a).transfer(thief.address, lot)),
  );
  await refuse(TEXTS.attemptReplay, "NonceUsed", () => sent(settled));
  const late = await signed(a, b, lot, deal.price, 10);
  await chain.pass(30);
  await refuse(TEXTS.attemptExpired, "TooLate", () => sent(late));
  const overtaken = await signed(a, b, lot, deal.price);
  await confirm(
    await pass.connect(guardian).revoke(b.address, encodeBytes32String("screening hit")),
  );
  await refuse(TEXTS.attemptRevoked, "PassNotWorking", () => sent(overtaken));
  return refused;
}

async function refusalOf(
  { chain, platform }: Stage,
  run: () => Promise<unknown>,
  attempt: string,
): Promise<ContractRefusal> {
  try {
    await run();
  } catch (error) {
    const explained = await explainRefusal(chain.provider, platform.pass, error);
    if (explained instanceof ContractRefusal) return explained;
    throw explained;
  }
  ensure(false, `"${attempt}" was not refused`);
  throw new Error("unreachable");
}
