import {
  attestation,
  type Claims,
  type ClassFile,
  confirm,
  type Grant,
  grantTypedData,
  type InvestorCategory,
  type JstDate,
  jstDateOf,
  signTypedData,
} from "../../../sdk/index.ts";
import { investorCategory } from "./investorCategory.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const DAY_SECONDS = 86_400;
const YEAR_DAYS = 365;
const JAPAN = 392;
const CATEGORY_CLAIM: Readonly<Partial<Record<InvestorCategory, keyof Claims>>> = {
  specified: "specifiedUntil",
  qii: "qiiUntil",
  "special-business-eligible": "specialBusinessUntil",
  "broker-dealer": "brokerDealerUntil",
};

/** Passes for issuer, A and B before the offer, by a quorum of officers; nobody vetoes. Gas of the last. */
export async function grantPasses(stage: Stage): Promise<bigint> {
  const { chain, people, narrator, platformFile, classFile, platform, classNumber, pass } = stage;
  const { quorum, officers, vetoWindow } = platformFile.passes;
  const claims = investorClaims(classFile, jstDateOf(await chain.now()) + YEAR_DAYS);
  let gas = 0n;
  for (const { address: wallet } of [people.issuer, people.a, people.b]) {
    const grant: Grant = {
      wallet,
      claims,
      classes: [0, classNumber],
      seq: Number(await pass.seqOf(wallet)),
      deadline: (await chain.now()) + DAY_SECONDS,
    };
    const data = grantTypedData(platform.chainId, platform.pass, grant);
    const attestations = await Promise.all(
      people.officers.map(async (officer, index) =>
        attestation(index + 1, await signTypedData(officer, data)),
      ),
    );
    gas = (await confirm(await pass.grant(grant, attestations))).gasUsed;
    const who = narrator.nameOf(wallet);
    const expiry = narrator.date(claims.expiry);
    narrator.told(TEXTS.passGranted, { who, quorum, officers: officers.length, expiry }, gas);
  }
  await chain.pass(vetoWindow);
  narrator.told(TEXTS.windowPassed, { window: narrator.duration(vetoWindow) });
  return gas;
}

/** Claims that the class admits: of one of its categories, and its first residence. */
function investorClaims(classFile: ClassFile, until: JstDate): Claims {
  const { residences } = classFile.holders;
  const claim = CATEGORY_CLAIM[investorCategory(classFile)];
  return {
    residence: residences === "any" ? JAPAN : (residences[0]?.numeric ?? JAPAN),
    taxClass: 0,
    specifiedUntil: 0,
    qiiUntil: 0,
    specialBusinessUntil: 0,
    brokerDealerUntil: 0,
    expiry: until,
    screenedUntil: until,
    ...(claim === undefined ? {} : { [claim]: until }),
  };
}
