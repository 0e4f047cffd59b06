import { network } from "hardhat";
import {
  CategoryCountsHarness__factory,
  CategoryEndsHarness__factory,
  ClaimsWordHarness__factory,
  ClassWordHarness__factory,
  CloneArgumentsHarness__factory,
  FurtherOfficersHarness__factory,
  HolderWordHarness__factory,
  JstDateHarness__factory,
  OfficerWordHarness__factory,
  PastHoldingHarness__factory,
  PolicyWordHarness__factory,
  RecordDateHarness__factory,
  RosterWordHarness__factory,
  RulesWordHarness__factory,
  StandingHarness__factory,
} from "../../../types/index.js";

/** A fresh chain with every harness on it. None keeps state, so tests may share them. */
export async function harnesses() {
  const connection = await network.create();
  const signer = (await connection.ethers.getSigners())[0]!;
  return {
    ...connection,
    holderWord: await new HolderWordHarness__factory(signer).deploy(),
    classWord: await new ClassWordHarness__factory(signer).deploy(),
    claimsWord: await new ClaimsWordHarness__factory(signer).deploy(),
    rosterWord: await new RosterWordHarness__factory(signer).deploy(),
    furtherOfficers: await new FurtherOfficersHarness__factory(signer).deploy(),
    officerWord: await new OfficerWordHarness__factory(signer).deploy(),
    policyWord: await new PolicyWordHarness__factory(signer).deploy(),
    rulesWord: await new RulesWordHarness__factory(signer).deploy(),
    recordDate: await new RecordDateHarness__factory(signer).deploy(),
    pastHolding: await new PastHoldingHarness__factory(signer).deploy(),
    standing: await new StandingHarness__factory(signer).deploy(),
    categoryCounts: await new CategoryCountsHarness__factory(signer).deploy(),
    categoryEnds: await new CategoryEndsHarness__factory(signer).deploy(),
    jstDate: await new JstDateHarness__factory(signer).deploy(),
    cloneArguments: await new CloneArgumentsHarness__factory(signer).deploy(),
  };
}
