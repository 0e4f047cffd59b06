import { RESTRICTED_INTERFACES } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { argumentsOf, orders } from "../../desk/orders.ts";
import { textOf } from "../../inputs.ts";

/** Gives an order of one of the platform's powers that has no command of its own. */
export const platformOrder: WriteCommand = {
  kind: "write",
  path: "platform order",
  about: {
    en: "give an order of a power that has no command of its own (admin and others, announced where it has a delay)",
    ja: "専用コマンドのない権限操作を実行(管理者など、予告期間があれば予告)",
  },
  example: "platform order yen.setLimits 1,000,000,000 50,000,000 --signer env:ADMIN_KEY",
  arguments: [
    {
      name: "order",
      about: { en: "as platform orders lists them", ja: "操作(platform orders を参照)" },
    },
    {
      name: "values",
      about: { en: "what it takes, in its order", ja: "引数(一覧の順)" },
      required: false,
      many: true,
    },
  ],
  async plan(given, desk) {
    const asked = textOf(given, "order");
    const order = orders().find(({ name }) => name.toLowerCase() === asked.toLowerCase());
    if (order === undefined) {
      throw new ArgumentRefused(
        {
          en: "There is no order {asked}. `kessai platform orders` lists them.",
          ja: "操作 {asked} はありません。`kessai platform orders` で一覧できます。",
        },
        { asked },
      );
    }
    const words = (given.arguments.values ?? []) as readonly string[];
    const args = argumentsOf(order, words);
    const shown = order.takes.map(({ name }, index) => `${name} ${words[index]}`).join(", ");
    const said = shown === "" ? order.name : `${order.name}: ${shown}`;
    const about = { en: `${said} (${order.role.en})`, ja: `${said} (${order.role.ja})` };
    const contract = { interface: RESTRICTED_INTERFACES[order.contract] };
    const to = desk.platform[order.contract];
    return { title: about, calls: [{ to, contract, name: order.function, args, about }] };
  },
};
