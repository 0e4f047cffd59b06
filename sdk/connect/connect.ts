import type { ContractRunner, Provider, Signer } from "ethers";
import {
  type BondLifecycle,
  BondLifecycle__factory,
  type Distribution,
  Distribution__factory,
  type DvpSettlement,
  DvpSettlement__factory,
  type ExternalCash,
  ExternalCash__factory,
  type Fails,
  Fails__factory,
  type Fixing,
  Fixing__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  type KycPass,
  type Meeting,
  Meeting__factory,
  type NetSettlement,
  NetSettlement__factory,
  type Offering,
  Offering__factory,
  type RegistrarDesk,
  RegistrarDesk__factory,
  type SecurityToken,
  type Split,
  Split__factory,
  type TokenLens,
  TokenLens__factory,
  type YenToken,
} from "../contracts.ts";
import type { Deployment } from "../deploy/deployment.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { platformOf } from "../deploy/platformOf.ts";
import { type ReadDeploymentErrors, readDeployment } from "../deploy/readDeployment.ts";
import { requireChain, type WrongChain } from "../read/requireChain.ts";
import { classIn, type DeployedClass } from "./classIn.ts";
import { type ChainUnreachable, openProvider } from "./openProvider.ts";

/** A platform on its chain. Contracts are typed; a signer's send, a provider's only read. */
export interface Connected {
  readonly provider: Provider;
  readonly chainId: bigint;
  readonly deployment: Deployment;
  /** Every address. */
  readonly platform: Platform;
  /** The block in which the platform was deployed: events are read from there. */
  readonly fromBlock: number;
  readonly pass: KycPass;
  readonly desk: RegistrarDesk;
  readonly lens: TokenLens;
  readonly yen: YenToken;
  readonly dvp: DvpSettlement;
  readonly net: NetSettlement;
  readonly externalCash: ExternalCash;
  readonly fixing: Fixing;
  readonly fails: Fails;
  readonly distribution: Distribution;
  readonly offering: Offering;
  readonly bonds: BondLifecycle;
  readonly split: Split;
  readonly meeting: Meeting;
  /**
   * A class by its code or address.
   *
   * @throws ClassUnknown
   */
  token(asked: string): SecurityToken;
  /**
   * What the deployment says of a class.
   *
   * @throws ClassUnknown
   */
  classOf(asked: string): DeployedClass;
  /** The same platform, with another signer or provider of the same chain. */
  as(runner: ContractRunner): Connected;
}

/** A signer without a provider cannot ask a chain anything. */
export class ProviderMissing extends Error {
  override readonly name = "ProviderMissing";

  constructor() {
    super("The signer has no provider. Connect it to one first: signer.connect(provider).");
  }
}

export type ConnectErrors = WrongChain | ChainUnreachable | ProviderMissing | ReadDeploymentErrors;

/**
 * A platform, by its deployment and a chain. The chain's id is checked before anything is asked or built.
 *
 * @param deployment the file that a deployment wrote, such as `deployments/31337.json`, or what it says
 * @param chain the address of a node, a provider, or a signer that has one; of an address, end it by
 * `provider.destroy()`
 * @throws WrongChain, ChainUnreachable, ProviderMissing, DeploymentNotFound, DeploymentMalformed
 */
export async function connect(
  deployment: string | Deployment,
  chain: string | Provider | Signer,
): Promise<Connected> {
  const known = typeof deployment === "string" ? await readDeployment(deployment) : deployment;
  const platform = platformOf(known);
  if (typeof chain !== "string") {
    const provider = chain.provider;
    if (provider === null) throw new ProviderMissing();
    await requireChain(provider, platform);
    return connected(known, platform, provider, chain);
  }
  const { provider } = await openProvider(chain);
  try {
    await requireChain(provider, platform);
  } catch (error) {
    provider.destroy();
    throw error;
  }
  return connected(known, platform, provider, provider);
}

function connected(
  deployment: Deployment,
  platform: Platform,
  provider: Provider,
  runner: ContractRunner,
): Connected {
  const classOf = (asked: string) => classIn(deployment, asked);
  const blocks = Object.values(deployment.platform.contracts).map(({ block }) => block);
  return {
    ...{ provider, chainId: platform.chainId, deployment, platform },
    fromBlock: Math.min(...blocks),
    pass: IKycPass__factory.connect(platform.pass, runner),
    desk: RegistrarDesk__factory.connect(platform.desk, runner),
    lens: TokenLens__factory.connect(platform.lens, runner),
    yen: IYenToken__factory.connect(platform.yen, runner),
    dvp: DvpSettlement__factory.connect(platform.dvp, runner),
    net: NetSettlement__factory.connect(platform.net, runner),
    externalCash: ExternalCash__factory.connect(platform.externalCash, runner),
    fixing: Fixing__factory.connect(platform.fixing, runner),
    fails: Fails__factory.connect(platform.fails, runner),
    distribution: Distribution__factory.connect(platform.distribution, runner),
    offering: Offering__factory.connect(platform.offering, runner),
    bonds: BondLifecycle__factory.connect(platform.bonds, runner),
    split: Split__factory.connect(platform.split, runner),
    meeting: Meeting__factory.connect(platform.meeting, runner),
    token: (asked) => ISecurityToken__factory.connect(classOf(asked).address, runner),
    classOf,
    as: (other) => connected(deployment, platform, provider, other),
  };
}
