/** The sdk's only door. */

export { ACT_TEXTS, ACT_VERBS, type Act, type ActHold, type ActVerb } from "./acts/Act.ts";
export { actArgument } from "./acts/actArgument.ts";
export {
  type ActFile,
  ActRefused,
  actFileSchema,
  formatAct,
  type ParseActErrors,
  parseAct,
  plainAct,
} from "./acts/actFile.ts";
export { actId } from "./acts/actId.ts";
export {
  type ConsentFile,
  ConsentFileRefused,
  formatConsentFile,
  type ParseConsentFileErrors,
  parseConsentFile,
  signConsentFile,
} from "./acts/consentFile.ts";
export { describeAct } from "./acts/describeAct.ts";
export { ClassUnknown, classIn, type DeployedClass } from "./connect/classIn.ts";
export { type ConnectErrors, type Connected, connect, ProviderMissing } from "./connect/connect.ts";
export { ChainUnreachable, type OpenedProvider, openProvider } from "./connect/openProvider.ts";
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
export { type TableField, type TableRowsErrors, tableRows } from "./csv/tableRows.ts";
export { classSteps } from "./deploy/classSteps.ts";
export { classTerms, IssuerUnknown } from "./deploy/classTerms.ts";
export { type ClassDeployed, deployClass } from "./deploy/deployClass.ts";
export { type Deployment, deploymentSchema } from "./deploy/deployment.ts";
export { deployPlatform, type Platform, type PlatformDeployed } from "./deploy/deployPlatform.ts";
export { KEY_POWERS, type KeyPower, type KeysAsked } from "./deploy/keyPowers.ts";
export { openedClass } from "./deploy/openedClass.ts";
export { type PlanParts, planHash } from "./deploy/planHash.ts";
export { platformOf } from "./deploy/platformOf.ts";
export { platformSteps } from "./deploy/platformSteps.ts";
export {
  POWERS,
  type Power,
  RESTRICTED_INTERFACES,
  type RestrictedContract,
  type RoleName,
} from "./deploy/powers.ts";
export { type FilePower, powersOf } from "./deploy/powersOf.ts";
export {
  DeploymentMalformed,
  DeploymentNotFound,
  type ReadDeploymentErrors,
  readDeployment,
} from "./deploy/readDeployment.ts";
export { runSteps, type StepsRun } from "./deploy/runSteps.ts";
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
export { consentId } from "./encode/consentId.ts";
export { type Consent, consentTypedData } from "./encode/consentTypedData.ts";
export { cycleId } from "./encode/cycleId.ts";
export { type Enrolment, enrolmentTypedData } from "./encode/enrolmentTypedData.ts";
export { type Grant, grantTypedData } from "./encode/grantTypedData.ts";
export { HOLD_PURPOSES, type HoldIdentity, type HoldPurpose, holdId } from "./encode/holdId.ts";
export { type Link, linkTypedData } from "./encode/linkTypedData.ts";
export { meetingId } from "./encode/meetingId.ts";
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
export { type Policy, policyOf } from "./encode/policyOf.ts";
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
export { rulesOf } from "./encode/rulesOf.ts";
export { type Rules, rulesWord } from "./encode/rulesWord.ts";
export { signTypedData } from "./encode/signTypedData.ts";
export { type Suspension, suspensionTypedData } from "./encode/suspensionTypedData.ts";
export { type SystemGrant, systemGrantTypedData } from "./encode/systemGrantTypedData.ts";
export type { TypedData, TypedDataSigner } from "./encode/TypedData.ts";
export { tradeId } from "./encode/tradeId.ts";
export { type Trade, tradeTypedData } from "./encode/tradeTypedData.ts";
export { transferAuthorizationTypedData } from "./encode/transferAuthorizationTypedData.ts";
export { ContractRefusal } from "./errors/ContractRefusal.ts";
export { type ErrorInterface, errorInterfaces } from "./errors/errorInterfaces.ts";
export { ERROR_TEXTS, PASS_STATUS_TEXTS } from "./errors/errorTexts.ts";
export { ChainFault, type Explained, explainError } from "./errors/explainError.ts";
export { messageIn } from "./errors/messageIn.ts";
export { refusalOf } from "./errors/refusalOf.ts";
export { RULES, type Rule } from "./errors/rules.ts";
export { type Change, changes } from "./files/changes.ts";
export { type ClassFileField, classFileFields } from "./files/classFileFields.ts";
export { type ContractMetadata, contractMetadata } from "./files/contractMetadata.ts";
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
export { type TokenListEntry, tokenListEntry } from "./files/tokenListEntry.ts";
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
  ISSUE_HEADINGS,
  type IssueRow,
  type ParseIssueRowsErrors,
  parseIssueRows,
} from "./issue/parseIssueRows.ts";
export {
  type AccruedInterest,
  type AccruedInterestErrors,
  AccruedRefused,
  accruedInterest,
} from "./life/accruedInterest.ts";
export {
  type ActionPlan,
  type DistributionPlan,
  type ParseActionPlanErrors,
  parseActionPlan,
  type SplitPlan,
} from "./life/actionPlanFile.ts";
export { allotmentOf } from "./life/allotmentOf.ts";
export { askedPerson } from "./life/askedPerson.ts";
export {
  type BallotFile,
  formatBallotFile,
  type ParseBallotFileErrors,
  parseBallotFile,
  signBallotFile,
} from "./life/ballotFile.ts";
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
export { distributionId } from "./life/distributionId.ts";
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
export type { MeetingItem, MeetingTerms } from "./life/MeetingTerms.ts";
export {
  type MeetingPlan,
  type ParseMeetingPlanErrors,
  parseMeetingPlan,
} from "./life/meetingPlanFile.ts";
export {
  type NoticeFinding,
  type NoticeFindingsErrors,
  type NoticePlan,
  type NoticeRule,
  noticeFindings,
} from "./life/noticeFindings.ts";
export {
  type OfferingPlan,
  type ParseOfferingPlanErrors,
  parseOfferingPlan,
} from "./life/offeringPlanFile.ts";
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
export {
  type AllotmentRow,
  ENTRY_HEADINGS,
  type ParseAllotmentErrors,
  parseAllotment,
} from "./life/parseAllotment.ts";
export { type ParseAskedErrors, parseAsked } from "./life/parseAsked.ts";
export {
  type ParseTaxRowsErrors,
  parseTaxRows,
  TAX_HEADINGS,
  type TaxRow,
} from "./life/parseTaxRows.ts";
export { PER_YEN_SCALE } from "./life/perYen.ts";
export { type RatesOfErrors, ratesOf, TaxRateUnknown } from "./life/ratesOf.ts";
export type { PaymentsPerYear } from "./life/regularPeriods.ts";
export type { SplitTerms } from "./life/SplitTerms.ts";
export {
  PaymentsPerYearUnclear,
  PeriodIrregular,
  RepaymentRefused,
} from "./life/scheduleErrors.ts";
export { solicitationWindow } from "./life/solicitationWindow.ts";
export { splitId } from "./life/splitId.ts";
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
export {
  type DistributionFile,
  formatTermsFile,
  type MeetingFile,
  type OfferingFile,
  type ParseTermsFileErrors,
  parseTermsFile,
  type SplitFile,
  type TermsFile,
  TermsFileRefused,
  termsFileId,
} from "./life/termsFile.ts";
export { depositReference } from "./money/depositReference.ts";
export {
  type BankStatementRow,
  type ParseBankStatementErrors,
  parseBankStatement,
} from "./money/parseBankStatement.ts";
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
export { type ClassDrifts, classDrifts } from "./read/classDrifts.ts";
export { classesOf } from "./read/classesOf.ts";
export { type BuiltCode, type CodeState, codeState } from "./read/codeState.ts";
export { distributionTermsOf } from "./read/distributionTermsOf.ts";
export { explainRefusal } from "./read/explainRefusal.ts";
export { explainSettlement, type SettlementExplained } from "./read/explainSettlement.ts";
export {
  type ExplainTransferErrors,
  explainTransfer,
  TokenRefused,
  type Transfer,
  type TransferRefusal,
} from "./read/explainTransfer.ts";
export {
  type ForeseeDistributionParameters,
  type ForeseenDistribution,
  type ForeseenPayment,
  foreseeDistribution,
} from "./read/foreseeDistribution.ts";
export { foreseenClass } from "./read/foreseenClass.ts";
export { powerDrifts } from "./read/powerDrifts.ts";
export { type ProposedAct, readActs } from "./read/readActs.ts";
export { type PassAct, readAttestations } from "./read/readAttestations.ts";
export {
  type BondPeriodRead,
  BondPeriodUnknown,
  type ReadBondPeriodErrors,
  readBondPeriod,
} from "./read/readBondPeriod.ts";
export { type ClassDocument, type ClassRead, readClass } from "./read/readClass.ts";
export { type ConsentFilter, type ConsentRead, readConsents } from "./read/readConsents.ts";
export {
  type DistributionRead,
  DistributionUnknown,
  type ReadDistributionErrors,
  readDistribution,
} from "./read/readDistribution.ts";
export { type Holding, readHolding } from "./read/readHolding.ts";
export { type HoldsByWallet, readHolds } from "./read/readHolds.ts";
export { type Issued, readIssued } from "./read/readIssued.ts";
export {
  MEETING_PHASES,
  type MeetingOutcome,
  type MeetingRead,
  readMeeting,
} from "./read/readMeeting.ts";
export { type Member, readMembers } from "./read/readMembers.ts";
export {
  ENTRY_STATES,
  OFFERING_PHASES,
  type OfferingEntry,
  type OfferingRead,
  readOffering,
} from "./read/readOffering.ts";
export { type Officer, type Officers, readOfficers } from "./read/readOfficers.ts";
export { type Pass, readPass } from "./read/readPass.ts";
export { type PassStatus, readPassStatus, statusNumber } from "./read/readPassStatus.ts";
export { readPaymentInstructions } from "./read/readPaymentInstructions.ts";
export { type PowerRow, readPowers } from "./read/readPowers.ts";
export { type PromiseRow, readPromises } from "./read/readPromises.ts";
export { type OpenRedemption, readRedemptions } from "./read/readRedemptions.ts";
export { type RegisterRow, readRegister } from "./read/readRegister.ts";
export {
  type PastRegister,
  type PastRegisterRow,
  type ReadRegisterAtErrors,
  RecordDateMissing,
  readRegisterAt,
} from "./read/readRegisterAt.ts";
export { readRegistrars } from "./read/readRegistrars.ts";
export {
  type ReadSettlementReportParameters,
  readSettlementReport,
  type SettlementRead,
} from "./read/readSettlementReport.ts";
export { readTradeQueue, type TradeQueue, type WaitingTrade } from "./read/readTradeQueue.ts";
export {
  readTradeStanding,
  TRADE_PHASES,
  type TradePhase,
  type TradeSide,
  type TradeStanding,
} from "./read/readTradeStanding.ts";
export { readUnattested, type Unattested } from "./read/readUnattested.ts";
export { requireChain, WrongChain } from "./read/requireChain.ts";
export {
  type BlockAtErrors,
  blockAt,
  DayNotOver,
  DayTooEarly,
  type RegisterMoment,
} from "./register/blockAt.ts";
export { type BlockHeader, blockHashOf } from "./register/blockHashOf.ts";
export { bookCsv } from "./register/bookCsv.ts";
export {
  type BookHeading,
  type BookHeadingErrors,
  type BookItem,
  type BookKind,
  bookHeading,
  NoBookForClass,
} from "./register/bookHeading.ts";
export { type BookJson, bookJson, bookSchema } from "./register/bookJson.ts";
export {
  type Book,
  type BookEncumbrance,
  type BookLot,
  type BookRow,
  bookOf,
} from "./register/bookOf.ts";
export { type BookPdfErrors, bookPdf, GlyphMissing } from "./register/bookPdf.ts";
export { ChainMoved } from "./register/ChainMoved.ts";
export { extractCsv } from "./register/extractCsv.ts";
export { extractJson, extractSchema } from "./register/extractJson.ts";
export {
  type Extract,
  type ExtractOfErrors,
  extractOf,
  HolderNotFound,
} from "./register/extractOf.ts";
export { type FindFontErrors, type FontFile, FontNeeded, findFont } from "./register/findFont.ts";
export type { Holder, Holders } from "./register/Holder.ts";
export { type ImportNamesErrors, importNames } from "./register/importNames.ts";
export { LogsRefused } from "./register/logWindows.ts";
export {
  backupNames,
  createNames,
  NameFileDamaged,
  type NameFileErrors,
  NameFileExists,
  PasswordTooShort,
  readNames,
  restoreNames,
  WrongPassword,
  writeNames,
} from "./register/nameFile.ts";
export { BlockUnknown } from "./register/nodeBlock.ts";
export { parseRegister } from "./register/parseRegister.ts";
export { ProofBroken, type ProvenValueErrors } from "./register/provenValue.ts";
export {
  HolderKeyRefused,
  NameUnknown,
  type PutNameErrors,
  putName,
  removeName,
} from "./register/putName.ts";
export type {
  Register,
  RegisterAmounts,
  RegisterHold,
  RegisterHoldPurpose,
  RegisterInvestor,
  RegisterLot,
  RegisterWallet,
} from "./register/Register.ts";
export { EventsIncomplete } from "./register/RegisterState.ts";
export type { Rpc } from "./register/Rpc.ts";
export {
  type RegisterAtErrors,
  type RegisterAtParameters,
  RegisterDisagrees,
  registerAt,
  StateNotKept,
} from "./register/registerAt.ts";
export {
  bundleSchema,
  ProofRefused,
  type RegisterBundle,
  type RegisterBundleErrors,
  registerBundle,
} from "./register/registerBundle.ts";
export { registerDigest } from "./register/registerDigest.ts";
export { registerJson, registerSchema } from "./register/registerJson.ts";
export {
  appendLog,
  LogBroken,
  type LogEntry,
  type RegisterLogErrors,
  verifyLog,
} from "./register/registerLog.ts";
export { type RpcAtErrors, RpcRefused, RpcUnreachable, rpcAt } from "./register/rpcAt.ts";
export {
  BundleDenied,
  BundleMalformed,
  type Verified,
  type VerifyBundleErrors,
  verifyBundle,
} from "./register/verifyBundle.ts";
export {
  RegisterDiffers,
  type VerifyRegisterErrors,
  verifyRegister,
} from "./register/verifyRegister.ts";
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
  type CycleFile,
  CycleFileRefused,
  formatCycleFile,
  formatVectorSignature,
  listedTrades,
  type ParseCycleFileErrors,
  parseCycleFile,
  parseVectorSignature,
  type VectorSignature,
} from "./settlement/cycleFile.ts";
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
export {
  formatPaymentSignature,
  type ParsePaymentSignatureErrors,
  type PaymentSignature,
  PaymentSignatureRefused,
  type PaymentWord,
  parsePaymentSignature,
  signPayment,
} from "./settlement/paymentSignature.ts";
export { type FreeBalance, type QueuedTrade, QueueRefused } from "./settlement/queue.ts";
export {
  formatRateReport,
  type ParseRateReportErrors,
  parseRateReport,
  type RateReportFile,
  RateReportRefused,
  signRateReport,
} from "./settlement/rateReportFile.ts";
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
export { ToldError, type ToldValues } from "./text/ToldError.ts";
export {
  type Lang,
  type SayErrors,
  type SayValues,
  say,
  type Text,
  TextValueMissing,
} from "./text/texts.ts";
export {
  type AwaitFinalErrors,
  awaitFinal,
  type Finality,
  NotFinalInTime,
  Undone,
} from "./write/awaitFinal.ts";
export { type ConfirmErrors, confirm, NotMinedInTime, type Receipt } from "./write/confirm.ts";
export { RelayerBusy, type RequireIdleErrors, requireIdle } from "./write/requireIdle.ts";
