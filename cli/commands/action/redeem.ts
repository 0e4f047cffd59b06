import {
  BondLifecycle__factory,
  formatYen,
  ISecurityToken__factory,
  PER_YEN_SCALE,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { payIn } from "../../desk/payIn.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { classOf } from "../../inputs.ts";

/** Stops a bond's class and pays in all that is left; `action run --class` pays it out and ends the units. */
export const actionRedeem: WriteCommand = {
  kind: "write",
  path: "action redeem",
  about: {
    en: "stop a bond's class, and pay in its last interest and its face",
    ja: "銘柄を停止し、最終利息と元本を払込み(償還)",
  },
  example: "action redeem --class SBI-ST-1 --signer env:ISSUER_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "the bond's class", ja: "銘柄コード" },
      required: true,
    },
    { flags: "--early", about: { en: "at an announced early date", ja: "公告済みの繰上償還" } },
  ],
  async plan(given, desk) {
    const { provider, platform } = desk;
    const { address, code } = classOf(given, desk);
    const contract = BondLifecycle__factory.connect(platform.bonds, provider);
    const token = ISecurityToken__factory.connect(address, provider);
    const [interest, principal] = await contract.dueOf(address);
    const supply = await token.totalSupply();
    const yen = (supply * interest) / PER_YEN_SCALE + (supply * principal) / PER_YEN_SCALE;
    const { calls, notes } = await payIn(desk, await senderOf(given, desk), yen);
    const isEarly = given.options.early === true;
    const about = {
      en: `redeem ${code}${isEarly ? " early" : ""}: pay in ${formatYen(yen)} for ${supply} units`,
      ja: `${code} の${isEarly ? "繰上" : ""}償還: ${supply} 口分 ${formatYen(yen)} を払込み`,
    };
    const name = isEarly ? "redeemEarly" : "redeem";
    return {
      ...{ title: about, notes },
      calls: [...calls, { to: platform.bonds, contract, name, args: [address], about }],
    };
  },
};
