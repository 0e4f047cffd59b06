import { recoverAddress } from "ethers";
import { attestation } from "../encode/attestation.ts";
import type { Attestation } from "../encode/passTypes.ts";
import { formatTime } from "../format/formatTime.ts";
import type { Officer, Officers } from "../read/readOfficers.ts";
import { filled } from "../text/filled.ts";
import { ToldError } from "../text/ToldError.ts";
import type { Lang, Text } from "../text/texts.ts";
import { hashRequest, type OfficersRequest } from "./request.ts";
import type { OfficerSignatures } from "./signatures.ts";
import { rulesOf } from "./verbs.ts";

/** KycPass takes no more attestations at once. */
const MOST_ATTESTATIONS = 8;

/** One officer's file. */
export interface SignatureFile {
  readonly fileName: string;
  readonly signatures: OfficerSignatures;
}

/** Why a file's signatures do not count. */
export interface SignatureFault {
  readonly fileName: string;
  readonly message: Text;
}

/** A request with what its officers signed: all that is needed to relay it. */
export interface Bundle {
  readonly request: OfficersRequest;
  /** SHA-256 of the request's file. */
  readonly sha256: string;
  /** For each item, by ascending officer number. */
  readonly attestations: readonly (readonly Attestation[])[];
}

export interface Collected {
  readonly bundle: Bundle;
  /** Numbers of the officers whose signatures are in it, ascending. */
  readonly officers: readonly number[];
  /** The files that do not count. */
  readonly faults: readonly SignatureFault[];
}

export interface CollectSignaturesParameters {
  readonly request: OfficersRequest;
  readonly files: readonly SignatureFile[];
  readonly officers: Officers;
  /** The chain's time, Unix seconds. */
  readonly now: number;
}

/** Too few good signatures. The message names every bad one, and who can still sign. */
export class SignaturesMissing extends Error {
  override readonly name = "SignaturesMissing";
  readonly faults: readonly SignatureFault[];
  /** Who is missing, without the faults. */
  readonly missing: Text;

  constructor(faults: readonly SignatureFault[], missing: Text) {
    super(told(faults, missing, "en"));
    this.faults = faults;
    this.missing = missing;
  }

  /** The message in a language. */
  in(lang: Lang): string {
    return told(this.faults, this.missing, lang);
  }
}

/** The request can no longer be relayed. */
export class RequestExpired extends ToldError {
  override readonly name = "RequestExpired";

  constructor(deadline: number) {
    super(
      {
        en:
          "The request could be relayed until {time}, and that has passed. Prepare it again and let the officers " +
          "sign anew.",
        ja: "この依頼の送信期限 {time} は過ぎています。依頼を作り直し、担当者の署名を取り直してください。",
      },
      { time: { en: formatTime(deadline, "en"), ja: formatTime(deadline, "ja") } },
    );
  }
}

export type CollectSignaturesErrors = SignaturesMissing | RequestExpired;

/**
 * Puts the officers' signatures together. Every signature is checked against what the request says and
 * against the officers on the chain; a file with one bad signature does not count at all.
 *
 * @throws SignaturesMissing if the good ones are no quorum; it says which are bad and who can still sign
 * @throws RequestExpired if the deadline has passed
 */
export function collectSignatures({
  request,
  files,
  officers: { officers, quorum },
  now,
}: CollectSignaturesParameters): Collected {
  if (now > request.deadline) throw new RequestExpired(request.deadline);
  const sha256 = hashRequest(request);
  const good = new Map<number, SignatureFile>();
  const faults: SignatureFault[] = [];
  for (const file of files) {
    const { fileName, signatures } = file;
    const officer = officerOf(signatures, officers);
    const message = faultOf(request, sha256, signatures, officer);
    const earlier = officer === undefined ? undefined : good.get(officer.number);
    if (message !== undefined) faults.push({ fileName, message });
    else if (officer !== undefined && earlier !== undefined) {
      const values = { number: officer.number, other: earlier.fileName };
      faults.push({ fileName, message: filled(TEXTS.twice, values) });
    } else if (officer !== undefined) good.set(officer.number, file);
  }

  const rules = rulesOf(request.verb);
  const needed = rules.byQuorum ? quorum : 1;
  if (good.size < needed) {
    const others = officers.filter(({ number, state }) => state === "active" && !good.has(number));
    const numbers = others.map(({ number }) => number).join(", ");
    const values = { have: good.size, needed, more: needed - good.size, numbers };
    const isPossible = others.length >= needed - good.size;
    throw new SignaturesMissing(
      faults,
      filled(isPossible ? TEXTS.missing : TEXTS.impossible, values),
    );
  }
  const numbers = [...good.keys()].toSorted((a, b) => a - b).slice(0, MOST_ATTESTATIONS);
  // A suspension is one officer's; a further one would find nothing left to suspend.
  const used = request.verb === "suspend" ? numbers.slice(0, 1) : numbers;
  const attestations = request.items.map((_, index) =>
    used.map((number) => attestation(number, good.get(number)?.signatures.signatures[index] ?? "")),
  );
  return { bundle: { request, sha256, attestations }, officers: used, faults };
}

const TEXTS = {
  otherChain: {
    en: "it is for chain {chainId} and the passes at {pass}, the request for chain {chainIdHere} and {passHere}. Sign this request.",
    ja: "署名はチェーン {chainId} のパス登録簿 {pass} に対するもので、この依頼（チェーン {chainIdHere}、{passHere}）のものではありません。この依頼に署名してください。",
  },
  otherRequest: {
    en: "it signs another request, with SHA-256 {signed}; this one has {wanted}. Let officer key {key} sign this one.",
    ja: "別の依頼（SHA-256 {signed}）への署名です。この依頼は {wanted} です。{key} がこの依頼に署名してください。",
  },
  count: {
    en: "it has {given} signatures, the request {wanted} items. Sign the whole request.",
    ja: "署名 {given} 件に対し依頼は {wanted} 件です。依頼全体に署名してください。",
  },
  wrongKey: {
    en: "signature {index} (row {reference}) is by {signer}, and the file says it is by {key}. Let {key} sign again.",
    ja: "{index} 番目（{reference}）の署名は {signer} によるもので、ファイルが示す {key} のものではありません。{key} が署名し直してください。",
  },
  noSignature: {
    en: "signature {index} (row {reference}) is no valid signature of anybody. Let {key} sign again.",
    ja: "{index} 番目（{reference}）の署名は無効です。{key} が署名し直してください。",
  },
  nobody: {
    en: "{key} is not an officer and never was. Sign with the key of an officer.",
    ja: "{key} はKYC担当者ではありません。担当者の鍵で署名してください。",
  },
  removed: {
    en: "officer {number} ({key}) was removed and attests nothing more. Ask another officer.",
    ja: "KYC担当者 {number}（{key}）は解任済みで署名できません。他の担当者に依頼してください。",
  },
  disowned: {
    en: "officer {number} ({key}) is disowned since {since} and attests nothing. Ask another officer.",
    ja: "KYC担当者 {number}（{key}）は {since} 以降否認されており署名できません。他の担当者に依頼してください。",
  },
  twice: {
    en: "officer {number} signed already, in {other}. Leave one of the files out.",
    ja: "KYC担当者 {number} は {other} で署名済みです。一方を除いてください。",
  },
  missing: {
    en: "{have} of {needed} officers have signed; missing {more} of officers {numbers}.",
    ja: "署名は {needed} 名中 {have} 名分です。KYC担当者 {numbers} のうち {more} 名が不足しています。",
  },
  impossible: {
    en: "{have} of {needed} officers have signed, and too few active officers are left (officers {numbers}). The admin must add officers.",
    ja: "署名は {needed} 名中 {have} 名分で、在任中の担当者（{numbers}）では足りません。管理者による担当者の追加が必要です。",
  },
} satisfies Record<string, Text>;

/** The officer whose key a file names; of a key that was taken up again, the active one. */
function officerOf({ officer }: OfficerSignatures, officers: readonly Officer[]) {
  const known = officers.filter(({ key }) => key.toLowerCase() === officer.toLowerCase());
  return known.find(({ state }) => state === "active") ?? known.at(-1);
}

function faultOf(
  request: OfficersRequest,
  sha256: string,
  given: OfficerSignatures,
  officer: Officer | undefined,
): Text | undefined {
  const { chainId, pass, officer: key, signatures } = given;
  if (chainId !== request.chainId || pass !== request.pass) {
    const here = { chainIdHere: request.chainId, passHere: request.pass };
    return filled(TEXTS.otherChain, { chainId, pass, ...here });
  }
  if (given.request !== sha256) {
    return filled(TEXTS.otherRequest, { signed: given.request, wanted: sha256, key });
  }
  if (signatures.length !== request.items.length) {
    return filled(TEXTS.count, { given: signatures.length, wanted: request.items.length });
  }
  for (const [index, { digest, rows }] of request.items.entries()) {
    const signer = signerOf(digest, signatures[index] ?? "");
    const values = { index: index + 1, reference: rows[0]?.reference ?? "", key };
    if (signer === undefined) return filled(TEXTS.noSignature, values);
    if (signer.toLowerCase() !== key.toLowerCase()) {
      return filled(TEXTS.wrongKey, { ...values, signer });
    }
  }
  if (officer === undefined) return filled(TEXTS.nobody, { key });
  const { number, state, disownedSince } = officer;
  if (state === "removed") return filled(TEXTS.removed, { number, key });
  if (state === "active") return undefined;
  return filled(TEXTS.disowned, (lang) => ({
    number,
    key,
    since: formatTime(disownedSince, lang),
  }));
}

function signerOf(digest: string, signature: string): string | undefined {
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}

function told(faults: readonly SignatureFault[], missing: Text, lang: Lang): string {
  const bad = faults.map(({ fileName, message }) => `${fileName}: ${message[lang]}`);
  return [...bad, missing[lang]].join("\n");
}
