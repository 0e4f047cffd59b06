import { ZeroHash } from "ethers";
import {
  BondLifecycle__factory,
  RegistrarDesk__factory,
  Split__factory,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classOf } from "../../inputs.ts";

/** Ends promises to trades while a split or a redemption runs. */
export const actionEndPromises: WriteCommand = {
  kind: "write",
  path: "action end-promises",
  about: {
    en: "end holds for trades while a split or redemption runs, so that no wallet is too long to be done (registrar)",
    ja: "分割・償還の実行中に約定の拘束を終了(原簿管理人)",
  },
  example:
    "action end-promises --class SBI-ST-1 " +
    "--hold 0x0000000000000000000000000000000000000000000000000000000000000007 --signer env:REGISTRAR_KEY",
  options: [
    { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
    {
      flags: "--hold <id>",
      about: { en: "as units show lists them; several times", ja: "拘束の ID(複数可)" },
      many: true,
      required: true,
    },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const { platform, provider } = desk;
    const holds = (given.options.hold as readonly string[]).map((id) => id.toLowerCase());
    if (!holds.every((id) => /^0x[0-9a-f]{64}$/.test(id))) {
      throw new ArgumentRefused({
        en: "--hold is a hold's id, 0x and 64 digits.",
        ja: "--hold は拘束の ID(0x と16進64桁)で指定してください。",
      });
    }
    const registrarDesk = RegistrarDesk__factory.connect(platform.desk, provider);
    const isSplit = (await registrarDesk.loanOf(address, platform.split)) !== ZeroHash;
    const [to, factory] = isSplit
      ? ([platform.split, Split__factory] as const)
      : ([platform.bonds, BondLifecycle__factory] as const);
    const contract = factory.connect(to, provider);
    const about = {
      en: `end ${holds.length} promises to trades in ${code}`,
      ja: `${code} の約定の拘束 ${holds.length} 件を終了`,
    };
    const args = [address, holds];
    return { title: about, calls: [{ to, contract, name: "endPromises", args, about }] };
  },
};
