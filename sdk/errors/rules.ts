/**
 * The rules that can refuse a transfer, at the place of their code (`contracts/types/Rule.sol`), each
 * with the error by which a token names it; its text is that error's. Codes are for good.
 */
export const RULES = [
  { rule: "None", error: undefined },
  { rule: "Receiver", error: "ERC20InvalidReceiver" },
  { rule: "Allowance", error: "ERC20InsufficientAllowance" },
  { rule: "Balance", error: "ERC20InsufficientBalance" },
  { rule: "NotFree", error: "UnitsNotFree" },
  { rule: "GiverPass", error: "PassNotWorking" },
  { rule: "TakerPass", error: "PassNotWorking" },
  { rule: "MayGain", error: "MayNotGain" },
  { rule: "GiverFrozen", error: "WalletFrozen" },
  { rule: "TakerFrozen", error: "WalletFrozen" },
  { rule: "Paused", error: "TokenPaused" },
  { rule: "Closed", error: "ClassClosed" },
  { rule: "LockUp", error: "LockedUp" },
  { rule: "Lot", error: "NotWholeLots" },
  { rule: "MaxInvestors", error: "TooManyInvestors" },
  { rule: "Matured", error: "ClassMatured" },
  { rule: "VenueOnly", error: "NotAVenue" },
  { rule: "BlockOnly", error: "NotTheWholeHolding" },
  { rule: "Consent", error: "ConsentMissing" },
  { rule: "MostUnits", error: "TooManyUnits" },
  { rule: "MostOfCategory", error: "TooManyOfCategory" },
  { rule: "SystemAccount", error: "NotTheFunder" },
  { rule: "InAction", error: "TokenInAction" },
] as const;

export type Rule = (typeof RULES)[number]["rule"];
