import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";
import { POWERS, type RoleName } from "./powers.ts";

/** One key and one power that a platform file gives it. */
export interface FilePower {
  /** The role's number at the platform's authority. */
  readonly id: bigint;
  /** The role's name, with the issuer's id for a registrar. */
  readonly role: Text;
  readonly holder: string;
  /** Seconds for which each of its actions is announced. */
  readonly delay: number;
  readonly may: Text;
}

export const REGISTRAR_LABEL: Text = { en: "registrar", ja: "原簿管理人" };

export const REGISTRAR_MAY: Text = {
  en:
    "open classes, issue, freeze, pledge, attach, consent, set record dates and documents; by two keys " +
    "or a delay: move or cancel units against a holder's will, redeem, unfreeze, release",
  ja:
    "銘柄開設、発行、凍結、質権・差押えの登録、譲渡承認、基準日・書類の指定。" +
    "二つの鍵または待機期間で強制移転・抹消・償還・凍結解除・担保解除",
};

/** Who will hold which power after which delay, as a platform file has it. */
export function powersOf(file: Pick<PlatformFile, "roles" | "issuers">): FilePower[] {
  return [
    ...(Object.keys(POWERS) as RoleName[]).flatMap((name) => {
      const { role: id, label: role, may } = POWERS[name];
      const { holders, delay } = file.roles[name];
      return holders.map((holder) => ({ id, role, holder, delay, may }));
    }),
    ...registrarPowers(file.issuers),
  ];
}

function registrarPowers(issuers: PlatformFile["issuers"]): FilePower[] {
  return issuers.flatMap(({ id: issuer, registrarRole, registrars }) => {
    const role = {
      en: `${REGISTRAR_LABEL.en} ${issuer}`,
      ja: `${REGISTRAR_LABEL.ja} ${issuer}`,
    };
    const id = BigInt(registrarRole);
    return registrars.map((holder) => ({ id, role, holder, delay: 0, may: REGISTRAR_MAY }));
  });
}
