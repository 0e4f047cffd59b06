import {
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
  PassAnnex__factory,
  RegistrarDesk__factory,
  SecurityActions__factory,
  SecurityAnnex__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  Split__factory,
  TaxTable__factory,
  TokenLens__factory,
  YenAnnex__factory,
  YenToken__factory,
} from "../contracts.ts";
import type { Text } from "../text/texts.ts";

/** The contracts that deployments are made of, by the names of their artifacts. */
export const CONTRACTS = {
  Authority: Authority__factory,
  PassAnnex: PassAnnex__factory,
  KycPass: KycPass__factory,
  /** What is called at a KycPass: its own code and the annex's. */
  IKycPass: {
    abi: IKycPass__factory.abi,
    bytecode: "0x",
    createInterface: IKycPass__factory.createInterface,
  },
  TokenLens: TokenLens__factory,
  RegistrarDesk: RegistrarDesk__factory,
  SecurityActions: SecurityActions__factory,
  SecurityAnnex: SecurityAnnex__factory,
  SecurityToken: SecurityToken__factory,
  ISecurityToken: {
    abi: ISecurityToken__factory.abi,
    bytecode: "0x",
    createInterface: ISecurityToken__factory.createInterface,
  },
  SecurityFactory: SecurityFactory__factory,
  YenAnnex: YenAnnex__factory,
  YenToken: YenToken__factory,
  IYenToken: {
    abi: IYenToken__factory.abi,
    bytecode: "0x",
    createInterface: IYenToken__factory.createInterface,
  },
  DvpSettlement: DvpSettlement__factory,
  NetSettlement: NetSettlement__factory,
  ExternalCash: ExternalCash__factory,
  Fixing: Fixing__factory,
  Fails: Fails__factory,
  TaxTable: TaxTable__factory,
  Distribution: Distribution__factory,
  Offering: Offering__factory,
  BondLifecycle: BondLifecycle__factory,
  Split: Split__factory,
  Meeting: Meeting__factory,
} as const;

export type ContractName = keyof typeof CONTRACTS;

/** What a deployed contract answers to. */
export function interfaceOf(name: ContractName) {
  if (name === "KycPass") return CONTRACTS.IKycPass.abi;
  if (name === "YenToken") return CONTRACTS.IYenToken.abi;
  return name === "SecurityToken" ? CONTRACTS.ISecurityToken.abi : CONTRACTS[name].abi;
}

/** The address of the contract that an earlier step deploys. */
export interface AddressOf {
  readonly addressOf: string;
}

/** The data of a call, for a contract that takes calls as arguments. */
export interface CallData {
  readonly contract: ContractName;
  readonly encode: string;
  readonly args: readonly Argument[];
}

/** What a constructor or function is given; chain quantities are bigint. */
export type Argument =
  | string
  | number
  | bigint
  | boolean
  | AddressOf
  | CallData
  | readonly Argument[]
  | { readonly [field: string]: Argument };

interface AnyStep {
  /** Letters and digits, begins with a letter; no two of a deployment are the same, and none ever changes. */
  readonly id: string;
  readonly contract: ContractName;
  readonly args: readonly Argument[];
  /** The sender's address, with checksum. */
  readonly from: string;
  /** What the step does, for whoever watches it. */
  readonly what: Text;
}

/** A contract is created. */
export interface DeployStep extends AnyStep {
  readonly kind: "deploy";
}

/** A function is called. */
export interface CallStep extends AnyStep {
  readonly kind: "call";
  /** The contract called: an address, or that of an earlier step. */
  readonly at: string | AddressOf;
  readonly function: string;
}

/** One transaction of a deployment. The steps of a deployment are mined one by one, in their order. */
export type Step = DeployStep | CallStep;

export function isAddressOf(argument: Argument): argument is AddressOf {
  return typeof argument === "object" && "addressOf" in argument;
}

export function isCallData(argument: Argument): argument is CallData {
  return typeof argument === "object" && "encode" in argument;
}
