import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type ClassFile, IssuerUnknown, type PlatformFile } from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import { keyring } from "../keyring.ts";

export type Cast = ReturnType<typeof cast>;

/**
 * Everybody whom the story needs, found before anything is sent: the holders of powers by the platform
 * file, the others among the accounts that it does not name.
 *
 * @throws IssuerUnknown, KeyMissing or AccountsMissing if somebody is not there
 */
export function cast({ signers }: Chain, platformFile: PlatformFile, classFile: ClassFile) {
  const { roles, passes, issuers } = platformFile;
  const keys = keyring(signers, [
    ...Object.values(roles).flatMap(({ holders }) => holders),
    ...passes.officers,
    ...issuers.flatMap(({ registrars }) => registrars),
  ]);
  const registrars = issuers.find(({ id }) => id === classFile.issuer)?.registrars;
  if (registrars === undefined) {
    throw new IssuerUnknown(
      classFile.issuer,
      issuers.map(({ id }) => id),
    );
  }
  const [deployer, relayer, issuer, a, b, stranger, thief] = keys.people(7) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  return {
    registrar: keys.of("registrar", registrars[0]),
    guardian: keys.of("pass guardian", roles.passGuardian.holders[0]),
    yenOperator: keys.of("yen operator", roles.yenOperator.holders[0]),
    attestor: keys.of("reserve attestor", roles.reserveAttestor.holders[0]),
    officers: passes.officers.slice(0, passes.quorum).map((address) => keys.of("officer", address)),
    ...{ deployer, relayer, issuer, a, b, stranger, thief },
  };
}
