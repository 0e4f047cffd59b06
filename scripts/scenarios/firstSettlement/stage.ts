import {
  type ClassFile,
  DvpSettlement__factory,
  deployClass,
  deployPlatform,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  type PlatformFile,
  RegistrarDesk__factory,
} from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import type { Cast } from "./cast.ts";
import { type Narrator, shortened } from "./narrator.ts";
import { TEXTS } from "./texts.ts";

export interface StageParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  /** How the files are called in what is printed. */
  readonly platformPath: string;
  readonly classPath: string;
}

export type Stage = Awaited<ReturnType<typeof stage>>;

/** Deploys the platform and opens the class, each from its file. */
export async function stage(
  chain: Chain,
  people: Cast,
  narrator: Narrator,
  { platformFile, classFile, platformPath, classPath }: StageParameters,
) {
  const { names, t, told } = narrator;
  const { relayer } = people;
  const { platform, gasUsed } = await deployPlatform(people.deployer, platformFile);
  const count = Object.keys(platform).length - 1; // all but the chain id
  const roles = Object.keys(platformFile.roles).length;
  told(TEXTS.platformDeployed, { path: platformPath, count, roles }, gasUsed);

  const opened = await deployClass(people.registrar, platform, platformFile, classFile);
  const { token: security, number: classNumber } = opened;
  const classGas = opened.receipt.gasUsed;
  const address = shortened(security);
  told(TEXTS.classOpened, { path: classPath, symbol: classFile.symbol, address }, classGas);

  names.set(people.issuer.address, t(TEXTS.issuer));
  names.set(people.a.address, t(TEXTS.investorA));
  names.set(people.b.address, t(TEXTS.investorB));
  names.set(people.stranger.address, t(TEXTS.stranger));
  names.set(people.thief.address, t(TEXTS.thief));
  names.set(platform.dvp, t(TEXTS.dvp));
  names.set(security, classFile.symbol);
  names.set(platform.yen, platformFile.yen.symbol);

  return {
    ...{ chain, people, narrator, platformFile, classFile },
    ...{ platform, security, classNumber, classGas },
    pass: IKycPass__factory.connect(platform.pass, relayer),
    desk: RegistrarDesk__factory.connect(platform.desk, people.registrar),
    yen: IYenToken__factory.connect(platform.yen, relayer),
    token: ISecurityToken__factory.connect(security, relayer),
    dvp: DvpSettlement__factory.connect(platform.dvp, relayer),
    deal: deal(classFile),
  };
}

/** How much is offered to A, how much of it A sells on, and for how many yen. */
function deal(classFile: ClassFile) {
  const { lot } = classFile.transfer;
  const { cap } = classFile.supply;
  const { maxUnits = cap } = classFile.holders;
  const room = (maxUnits < cap ? maxUnits : cap) / lot;
  const lots = room < 10n ? room : 10n;
  const offered = lot * lots;
  const sold = lot * (lots * 4n > 10n ? (lots * 4n) / 10n : 1n);
  const price = classFile.type === "bond" ? classFile.unit.face : classFile.unit.issuePrice;
  const offeredYen = offered * price;
  const soldYen = (sold * price * 1_001n) / 1_000n;
  return { offered, sold, price, offeredYen, soldYen };
}
