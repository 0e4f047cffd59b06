import { ISecurityToken__factory, RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { CONSENT_OPTIONS, REASON } from "../../desk/consents.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { addressOf, classOf, codeOf } from "../../inputs.ts";

const SAID = ["--class", "--from", "--to"];

/** Ends a consent that is not used up. */
export const consentTakeBack: WriteCommand = {
  kind: "write",
  path: "consent take-back",
  about: {
    en: "end a consent that was given and is not used up (registrar)",
    ja: "未使用の譲渡承認を取消し(原簿管理人)",
  },
  example:
    "consent take-back --class SBI-ST-1 --from 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --reason MISTAKE-3 --signer env:REGISTRAR_KEY",
  options: [
    ...CONSENT_OPTIONS.filter(({ flags }) => SAID.some((each) => flags.startsWith(`${each} `))),
    REASON,
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [from, receiver] = [addressOf(given, "from"), addressOf(given, "to")];
    const [units] = await ISecurityToken__factory.connect(address, desk.provider).consentOf(
      ...([from, receiver] as const),
    );
    if (units === 0n) {
      throw new ArgumentRefused({
        en: `There is no consent to move ${code} from ${from} to ${receiver} that is not used up. \`kessai consent list\` shows those that can still be used.`,
        ja: `${from} から ${receiver} への ${code} の未使用の譲渡承認はありません。利用できる承認は kessai consent list で確認してください。`,
      });
    }
    const about = {
      en: `end the consent to move ${code} from ${from} to ${receiver}`,
      ja: `${code} の ${from} から ${receiver} への譲渡承認を取消し`,
    };
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    const args = [address, from, receiver, codeOf(given, "reason")];
    return { title: about, calls: [{ to, contract, name: "takeConsentBack", args, about }] };
  },
};
