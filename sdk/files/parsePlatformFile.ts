import type { Text } from "../text/texts.ts";
import { checkFile } from "./checkFile.ts";
import type { FileRefused } from "./FileRefused.ts";
import { platformSchema } from "./schemas/platformSchema.ts";

/** Who holds a role, and how long its actions are announced. */
export interface PlatformRole {
  /** At least one address with checksum, no two the same. */
  readonly holders: readonly string[];
  /** Seconds from the announcement of an action until it can be done. */
  readonly delay: number;
}

/** An issuer, which has a registrar role of its own. */
export interface PlatformIssuer {
  /** The code by which class files name it. */
  readonly id: string;
  readonly name: Text;
  /** The number of its role, from 1,000; classes carry it for good, so it is never given again. */
  readonly registrarRole: number;
  /** At least one address with checksum, no two the same. */
  readonly registrars: readonly string[];
  /** Classes that it may open in all, 1 to 512. */
  readonly classes: number;
}

/** How trades settle. Rates and shares are in millionths, durations in seconds. */
export interface PlatformSettlement {
  /** Gas that one trade of a batch may take. */
  readonly itemGas: number;
  readonly externalCash: {
    /** ISO 4217. */
    readonly currency: string;
    readonly attestors: number;
    readonly deciders: number;
    readonly longStop: number;
  };
  readonly fixings: readonly {
    readonly id: string;
    readonly quorum: number;
    readonly window: number;
    /** Days that the last fixing counts on, 0 to 31. */
    readonly mostAge: number;
  }[];
  readonly fails: {
    readonly rate: number;
    /** One of `fixings`. */
    readonly fixing: string;
    readonly fallbackReference: number;
    /** Seconds from midnight in Japan. */
    readonly cutOff: number;
    readonly buyInAfter: number;
    readonly cancelAfter: number;
    readonly mostOver: number;
  };
}

/** What a platform is made of: who holds which power, how many must agree, how long changes wait. */
export interface PlatformFile {
  readonly apiVersion: 1;
  readonly kind: "Platform";
  /** Each of 1 to 120 bytes of UTF-8, like every name in these files. */
  readonly name: Text;
  readonly passes: {
    /** Officers that must attest a pass, 1 to 8. */
    readonly quorum: number;
    /** Addresses with checksum, at least `quorum`, at most 255, no two the same. */
    readonly officers: readonly string[];
    /** Seconds in which a new or reclassified pass can be vetoed before it works. */
    readonly vetoWindow: number;
    readonly grantsPerOfficerPerDay: number;
    readonly listedPerOfficerPerDay: number;
  };
  readonly yen: {
    readonly name: Text;
    readonly symbol: string;
    /** Seconds after which an attestation of the reserve mints nothing more. */
    readonly reserveFreshness: number;
    /** Yen that there may be at a time; 0, or without it, there is no limit but the reserve. */
    readonly mostSupply?: bigint;
    /** Yen that may be minted on one day in Japan; 0, or without it, there is no limit. */
    readonly mostPerDay?: bigint;
  };
  readonly roles: {
    readonly admin: PlatformRole;
    readonly passGuardian: PlatformRole;
    readonly pauser: PlatformRole;
    readonly unpauser: PlatformRole;
    readonly yenOperator: PlatformRole;
    readonly reserveAttestor: PlatformRole;
    readonly ruleChanger: PlatformRole;
    readonly settlementOperator: PlatformRole;
    readonly paymentAttestor: PlatformRole;
    readonly rateReporter: PlatformRole;
    readonly payingAgent: PlatformRole;
  };
  readonly registrarActs: {
    /** Seconds that a forced transfer or an unfreeze waits without a second registrar key. */
    readonly delay: number;
  };
  readonly settlement: PlatformSettlement;
  readonly payments: {
    /** Who gets what is in the purse of payments to holders, should the admin end it. */
    readonly returnTo: string;
  };
  readonly issuers: readonly PlatformIssuer[];
}

export type ParsePlatformFileErrors = FileRefused;

/**
 * The platform that a YAML text describes.
 *
 * @param text the file's text
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parsePlatformFile(text: string, fileName: string): PlatformFile {
  return checkFile<PlatformFile>(text, fileName, "Platform", platformSchema);
}
