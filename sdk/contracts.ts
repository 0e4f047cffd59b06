/** The typed contracts that the rest of the sdk stands on, generated from the compiled sources. */

// A contract with an annex is typed as all that it answers to.
export type {
  Authority,
  DvpSettlement,
  ExternalCash,
  Fails,
  Fixing,
  IKycPass as KycPass,
  ISecurityToken as SecurityToken,
  IYenToken as YenToken,
  NetSettlement,
  RegistrarDesk,
  SecurityFactory,
  TokenLens,
} from "../types/index.js";
export {
  Authority__factory,
  DvpSettlement__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  KycPass__factory,
  NetSettlement__factory,
  PassAnnex__factory,
  RegistrarDesk__factory,
  SecurityAnnex__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  TokenLens__factory,
  YenAnnex__factory,
  YenToken__factory,
} from "../types/index.js";
