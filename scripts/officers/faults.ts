/** No key was given where one must sign or send. */
export class KeyNeeded extends Error {
  override readonly name = "KeyNeeded";

  constructor(variable: string, why: string) {
    super(
      `${why}. Put the key into the variable ${variable} (--key-env names another), or give an encrypted ` +
        "one by --keystore FILE. A key never stands on the command line, where others can read it.",
    );
  }
}

/** The password does not open the keystore, or it is none. */
export class KeystoreClosed extends Error {
  override readonly name = "KeystoreClosed";

  constructor(path: string, why: string) {
    super(`${path} was not opened: ${why}. Nothing was signed or sent.`);
  }
}

/** Nobody said yes. */
export class NotConfirmed extends Error {
  override readonly name = "NotConfirmed";

  constructor(isAsked: boolean) {
    super(
      isAsked
        ? "You did not answer yes, so nothing was signed."
        : "Nobody can be asked here, so nothing was signed. Read what would be signed, then run the same command with --yes.",
    );
  }
}

/** The request is another one than the officer was told of. */
export class OtherRequest extends Error {
  override readonly name = "OtherRequest";

  constructor(path: string, found: string, wanted: string) {
    super(
      `${path} has SHA-256 ${found}, not ${wanted} as --sha256 says. Ask whoever prepared it which is ` +
        "right. Nothing was signed.",
    );
  }
}

/** A file that others may have signed already would be written over. */
export class OutputThere extends Error {
  override readonly name = "OutputThere";

  /** @param option that names another file */
  constructor(path: string, option: string) {
    super(
      `${path} is there already and says something else; somebody may have signed it. Remove it, or name ` +
        `another file by ${option}. Nothing was written.`,
    );
  }
}

/** The verb is none. */
export class VerbUnknown extends Error {
  override readonly name = "VerbUnknown";

  constructor(word: string, verbs: readonly string[]) {
    super(`There is no verb ${word}. Say one of ${verbs.join(", ")}.`);
  }
}

/** The request is for other passes than those of the network's platform. */
export class OtherPass extends Error {
  override readonly name = "OtherPass";

  constructor(path: string, found: string, wanted: string) {
    super(
      `${path} is for the passes at ${found}, and the network's are at ${wanted}. Choose its network, or ` +
        "name its passes by --pass. Nothing was sent.",
    );
  }
}

/** The chain has no passes where they should be: it was wiped, or it is another one. */
export class PassesMissing extends Error {
  override readonly name = "PassesMissing";

  constructor(pass: string, chainId: number) {
    super(
      `There is no passes contract at ${pass} on chain ${chainId}. A development chain forgets everything ` +
        "when it is stopped: deploy the platform on it again. Else choose the right network by --network " +
        "or --url, or name the passes by --pass. Nothing was read, signed or sent.",
    );
  }
}
