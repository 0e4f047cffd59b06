import type { Signer } from "ethers";
import {
  Authority__factory,
  DvpSettlement__factory,
  KycPass__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  YenToken__factory,
} from "../contracts.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import { confirm, type Receipt } from "../write/confirm.ts";
import { POWERS, RESTRICTED_INTERFACES, type RestrictedContract, type RoleName } from "./powers.ts";

/** Where a platform's contracts are. */
export interface Platform {
  readonly chainId: bigint;
  readonly authority: string;
  readonly pass: string;
  readonly desk: string;
  readonly implementation: string;
  readonly factory: string;
  readonly yen: string;
  readonly dvp: string;
}

export interface PlatformDeployed {
  readonly platform: Platform;
  readonly gasUsed: bigint;
}

/**
 * Deploys a platform as its file says. The deployer sets everything up as first admin and ends
 * without any power: the last step hands the admin role over and gives its own up.
 *
 * @throws whatever the chain refuses; nothing is usable before the last step is done
 */
export async function deployPlatform(
  deployer: Signer,
  file: PlatformFile,
): Promise<PlatformDeployed> {
  let gasUsed = 0n;
  const done = async (sent: Parameters<typeof confirm>[0]): Promise<Receipt> => {
    const receipt = await confirm(sent);
    gasUsed += receipt.gasUsed;
    return receipt;
  };
  const placed = async <
    C extends { deploymentTransaction(): unknown; getAddress(): Promise<string> },
  >(
    contract: Promise<C>,
  ): Promise<C> => {
    const made = await contract;
    await done(made.deploymentTransaction() as Parameters<typeof confirm>[0]);
    return made;
  };

  if (deployer.provider === null) {
    throw new Error("The deployer's signer is not connected to a chain. Connect it to a provider.");
  }
  const { chainId } = await deployer.provider.getNetwork();
  const deployerAddress = await deployer.getAddress();
  const authority = await placed(new Authority__factory(deployer).deploy(deployerAddress));
  const authorityAddress = await authority.getAddress();
  const pass = await placed(
    new KycPass__factory(deployer).deploy(
      authorityAddress,
      file.passes.quorum,
      file.passes.vetoWindow,
      file.passes.grantsPerOfficerPerDay,
    ),
  );
  const passAddress = await pass.getAddress();
  const desk = await placed(
    new RegistrarDesk__factory(deployer).deploy(authorityAddress, passAddress),
  );
  const deskAddress = await desk.getAddress();
  const implementation = await placed(
    new SecurityToken__factory(deployer).deploy(passAddress, deskAddress),
  );
  const implementationAddress = await implementation.getAddress();
  const factory = await placed(
    new SecurityFactory__factory(deployer).deploy(
      authorityAddress,
      passAddress,
      implementationAddress,
    ),
  );
  const factoryAddress = await factory.getAddress();
  const yen = await placed(
    new YenToken__factory(deployer).deploy(
      authorityAddress,
      passAddress,
      file.yen.name.en,
      file.yen.symbol,
      file.yen.reserveFreshness,
    ),
  );
  const yenAddress = await yen.getAddress();
  const dvp = await placed(
    new DvpSettlement__factory(deployer).deploy(authorityAddress, passAddress, yenAddress),
  );
  const dvpAddress = await dvp.getAddress();

  await done(await pass.registerMoney(yenAddress));
  await done(await pass.setFactory(factoryAddress, true));
  for (const officer of file.passes.officers) await done(await pass.addOfficer(officer));

  const targets: Record<RestrictedContract, string> = {
    pass: passAddress,
    desk: deskAddress,
    yen: yenAddress,
    dvp: dvpAddress,
  };
  const manager = authority.interface;
  const calls: string[] = [];
  for (const name of Object.keys(POWERS) as RoleName[]) {
    const { role, functions } = POWERS[name];
    const { holders, delay } = file.roles[name];
    for (const [target, names] of Object.entries(functions) as [RestrictedContract, string[]][]) {
      const selectors = names.map((each) => selectorOf(target, each));
      calls.push(
        manager.encodeFunctionData("setTargetFunctionRole", [targets[target], selectors, role]),
      );
    }
    if (name === "admin") continue;
    calls.push(manager.encodeFunctionData("labelRole", [role, name]));
    for (const holder of holders) {
      calls.push(manager.encodeFunctionData("grantRole", [role, holder, delay]));
    }
  }
  for (const issuer of file.issuers) {
    const role = issuer.registrarRole;
    calls.push(manager.encodeFunctionData("labelRole", [role, `registrar ${issuer.id}`]));
    for (const registrar of issuer.registrars) {
      calls.push(manager.encodeFunctionData("grantRole", [role, registrar, 0]));
    }
  }
  // Last, and the deployer's own at the very end: from then on it has the admin's delay, or no power.
  const admin = POWERS.admin.role;
  const { holders: admins, delay: adminDelay } = file.roles.admin;
  for (const holder of admins.filter((each) => each !== deployerAddress)) {
    calls.push(manager.encodeFunctionData("grantRole", [admin, holder, adminDelay]));
  }
  calls.push(
    admins.includes(deployerAddress)
      ? manager.encodeFunctionData("grantRole", [admin, deployerAddress, adminDelay])
      : manager.encodeFunctionData("revokeRole", [admin, deployerAddress]),
  );
  await done(await authority.multicall(calls));

  return {
    platform: {
      chainId,
      authority: authorityAddress,
      pass: passAddress,
      desk: deskAddress,
      implementation: implementationAddress,
      factory: factoryAddress,
      yen: yenAddress,
      dvp: dvpAddress,
    },
    gasUsed,
  };
}

function selectorOf(target: RestrictedContract, name: string): string {
  const fragment = RESTRICTED_INTERFACES[target].getFunction(name);
  if (fragment === null) throw new Error(`The ${target} contract has no function ${name}.`);
  return fragment.selector;
}
