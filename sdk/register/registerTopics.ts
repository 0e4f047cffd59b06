import {
  IKycPass__factory,
  ISecurityToken__factory,
  RegistrarDesk__factory,
} from "../contracts.ts";

const token = ISecurityToken__factory.createInterface();
const desk = RegistrarDesk__factory.createInterface();
const pass = IKycPass__factory.createInterface();

/** First topics of the events of which a register is made. */
export const TOPICS = {
  transfer: token.getEvent("Transfer").topicHash,
  holdPlaced: token.getEvent("HoldPlaced").topicHash,
  holdReleased: token.getEvent("HoldReleased").topicHash,
  holdRescaled: token.getEvent("HoldRescaled").topicHash,
  payeeChanged: token.getEvent("PayeeChanged").topicHash,
  frozen: token.getEvent("Frozen").topicHash,
  walletFrozenChanged: token.getEvent("WalletFrozenChanged").topicHash,
  walletRecovered: token.getEvent("WalletRecovered").topicHash,
  actionBegun: token.getEvent("ActionBegun").topicHash,
  actionEnded: token.getEvent("ActionEnded").topicHash,
  unitsEncumbered: desk.getEvent("UnitsEncumbered").topicHash,
  passGranted: pass.getEvent("PassGranted").topicHash,
} as const;
