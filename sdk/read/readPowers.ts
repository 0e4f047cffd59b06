import type { Provider } from "ethers";
import { Authority__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { POWERS, type RoleName } from "../deploy/powers.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Text } from "../text/texts.ts";

/** One key and one power that the chain says it has. */
export interface PowerRow {
  /** The role's name, with the issuer's id for a registrar. */
  readonly role: Text;
  readonly holder: string;
  /** Seconds for which each of its actions is announced. */
  readonly delay: number;
  readonly may: Text;
}

const REGISTRAR_MAY: Text = {
  en:
    "open classes, issue, freeze, pledge, attach, consent, set record dates and documents; by two keys " +
    "or a delay: move or cancel units against a holder's will, redeem, unfreeze, release",
  ja:
    "銘柄開設、発行、凍結、質権・差押えの登録、譲渡承認、基準日・書類の指定。" +
    "二つの鍵または待機期間で強制移転・抹消・償還・凍結解除・担保解除",
};

/**
 * Who can do what, asked of the platform's authority for everybody whom the platform file names.
 * A holder of the file to whom the chain gives nothing is left out.
 */
export async function readPowers(
  provider: Provider,
  platform: Platform,
  file: PlatformFile,
): Promise<PowerRow[]> {
  const authority = Authority__factory.connect(platform.authority, provider);
  const asked: { id: bigint; role: Text; holder: string; may: Text }[] = [
    ...(Object.keys(POWERS) as RoleName[]).flatMap((name) => {
      const { role: id, label: role, may } = POWERS[name];
      return file.roles[name].holders.map((holder) => ({ id, role, holder, may }));
    }),
    ...file.issuers.flatMap((issuer) => {
      const role = { en: `registrar ${issuer.id}`, ja: `原簿管理人 ${issuer.id}` };
      return issuer.registrars.map((holder) => ({
        id: BigInt(issuer.registrarRole),
        role,
        holder,
        may: REGISTRAR_MAY,
      }));
    }),
  ];
  const rows = await Promise.all(
    asked.map(async ({ id, role, holder, may }): Promise<PowerRow[]> => {
      const [isMember, delay] = await authority.hasRole(id, holder);
      return isMember ? [{ role, holder, delay: Number(delay), may }] : [];
    }),
  );
  return rows.flat();
}
