import { encodeBytes32String } from "ethers";
import { z } from "zod";
import { Offering__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf, classOf, textOf } from "../../inputs.ts";

/** Opens a list of persons who are asked to buy. */
export const offerList: WriteCommand = {
  kind: "write",
  path: "offer list",
  about: {
    en: "open a list of persons asked to buy (勧誘), with its limit and window for good (registrar)",
    ja: "勧誘人数の管理簿を開設(上限と通算期間は変更不可、原簿管理人)",
  },
  example:
    "offer list --class SBI-ST-1 --name BONDS-2027 --most 49 --days 93 --signer env:REGISTRAR_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "a class of its issuer", ja: "発行会社の銘柄コード" },
      required: true,
    },
    {
      flags: "--name <text>",
      about: { en: "of the list, up to 31 bytes", ja: "管理簿の名称" },
      required: true,
    },
    {
      flags: "--most <number>",
      about: { en: "persons within the window at most", ja: "通算期間内の上限人数" },
      required: true,
    },
    {
      flags: "--days <number>",
      about: { en: "of the window, 400 at most", ja: "通算期間の日数" },
      required: true,
    },
  ],
  result: writtenWith(z.strictObject({ list: z.string() })),
  async plan(given, desk) {
    const { issuer } = classOf(given, desk);
    const known = desk.deployment.platform.issuers.find(({ id }) => id === issuer);
    if (known === undefined) {
      throw new ArgumentRefused(`The deployment names no registrar role of ${issuer}.`);
    }
    const name = textOf(given, "name");
    if (Buffer.byteLength(name) > 31) throw new ArgumentRefused("--name has 31 bytes at most.");
    const [most, days] = [amountOf(given, "most"), amountOf(given, "days")];
    const to = desk.platform.offering;
    const contract = Offering__factory.connect(to, desk.provider);
    const key = encodeBytes32String(name);
    const list = await contract.solicitationListId(known.registrarRole, key);
    const about = {
      en: `open the list ${name} of ${issuer}: ${most} persons within ${days} days`,
      ja: `${issuer} の勧誘管理簿 ${name} を開設: ${days} 日間で ${most} 名まで`,
    };
    const args = [known.registrarRole, key, most, days];
    return {
      title: about,
      calls: [{ to, contract, name: "openSolicitationList", args, about }],
      notes: [list],
      after: async () => ({ value: { list }, lines: [] }),
    };
  },
};
