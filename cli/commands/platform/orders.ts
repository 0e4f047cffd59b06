import { z } from "zod";
import { table } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { orders } from "../../desk/orders.ts";

/** What `platform order` can give. */
export const platformOrders: LocalCommand = {
  kind: "local",
  path: "platform orders",
  about: {
    en: "list the orders of the platform's powers that platform order gives, and what each takes",
    ja: "platform order で実行できる権限操作と引数の一覧",
  },
  example: "platform orders",
  result: z.strictObject({
    orders: z.array(
      z.strictObject({
        ...{ name: z.string(), role: z.string() },
        takes: z.array(z.strictObject({ name: z.string(), type: z.string() })),
      }),
    ),
  }),
  async run({ lang }) {
    const all = orders().map(({ name, role, takes }) => ({ name, role: role[lang], takes }));
    const rows = all.map(({ name, role, takes }) => [
      ...[name, role, takes.map((each) => `${each.name}: ${each.type}`).join(", ")],
    ]);
    const headings = lang === "ja" ? ["操作", "権限", "引数"] : ["order", "power", "takes"];
    return {
      value: { orders: all },
      lines: table(rows, { columns: headings.map((heading) => ({ heading })) }).split("\n"),
    };
  },
};
