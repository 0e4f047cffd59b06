/** The typed contracts that the rest of the sdk stands on, generated from the compiled sources. */

export type {
  Authority,
  DvpSettlement,
  KycPass,
  RegistrarDesk,
  SecurityFactory,
  SecurityToken,
  TokenLens,
  YenToken,
} from "../types/index.js";
export {
  Authority__factory,
  DvpSettlement__factory,
  KycPass__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  TokenLens__factory,
  YenToken__factory,
} from "../types/index.js";
