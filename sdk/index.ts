/** The sdk's only door. */

export type { KycPass, SecurityToken, YenToken } from "./contracts.ts";
export {
  Authority__factory,
  BondLifecycle__factory,
  Distribution__factory,
  DvpSettlement__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  KycPass__factory,
  Meeting__factory,
  NetSettlement__factory,
  Offering__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  Split__factory,
  TaxTable__factory,
  TokenLens__factory,
} from "./contracts.ts";
export { type DecodeCsvErrors, type DecodedCsv, decodeCsv } from "./csv/decodeCsv.ts";
export { formatCsv } from "./csv/formatCsv.ts";
export { type Csv, type CsvCell, type ParseCsvErrors, parseCsv } from "./csv/parseCsv.ts";
export { classSteps } from "./deploy/classSteps.ts";
export { classTerms, IssuerUnknown } from "./deploy/classTerms.ts";
export { type ClassDeployed, deployClass } from "./deploy/deployClass.ts";
export { type Deployment, deploymentSchema } from "./deploy/deployment.ts";
export { deployPlatform, type Platform, type PlatformDeployed } from "./deploy/deployPlatform.ts";
export { openedClass } from "./deploy/openedClass.ts";
export { platformOf } from "./deploy/platformOf.ts";
export { platformSteps } from "./deploy/platformSteps.ts";
export {
  POWERS,
  type Power,
  type RestrictedContract,
  type RoleName,
} from "./deploy/powers.ts";
export {
  DeploymentMalformed,
  DeploymentNotFound,
  type ReadDeploymentErrors,
  readDeployment,
} from "./deploy/readDeployment.ts";
export {
  type AddressOf,
  type Argument,
  type CallData,
  type CallStep,
  CONTRACTS,
  type ContractName,
  type DeployStep,
  interfaceOf,
  isAddressOf,
  isCallData,
  type Step,
} from "./deploy/steps.ts";
export { type AccountKeeping, accountKeepingTypedData } from "./encode/accountKeepingTypedData.ts";
export { attestation } from "./encode/attestation.ts";
export type { Authorization } from "./encode/authorization.ts";
export { ballotChoices, type Choice } from "./encode/ballotChoices.ts";
export { type Ballot, type BallotPart, ballotTypedData } from "./encode/ballotTypedData.ts";
export {
  type AuthorizationCancelled,
  cancelAuthorizationTypedData,
} from "./encode/cancelAuthorizationTypedData.ts";
export { type Consent, consentTypedData } from "./encode/consentTypedData.ts";
export { cycleId } from "./encode/cycleId.ts";
export { type Enrolment, enrolmentTypedData } from "./encode/enrolmentTypedData.ts";
export { type Grant, grantTypedData } from "./encode/grantTypedData.ts";
export { HOLD_PURPOSES, type HoldIdentity, type HoldPurpose, holdId } from "./encode/holdId.ts";
export { type Link, linkTypedData } from "./encode/linkTypedData.ts";
export { type NetVector, netVectorTypedData } from "./encode/netVectorTypedData.ts";
export {
  OFFERING_METHODS,
  type OfferingMethod,
  type OfferingTerms,
  offeringId,
} from "./encode/offeringId.ts";
export type { Attestation, Claims } from "./encode/passTypes.ts";
export {
  type PaymentDecision,
  paymentDecisionTypedData,
} from "./encode/paymentDecisionTypedData.ts";
export { type PaymentOutcome, paymentOutcomeTypedData } from "./encode/paymentOutcomeTypedData.ts";
export { type Permit, permitTypedData } from "./encode/permitTypedData.ts";
export { categoryBits, policyWord } from "./encode/policyWord.ts";
export { type ProxyAppointment, proxyTypedData } from "./encode/proxyTypedData.ts";
export { type RateReport, rateReportTypedData } from "./encode/rateReportTypedData.ts";
export { type Reattestation, reattestationTypedData } from "./encode/reattestationTypedData.ts";
export { receiveAuthorizationTypedData } from "./encode/receiveAuthorizationTypedData.ts";
export {
  type Reclassification,
  reclassificationTypedData,
} from "./encode/reclassificationTypedData.ts";
export { type Recovery, recoveryTypedData } from "./encode/recoveryTypedData.ts";
export { type Reinstatement, reinstatementTypedData } from "./encode/reinstatementTypedData.ts";
export { type Renewal, renewalTypedData } from "./encode/renewalTypedData.ts";
export { type Revocation, revocationTypedData } from "./encode/revocationTypedData.ts";
export { type Rules, rulesWord } from "./encode/rulesWord.ts";
export { signTypedData } from "./encode/signTypedData.ts";
export { type Suspension, suspensionTypedData } from "./encode/suspensionTypedData.ts";
export { type SystemGrant, systemGrantTypedData } from "./encode/systemGrantTypedData.ts";
export type { TypedData, TypedDataSigner } from "./encode/TypedData.ts";
export { tradeId } from "./encode/tradeId.ts";
export { type Trade, tradeTypedData } from "./encode/tradeTypedData.ts";
export { transferAuthorizationTypedData } from "./encode/transferAuthorizationTypedData.ts";
export { ContractRefusal } from "./errors/ContractRefusal.ts";
export { ERROR_TEXTS, PASS_STATUS_TEXTS } from "./errors/errorTexts.ts";
export { ChainFault, type Explained, explainError } from "./errors/explainError.ts";
export { RULES, type Rule } from "./errors/rules.ts";
export { type Change, changes } from "./files/changes.ts";
export { type ClassFileField, classFileFields } from "./files/classFileFields.ts";
export { FileNotFound } from "./files/FileNotFound.ts";
export { FileRefused, type Finding } from "./files/FileRefused.ts";
export { FileUnreadable } from "./files/FileUnreadable.ts";
export { type Normal, normalForm } from "./files/normalForm.ts";
export {
  type BondClassFile,
  type BondTerms,
  type BondUnit,
  type ClassFile,
  type ClassType,
  type DisclosedDocument,
  type InvestorCategory,
  type LegalKind,
  type OtherClassFile,
  type ParseClassFileErrors,
  type Placement,
  type PricedUnit,
  type PublicRecord,
  type PublicStatement,
  parseClassFile,
  type ScheduleEntry,
} from "./files/parseClassFile.ts";
export {
  type ParsePlacementFileErrors,
  type PlacementFile,
  type PlacementSource,
  parsePlacementFile,
} from "./files/parsePlacementFile.ts";
export {
  type ParsePlatformFileErrors,
  type PlatformFile,
  type PlatformIssuer,
  type PlatformRole,
  type PlatformSettlement,
  parsePlatformFile,
} from "./files/parsePlatformFile.ts";
export { PLACEMENTS } from "./files/placements.ts";
export { type ReadBytesErrors, readBytes } from "./files/readBytes.ts";
export { type ReadClassFileErrors, readClassFile } from "./files/readClassFile.ts";
export { type ReadPlatformFileErrors, readPlatformFile } from "./files/readPlatformFile.ts";
export { readText } from "./files/readText.ts";
export { type Residence, residences } from "./files/residences.ts";
export { type Solicitation, solicitationOf } from "./files/solicitationOf.ts";
export { displayWidth } from "./format/displayWidth.ts";
export { type FormatDateErrors, formatDate } from "./format/formatDate.ts";
export { formatDuration } from "./format/formatDuration.ts";
export { formatGas } from "./format/formatGas.ts";
export { type FormatTimeErrors, formatTime } from "./format/formatTime.ts";
export { formatUnits } from "./format/formatUnits.ts";
export { formatYen } from "./format/formatYen.ts";
export {
  DateRefused,
  FIRST_JST_DATE,
  isJstDate,
  type JstDate,
  LAST_JST_DATE,
} from "./format/JstDate.ts";
export { jstDateEnd } from "./format/jstDateEnd.ts";
export { jstDateOf } from "./format/jstDateOf.ts";
export { type ParseJstDateErrors, parseJstDate } from "./format/parseJstDate.ts";
export {
  type TableColumn,
  type TableErrors,
  type TableParameters,
  TableRowRefused,
  table,
} from "./format/table.ts";
export {
  type AccruedInterest,
  type AccruedInterestErrors,
  AccruedRefused,
  accruedInterest,
} from "./life/accruedInterest.ts";
export { allotmentOf } from "./life/allotmentOf.ts";
export {
  type BondPeriod,
  type BondScheduleErrors,
  type BondScheduleOptions,
  bondSchedule,
  type PartialRepayment,
} from "./life/bondSchedule.ts";
export {
  type BondTermsErrors,
  type BondTermsOptions,
  bondTerms,
  type RegisteredBond,
  type RegisteredPeriod,
} from "./life/bondTerms.ts";
export { bondTermsHash } from "./life/bondTermsHash.ts";
export { type BusinessDayErrors, businessDay, type HolidayRule } from "./life/businessDay.ts";
export { DateOutsideCalendar, FIRST_CALENDAR_DAY, LAST_CALENDAR_DAY } from "./life/calendar.ts";
export { calendarVersion } from "./life/calendarVersion.ts";
export type { DistributionTerms } from "./life/DistributionTerms.ts";
export { type Distribution, type InvestorPayment, PaymentRefused } from "./life/distribution.ts";
export {
  type DistributionReconciliation,
  type DistributionReconciliationErrors,
  type DistributionReconciliationParameters,
  DistributionUnbalanced,
  distributionReconciliation,
} from "./life/distributionReconciliation.ts";
export { distributionReconciliationCsv } from "./life/distributionReconciliationCsv.ts";
export {
  distributionReconciliationJson,
  distributionReconciliationSchema,
} from "./life/distributionReconciliationJson.ts";
export { type GrossOfErrors, GrossRefused, grossOf } from "./life/grossOf.ts";
export { type IsBusinessDayErrors, isBusinessDay } from "./life/isBusinessDay.ts";
export type { HolderItem, HolderJob } from "./life/jobs/HolderJob.ts";
export { HoldersUnknown, payJob } from "./life/jobs/payJob.ts";
export { NodeUnreachable } from "./life/jobs/persistently.ts";
export { rescaleJob } from "./life/jobs/rescaleJob.ts";
export {
  type ChunkDone,
  type HolderJobOptions,
  type HolderJobReport,
  HoldersLeft,
  type RunHolderJobErrors,
  runHolderJob,
} from "./life/jobs/runHolderJob.ts";
export {
  type NoticeFinding,
  type NoticeFindingsErrors,
  type NoticePlan,
  type NoticeRule,
  noticeFindings,
} from "./life/noticeFindings.ts";
export {
  type OfferingOptions,
  offeringTerms,
  SolicitationListWanted,
} from "./life/offeringTerms.ts";
export {
  type NoticeOverridden,
  NoticeReasonMissing,
  type OverrideNoticeErrors,
  overrideNotice,
} from "./life/overrideNotice.ts";
export { PER_YEN_SCALE } from "./life/perYen.ts";
export { type RatesOfErrors, ratesOf, TaxRateUnknown } from "./life/ratesOf.ts";
export type { PaymentsPerYear } from "./life/regularPeriods.ts";
export {
  PaymentsPerYearUnclear,
  PeriodIrregular,
  RepaymentRefused,
} from "./life/scheduleErrors.ts";
export { solicitationWindow } from "./life/solicitationWindow.ts";
export { type Statement, type StatementOfErrors, statementOf } from "./life/statementOf.ts";
export { type StatementsCsvErrors, statementsCsv } from "./life/statementsCsv.ts";
export {
  type StatementsJsonErrors,
  statementsJson,
  statementsSchema,
} from "./life/statementsJson.ts";
export {
  type MeetingAct,
  type MeetingTally,
  type TallyParameters,
  tallyOf,
  type VotedItem,
  type VoteShare,
} from "./life/tallyOf.ts";
export { type Taxes, type TaxesOfErrors, TaxesRefused, taxesOf } from "./life/taxesOf.ts";
export {
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  type PaymentKind,
  RATE_SCALE,
  TAX_CLASSES,
  TAX_RATES,
  type TaxRateRow,
  type TaxRates,
} from "./life/taxRates.ts";
export { formatBundle, type ParseBundleErrors, parseBundle } from "./officers/bundle.ts";
export {
  type Bundle,
  type Collected,
  type CollectSignaturesErrors,
  type CollectSignaturesParameters,
  collectSignatures,
  RequestExpired,
  type SignatureFault,
  type SignatureFile,
  SignaturesMissing,
} from "./officers/collectSignatures.ts";
export { COLUMNS, type Column, HEADINGS } from "./officers/columns.ts";
export { compareLedger, type LedgerDifferences } from "./officers/compareLedger.ts";
export { describeItem, readable, VERB_TEXTS } from "./officers/describeItem.ts";
export {
  appendLedger,
  LedgerBroken,
  type LedgerEntry,
  ledgerEntries,
  type ReadLedgerErrors,
  readLedger,
} from "./officers/ledger.ts";
export {
  type GrantRow,
  type LinkRow,
  type ParsedRows,
  type ParseRowsErrors,
  type ParseRowsParameters,
  parseRows,
  type ReasonRow,
  type ReclassifyRow,
  type RecoverRow,
  type RenewRow,
  type Row,
  type VerbRows,
} from "./officers/parseRows.ts";
export {
  DEADLINE_DAYS,
  NothingToPrepare,
  type Prepared,
  type PrepareRequestErrors,
  type PrepareRequestParameters,
  prepareRequest,
} from "./officers/prepareRequest.ts";
export {
  GRANTS_PER_TRANSACTION,
  type RelayBundleErrors,
  type RelayBundleParameters,
  RelayerBusy,
  type RowResult,
  relayBundle,
} from "./officers/relayBundle.ts";
export {
  formatRequest,
  hashRequest,
  type OfficersRequest,
  type ParseRequestErrors,
  parseRequest,
  type RequestItem,
  RequestRefused,
  type RequestRow,
} from "./officers/request.ts";
export { OUTCOME_TEXTS, resultCsv } from "./officers/resultCsv.ts";
export {
  formatSignatures,
  type OfficerSignatures,
  type ParseSignaturesErrors,
  parseSignatures,
} from "./officers/signatures.ts";
export { type OfficerKey, signRequest } from "./officers/signRequest.ts";
export {
  isVerb,
  PAGE,
  VERBS,
  type Verb,
  type VerbMessage,
  type VerbMessages,
} from "./officers/verbs.ts";
export { classesOf } from "./read/classesOf.ts";
export { distributionTermsOf } from "./read/distributionTermsOf.ts";
export { explainRefusal } from "./read/explainRefusal.ts";
export {
  type ExplainTransferErrors,
  explainTransfer,
  TokenRefused,
  type Transfer,
  type TransferRefusal,
} from "./read/explainTransfer.ts";
export { foreseenClass } from "./read/foreseenClass.ts";
export { type PassAct, readAttestations } from "./read/readAttestations.ts";
export {
  type DistributionRead,
  DistributionUnknown,
  type ReadDistributionErrors,
  readDistribution,
} from "./read/readDistribution.ts";
export { type HoldsByWallet, readHolds } from "./read/readHolds.ts";
export { type Officer, type Officers, readOfficers } from "./read/readOfficers.ts";
export { type Pass, readPass } from "./read/readPass.ts";
export { type PassStatus, readPassStatus } from "./read/readPassStatus.ts";
export { readPaymentInstructions } from "./read/readPaymentInstructions.ts";
export { type PowerRow, readPowers } from "./read/readPowers.ts";
export { type RegisterRow, readRegister } from "./read/readRegister.ts";
export {
  type PastRegister,
  type PastRegisterRow,
  type ReadRegisterAtErrors,
  RecordDateMissing,
  readRegisterAt,
} from "./read/readRegisterAt.ts";
export { readTradeQueue, type TradeQueue, type WaitingTrade } from "./read/readTradeQueue.ts";
export { readUnattested, type Unattested } from "./read/readUnattested.ts";
export { requireChain, WrongChain } from "./read/requireChain.ts";
export { WalletRefused } from "./settlement/byWallet.ts";
export {
  type CheckTradeFileParameters,
  checkTradeFile,
  type SignatureFinding,
  type SignatureState,
  type TradeFileChecked,
} from "./settlement/checkTradeFile.ts";
export {
  circularGridlock,
  type ExampleRole,
  type QueueExample,
} from "./settlement/circularGridlock.ts";
export { compareInstructions } from "./settlement/compareInstructions.ts";
export type { Mismatch } from "./settlement/compareTrades.ts";
export {
  AmountRefused,
  type DecimalAmountErrors,
  decimalAmount,
} from "./settlement/decimalAmount.ts";
export {
  type EndToEndIdErrors,
  EndToEndIdUnknown,
  endToEndId,
  TradeIdRefused,
  type TradeOfEndToEndIdErrors,
  tradeOfEndToEndId,
} from "./settlement/endToEndId.ts";
export {
  type FailChargeErrors,
  type FailChargeParameters,
  FailChargeRefused,
  failCharge,
} from "./settlement/failCharge.ts";
export { failRatePerDay } from "./settlement/failRatePerDay.ts";
export {
  type CopyDifference,
  type MergeTradeFilesErrors,
  mergeTradeFiles,
  TradeFilesDiffer,
} from "./settlement/mergeTradeFiles.ts";
export {
  AssetIsBoth,
  type NetList,
  type NetOfErrors,
  type NettedTrade,
  netOf,
  TermsEpochsDiffer,
} from "./settlement/netOf.ts";
export {
  type NewTradeErrors,
  type NewTradeParameters,
  newTrade,
  type TradeFault,
  TradeRefused,
} from "./settlement/newTrade.ts";
export type { PartyKey } from "./settlement/PartyKey.ts";
export type { PaymentInstruction } from "./settlement/PaymentInstruction.ts";
export {
  CurrenciesDiffer,
  type Institution,
  InstitutionMissing,
  NothingToPay,
  PACS_009_VERSION,
  type Pacs009Errors,
  type Pacs009Parameters,
  PaidTwice,
  PaymentFieldRefused,
  pacs009,
  type SettlementMethod,
} from "./settlement/pacs009.ts";
export {
  type PaymentInstructionCsvErrors,
  type PaymentInstructionCsvParameters,
  paymentInstructionCsv,
} from "./settlement/paymentInstructionCsv.ts";
export { type FreeBalance, type QueuedTrade, QueueRefused } from "./settlement/queue.ts";
export { type ReadTradeFileErrors, readTradeFile } from "./settlement/readTradeFile.ts";
export { ReconciliationFailed, ReportRefused } from "./settlement/report/reportErrors.ts";
export {
  type AssetReport,
  CHARGE_KINDS,
  type ChargeKind,
  type ChargeReport,
  type OutcomeReport,
  type ReconciliationLine,
  type ReportedCharge,
  type ReportedQuantity,
  type ReportedTrade,
  type SettlementReport,
  type SettlementReportInput,
  TRADE_OUTCOMES,
  type TradeOutcome,
} from "./settlement/report/reportTypes.ts";
export {
  type CycleFixed,
  type ListedTrade,
  type RequireVectorErrors,
  requireVector,
  type VectorFault,
  type VectorFaultCode,
  VectorRefused,
  type VectorRequest,
} from "./settlement/requireVector.ts";
export { type SettlementReportErrors, settlementReport } from "./settlement/settlementReport.ts";
export {
  CHARGE_KIND_TEXTS,
  type SettlementReportCsvParameters,
  type SettlementReportTables,
  settlementReportCsv,
  TRADE_OUTCOME_TEXTS,
} from "./settlement/settlementReportCsv.ts";
export { settlementReportJson, settlementReportSchema } from "./settlement/settlementReportJson.ts";
export {
  SignerNoParty,
  SignerOtherSide,
  type SignTradeFileErrors,
  type SignTradeFileParameters,
  signTradeFile,
} from "./settlement/signTradeFile.ts";
export {
  type SignVectorErrors,
  type SignVectorParameters,
  signVector,
  VectorOfAnother,
} from "./settlement/signVector.ts";
export {
  type AssetLiquidity,
  type LeftTrade,
  type Shortage,
  type Solution,
  type SolveQueueErrors,
  type SolveQueueParameters,
  type Strategy,
  solveQueue,
} from "./settlement/solveQueue.ts";
export {
  MarketRefused,
  type SyntheticMarket,
  type SyntheticMarketErrors,
  type SyntheticMarketParameters,
  type SyntheticParty,
  type SyntheticTrade,
  syntheticMarket,
} from "./settlement/syntheticMarket.ts";
export { syntheticQueue } from "./settlement/syntheticQueue.ts";
export {
  formatTradeFile,
  type ParseTradeFileErrors,
  parseTradeFile,
  type Side,
  type TradeFile,
} from "./settlement/tradeFile.ts";
export { type TradeListProofErrors, tradeListProof } from "./settlement/tradeListProof.ts";
export { type TradeListRootErrors, tradeListRoot } from "./settlement/tradeListRoot.ts";
export { TradeListRefused, TradeNotListed } from "./settlement/tradeTree.ts";
export { writeTradeFile } from "./settlement/writeTradeFile.ts";
export { CATEGORY_TEXTS } from "./text/categoryTexts.ts";
export {
  type Lang,
  type SayErrors,
  type SayValues,
  say,
  type Text,
  TextValueMissing,
} from "./text/texts.ts";
export { type ConfirmErrors, confirm, NotMinedInTime, type Receipt } from "./write/confirm.ts";
