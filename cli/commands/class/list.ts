import { z } from "zod";
import { ISecurityToken__factory, table } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";

/** The classes of a deployment. */
export const classList: ReadCommand = {
  kind: "read",
  path: "class list",
  about: { en: "list the classes that are deployed", ja: "配備済み銘柄の一覧" },
  example: "class list",
  result: z.array(
    z.strictObject({
      ...{ code: z.string(), symbol: z.string(), name: z.string(), issuer: z.string() },
      ...{ number: z.number(), address: z.string(), supply: z.string(), holders: z.number() },
      ...{ isPaused: z.boolean(), isClosed: z.boolean() },
    }),
  ),
  async run({ lang }, { deployment, provider }) {
    const value = await Promise.all(
      Object.entries(deployment.classes).map(async ([code, each]) => {
        const { symbol, name, issuer, number, address } = each;
        const token = ISecurityToken__factory.connect(address, provider);
        const [supply, holders, isPaused, isClosed] = await Promise.all([
          ...[token.totalSupply(), token.holderCount(), token.isPaused(), token.isClosed()],
        ] as const);
        return {
          ...{ code, symbol, name: name[lang], issuer, number, address },
          ...{ supply: String(supply), holders: Number(holders), isPaused, isClosed },
        };
      }),
    );
    const none = {
      en: "There is no class yet: kessai class deploy FILE",
      ja: "銘柄はまだありません: kessai class deploy FILE",
    };
    if (value.length === 0) return { value, lines: [none[lang]] };
    const rows = value.map(({ code, symbol, issuer, supply, holders, address, ...flags }) => [
      ...[code, symbol, issuer, BigInt(supply).toLocaleString("en-US"), String(holders)],
      ...[flags.isClosed ? "closed" : flags.isPaused ? "paused" : "open", address],
    ]);
    const headings = {
      en: ["class", "symbol", "issuer", "units", "holders", "state", "address"],
      ja: ["銘柄", "略称", "発行会社", "数量", "保有者", "状態", "アドレス"],
    };
    const columns = headings[lang].map((heading, index) => ({
      heading,
      align: index === 3 || index === 4 ? ("right" as const) : ("left" as const),
    }));
    return { value, lines: table(rows, { columns }).split("\n") };
  },
};
