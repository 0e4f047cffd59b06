/** What was typed cannot be understood. */
export class ArgumentRefused extends Error {
  override readonly name = "ArgumentRefused";
}

/** No chain answers. */
export class ChainUnreachable extends Error {
  override readonly name = "ChainUnreachable";

  constructor(network: string, why: string) {
    super(
      `No chain answers at ${network} (${why}). Start one there (\`kessai chain run\` starts a local one), or ` +
        "name another with --network.",
    );
  }
}

/** No network is known by that name. */
export class NetworkUnknown extends Error {
  override readonly name = "NetworkUnknown";

  constructor(name: string, variable: string) {
    super(
      `There is no network ${name}. Give its address (--network https://…), or set ${variable} to it. ` +
        "localhost is http://127.0.0.1:8545.",
    );
  }
}

/** A key is needed, and none can be used. */
export class SignerNeeded extends Error {
  override readonly name = "SignerNeeded";

  constructor(why: string) {
    super(
      `${why}. Name the key that sends with --signer: env:NAME (a variable of the environment), keystore:FILE ` +
        "(encrypted), hardhat:NAME (Hardhat's keystore) or, on a local chain, node:ADDRESS. Or send nothing: " +
        "--dry-run, --out FILE for a Safe, --propose FILE for another key.",
    );
  }
}

/** The key has not the power. */
export class PowerMissing extends Error {
  override readonly name = "PowerMissing";

  constructor(key: string, what: string, holders: readonly string[]) {
    super(
      `${key} may not ${what}.` +
        (holders.length === 0
          ? " `kessai audit powers` says who may."
          : ` These may: ${holders.join(", ")}.`),
    );
  }
}

/** Somebody was asked and said no. */
export class NotAgreed extends Error {
  override readonly name = "NotAgreed";

  constructor() {
    super("Not agreed to: nothing was sent.");
  }
}

/** A file that the desk wrote for another key is not as it was written. */
export class ProposalRefused extends Error {
  override readonly name = "ProposalRefused";

  constructor(path: string, why: string) {
    super(`${path} is not sent: ${why}`);
  }
}

/** A file would be overwritten. */
export class FileTaken extends Error {
  override readonly name = "FileTaken";

  constructor(path: string) {
    super(`${path} is there already. Name another file, or remove it first.`);
  }
}

/** The desk has nothing deployed under this name. */
export class ClassUnknown extends Error {
  override readonly name = "ClassUnknown";

  constructor(asked: string, known: readonly string[]) {
    super(
      `There is no class ${asked} in the deployment. ` +
        (known.length === 0
          ? "It has none yet: `kessai class deploy FILE`."
          : `It has ${known.join(", ")}.`),
    );
  }
}

/** A local chain cannot be started. */
export class ChainNotStarted extends Error {
  override readonly name = "ChainNotStarted";
}

/** Only a developer's chain can do that. */
export class NotALocalChain extends Error {
  override readonly name = "NotALocalChain";

  constructor(chainId: bigint) {
    super(
      `The clock of chain ${chainId} cannot be moved: that is for local chains (31337) only. Start one with ` +
        "`kessai chain run`, or name it with --network.",
    );
  }
}

/** What is to be deployed is not what was planned. */
export class PlanChanged extends Error {
  override readonly name = "PlanChanged";
  readonly asked: string;
  readonly now: string;

  constructor(asked: string, now: string, verb: string) {
    super(
      `Since the plan ${asked} something changed: the file, the sender, the code or the chain. Now the plan is ` +
        `${now}. Nothing was sent. Look at it again: kessai ${verb}`,
    );
    this.asked = asked;
    this.now = now;
  }
}

/** Nobody agreed to what would be deployed. */
export class PlanNotAgreed extends Error {
  override readonly name = "PlanNotAgreed";

  constructor(hash: string) {
    super(
      `Nothing was sent. The plan is ${hash}: go on with --plan ${hash}, or with --yes without having looked at it.`,
    );
  }
}

/** An encrypted key cannot be made or read. */
export class KeystoreRefused extends Error {
  override readonly name = "KeystoreRefused";
}

/** An equal act waits for its second key already. */
export class ActOpen extends Error {
  override readonly name = "ActOpen";

  constructor(id: string, by: string, number: bigint) {
    super(
      `An equal act is open: ${id}, proposed by ${by}. Approve it (\`kessai units approve --act ${id}\`), or withdraw ` +
        `it. If it is meant a second time, give it another number, such as --number ${number + 1n}.`,
    );
  }
}

/** A transfer would be refused. */
export class TransferRefused extends Error {
  override readonly name = "TransferRefused";
}

/** A lost wallet's pass names nobody in its place, or not yet. */
export class SuccessorMissing extends Error {
  override readonly name = "SuccessorMissing";

  constructor(lost: string, waiting?: { readonly successor: string; readonly from: string }) {
    super(
      waiting === undefined
        ? `The pass of ${lost} names no wallet that takes its place. The KYC officers do that first: \`kessai kyc recover\`.`
        : `${waiting.successor} takes the place of ${lost} from ${waiting.from} on, after the veto window. Run the same ` +
            "command again then.",
    );
  }
}

/** There is no such hold. */
export class HoldUnknown extends Error {
  override readonly name = "HoldUnknown";

  constructor(id: string, code: string) {
    super(
      `There is no hold ${id} in ${code}, or nothing is left of it. \`kessai units show --wallet …\` lists a ` +
        "wallet's holds.",
    );
  }
}

/** No officer has this number. */
export class OfficerUnknown extends Error {
  override readonly name = "OfficerUnknown";

  constructor(
    asked: bigint,
    known: readonly { readonly number: number; readonly key: string; readonly state: string }[],
  ) {
    const list = known.map(({ number, key, state }) => `${number} ${key} (${state})`);
    super(`There is no officer ${asked}. There are: ${list.join(", ")}.`);
  }
}

/** A trade, or a netting cycle, is made for another place. */
export class TradeElsewhere extends Error {
  override readonly name = "TradeElsewhere";

  constructor(path: string, where: string) {
    super(`${path} is ${where}. Name its chain with --network, its platform with --deployment.`);
  }
}
