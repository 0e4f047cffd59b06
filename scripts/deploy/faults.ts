import type { Change } from "../../sdk/index.ts";

/** The chain is not the one on which the deployment began. */
export class ChainReplaced extends Error {
  override readonly name = "ChainReplaced";

  constructor(what: string, remove: readonly string[]) {
    super(
      `${what}: this chain is not the one that was deployed to, though it has the same id. If the ` +
        `old chain is gone for good, remove ${remove.join(" and ")} and run the command again; ` +
        "otherwise choose the network of the old chain.",
    );
  }
}

/** Nothing answers at the network's address. */
export class ChainUnreachable extends Error {
  override readonly name = "ChainUnreachable";

  constructor(address: string, network: string, isGiven: boolean) {
    super(
      isGiven
        ? `No chain answers at ${address}, as --url says. Start one there, or correct --url; then run the ` +
            "same command again."
        : `No chain answers at ${address}, which hardhat.config.ts has for the network ${network}. Start ` +
            "one there (for localhost: `npx hardhat node` in another terminal), correct its url in " +
            "hardhat.config.ts, or give another by --url; then run the same command again.",
    );
  }
}

/** The file says something else than what was deployed, or half deployed, from it. */
export class FileChanged extends Error {
  override readonly name = "FileChanged";
  readonly changes: readonly Change[];

  constructor(path: string, id: string, changes: readonly Change[], advice: string) {
    const lines = changes.map(({ path: at, before, now }) => {
      if (at === "assumed") {
        return now === undefined
          ? `  ${before} is no longer marked as assumed`
          : `  ${now} is now marked as assumed`;
      }
      const was = before === undefined ? "nothing was deployed" : `${before} was deployed`;
      const is = now === undefined ? "says nothing" : `says ${now}`;
      return `  ${at}: ${was}, the file now ${is}`;
    });
    super(
      `${path} is not as it was when ${id} was deployed from it:\n${lines.join("\n")}\n` +
        `Nothing was sent. What is deployed does not change: take these values back to go on. ${advice}`,
    );
    this.changes = changes;
  }
}

/** The issuer has a class of this code on the chain, with other terms or from another folder. */
export class ClassTaken extends Error {
  override readonly name = "ClassTaken";

  constructor(code: string, address: string, folder: string) {
    super(
      `The issuer has a class ${code} on this chain already, at ${address}, and ${folder} does not know ` +
        "of it. If it is the same class, take the folder back from where it was deployed; else give the " +
        "new class another code. Nothing was sent.",
    );
  }
}

/** A file of the deployment's folder is missing or broken in a way that cannot be mended. */
export class RecordBroken extends Error {
  override readonly name = "RecordBroken";

  constructor(what: string, advice: string) {
    super(`${what}. ${advice} Nothing was sent.`);
  }
}

/** The key that must send is not among the network's accounts. */
export class SenderMissing extends Error {
  override readonly name = "SenderMissing";
  readonly senders: readonly string[];

  constructor(role: string, senders: readonly string[], network: string) {
    super(
      `The network ${network} has no key for ${senders.join(" or ")}, ${role}. Add the account's key ` +
        "to the network in hardhat.config.ts, or unlock the account in its node. Nothing was sent.",
    );
    this.senders = senders;
  }
}

/** The deployment was begun by another account than the one asked for. */
export class SenderChanged extends Error {
  override readonly name = "SenderChanged";

  /** @param option by which the sender is named */
  constructor(id: string, asked: string, began: string, option: "--from" | "--signer" = "--from") {
    const advice =
      option === "--from" ? "leave --from out or name that account" : "name that account's key";
    super(
      `${option} ${asked} cannot go on with ${id}. It was begun from ${began}: ${advice}. ` +
        "Nothing was sent.",
    );
  }
}

/** The platform's folder is there, and the file in which it is written down for apps is not. */
export class ExportMissing extends Error {
  override readonly name = "ExportMissing";

  constructor(path: string, folder: string, isFinished: boolean) {
    super(
      isFinished
        ? `There is no ${path}, though the platform was deployed, as ${folder} says. Run the platform's ` +
            "command again: it sends nothing and writes the file anew. Nothing was sent."
        : `There is no ${path}, since the platform in ${folder} was begun and is not finished. Run the ` +
            "platform's command again: it goes on where it was. Nothing was sent.",
    );
  }
}

/** The account asked for may not open classes of the issuer. */
export class NotRegistrar extends Error {
  override readonly name = "NotRegistrar";

  /** @param option by which the sender is named */
  constructor(
    asked: string,
    issuer: string,
    registrars: readonly string[],
    option: "--from" | "--signer" = "--from",
  ) {
    super(
      `${option} ${asked} is no registrar of ${issuer}; its registrars are ${registrars.join(", ")}. ` +
        `Name one of them${option === "--from" ? ", or leave --from out" : ""}.`,
    );
  }
}

/** Somebody deploys on this chain right now. */
export class DeploymentRunning extends Error {
  override readonly name = "DeploymentRunning";

  constructor(pid: number, host: string, started: string, path: string) {
    super(
      `A deployment to this chain runs already: process ${pid} on ${host}, since ${started}. Wait until ` +
        `it ends, then run the command again. If that machine is gone, remove ${path}.`,
    );
  }
}

/** Another process took this one's lock away. */
export class LockLost extends Error {
  override readonly name = "LockLost";

  constructor(path: string) {
    super(
      `${path} is no longer this process's: another deployment began, or the file was removed. This one ` +
        "stopped before it sent anything more. Run the command again when the other has ended.",
    );
  }
}

/** A transaction stays unmined, or the chain's node and the journal do not agree yet. */
export class StillWaiting extends Error {
  override readonly name = "StillWaiting";

  constructor(what: string) {
    super(
      `${what} What was done stays done: run the same command again later, and it goes on from there.`,
    );
  }
}

/** A step of the deployment failed. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";

  constructor(what: string, why: string) {
    super(
      `The step "${what}" failed: ${why} What was done before stays done; when the reason is gone, run ` +
        "the same command again, and it goes on from there.",
    );
  }
}

/** The steps of a half-done deployment are not those of this version of the program. */
export class StepsChanged extends Error {
  override readonly name = "StepsChanged";

  constructor(id: string, why: readonly string[]) {
    super(
      `${id} was begun with other contracts or steps than this version of Kessai has:\n` +
        `${why.map((line) => `  ${line}`).join("\n")}\n` +
        "Finish it with the version that began it (see the repository's history), then update.",
    );
  }
}

/** The sender has too little of the chain's own coin. */
export class SenderWithoutMeans extends Error {
  override readonly name = "SenderWithoutMeans";

  constructor(why: string) {
    super(
      `The sending account cannot pay the next transaction's fee (${why}). Fund it with the chain's own ` +
        "coin and run the same command again: it goes on from there.",
    );
  }
}

/** Ignition stopped for a reason that has no text of its own here. */
export class DeploymentStopped extends Error {
  override readonly name = "DeploymentStopped";

  constructor(why: string) {
    super(
      `The deployment stopped: ${why}. What was done stays done. Run the same command again; if it stops ` +
        "at the same place, run it with KESSAI_STACK=1 and report what it prints.",
    );
  }
}
