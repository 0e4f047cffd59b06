import {
  Authority__factory,
  DvpSettlement__factory,
  KycPass__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  TokenLens__factory,
  YenToken__factory,
} from "../contracts.ts";
import type { Text } from "../text/texts.ts";

/** The contracts that deployments are made of, by the names of their artifacts. */
export const CONTRACTS = {
  Authority: Authority__factory,
  KycPass: KycPass__factory,
  TokenLens: TokenLens__factory,
  RegistrarDesk: RegistrarDesk__factory,
  SecurityToken: SecurityToken__factory,
  SecurityFactory: SecurityFactory__factory,
  YenToken: YenToken__factory,
  DvpSettlement: DvpSettlement__factory,
} as const;

export type ContractName = keyof typeof CONTRACTS;

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
