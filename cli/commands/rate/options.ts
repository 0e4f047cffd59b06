import { Fixing__factory } from "../../../sdk/index.ts";
import type { Desk, Given, OptionSpec } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { codeOf, textOf } from "../../inputs.ts";

export const INDEX: OptionSpec = {
  flags: "--index <code>",
  about: { en: "as the platform file has it, such as TONA", ja: "指標の ID(TONA など)" },
  required: true,
};
export const DATE: OptionSpec = {
  flags: "--date <date>",
  about: { en: "of which the rate is", ja: "対象日" },
  required: true,
};

/**
 * The index that was named, and how many reports it needs.
 *
 * @throws ArgumentRefused if the platform fixes no such index
 */
export async function indexOf(given: Given, { platform, provider }: Desk) {
  const index = codeOf(given, "index");
  const contract = Fixing__factory.connect(platform.fixing, provider);
  const { quorum } = await contract.termsOf(index);
  const name = textOf(given, "index");
  if (quorum > 0n) return { index, name, quorum };
  throw new ArgumentRefused({
    en: `There is no fixing ${name}. Check its code in the platform file, or have the admin set it up: kessai platform order fixing.setIndex.`,
    ja: `基準金利 ${name} は設定されていません。プラットフォームファイルのコードを確認するか、管理者に設定を依頼してください: kessai platform order fixing.setIndex`,
  });
}

/** Millionths a year, in per cent. */
export function percent(rate: bigint): string {
  const [whole, rest] = [
    (rate < 0n ? -rate : rate) / 10_000n,
    (rate < 0n ? -rate : rate) % 10_000n,
  ];
  return `${rate < 0n ? "-" : ""}${whole}.${String(rest).padStart(4, "0")} %`;
}
