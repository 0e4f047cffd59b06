import { formatDuration, KEY_POWERS, type KeyPower, type PlatformFile } from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

/** Who may call what, after which delay, how many together, and what a leaked key can do, as docs/powers.md shows it. */
export function powersTables(file: PlatformFile): GeneratedTable {
  const lines = [
    "| who | 誰 | keys | after | one key alone may |",
    "|---|---|---|---|---|",
    ...KEY_POWERS.map((power) => overview(power, file)),
    ...KEY_POWERS.flatMap((power) => ["", ...section(power)]),
  ];
  return {
    page: "docs/powers.md",
    table: lines.join("\n"),
    from: "sdk/deploy/powers.ts, sdk/deploy/keyPowers.ts and examples/platform.yaml",
  };
}

function overview({ label, keys, delay, alone, together }: KeyPower, file: PlatformFile): string {
  const { must, of } = keys(file);
  const seconds = delay(file);
  const count = Object.keys(together).length === 0 ? `1 of ${of}` : `${must} of ${of}`;
  const after = seconds === 0 ? "at once" : formatDuration(seconds, "en");
  const at = Object.keys(alone).join(", ") || "–";
  return `| [${label.en}](#${anchor(label.en)}) | ${label.ja} | ${count} | ${after} | ${at} |`;
}

function section({ label, may, atWorst, alone, together }: KeyPower): string[] {
  return [
    `## ${label.en}`,
    "",
    `- ${label.en}: ${may.en}.`,
    `- ${label.ja}：${may.ja}。`,
    ...functionLine("One key alone", alone),
    ...functionLine("Several keys together", together),
    `- Leaked, at worst: ${atWorst.en}.`,
    `- 漏えい時の最悪：${atWorst.ja}。`,
  ];
}

function functionLine(who: string, functions: KeyPower["alone"]): string[] {
  const calls = Object.entries(functions).map(
    ([contract, names]) => `${contract} ${names.map((name) => `\`${name}\``).join(", ")}`,
  );
  return calls.length === 0 ? [] : [`- ${who}: ${calls.join("; ")}.`];
}

function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(" ", "-");
}
