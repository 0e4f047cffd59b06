import type { ActHold } from "../../../sdk/index.ts";
import type { Given } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";

/** What `--take HOLD:UNITS` says, once for each hold. */
export function takenOf({ options }: Given): readonly ActHold[] {
  return ((options.take as readonly string[] | undefined) ?? []).map((text) => {
    const [, id, units] = /^(0x[0-9a-fA-F]{64}):(\d{1,20})$/.exec(text.normalize("NFKC")) ?? [];
    if (id === undefined || units === undefined || BigInt(units) === 0n) {
      throw new ArgumentRefused(
        `--take is a hold's id, a colon and units, not ${text}. \`kessai units show --wallet …\` lists the holds.`,
      );
    }
    return { id: id.toLowerCase(), units: BigInt(units) };
  });
}
