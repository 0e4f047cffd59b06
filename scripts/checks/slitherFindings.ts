/** One thing that Slither doubts. */
export interface SlitherFinding {
  readonly detector: string;
  readonly impact: "High" | "Medium";
  /** Contract and function or variable, like DvpSettlement._pay. */
  readonly place: string;
  readonly file: string;
  readonly line: number;
}

interface Element {
  readonly type: string;
  readonly name: string;
  readonly source_mapping: {
    readonly filename_relative: string;
    readonly lines: readonly number[];
  };
  readonly type_specific_fields?: { readonly parent?: Element };
}

interface Report {
  readonly success: boolean;
  readonly error: string | null;
  readonly results: {
    readonly detectors?: readonly {
      readonly check: string;
      readonly impact: string;
      readonly elements: readonly Element[];
    }[];
  };
}

/** Slither could not judge the contracts; says what it said. */
export class SlitherFailed extends Error {
  override readonly name = "SlitherFailed";

  constructor(said: string) {
    super(`Slither judged nothing: ${said}`);
  }
}

/**
 * The high and medium findings of Slither's JSON report whose place is under contracts/, in the order of file and
 * line. Packages that the project depends on are their makers' to judge.
 */
export function slitherFindings(report: string): SlitherFinding[] {
  const { success, error, results } = JSON.parse(report) as Report;
  if (!success) throw new SlitherFailed(error ?? "no reason was given");
  return (results.detectors ?? [])
    .flatMap(({ check, impact, elements }) => {
      const [first] = elements;
      if (first === undefined || (impact !== "High" && impact !== "Medium")) return [];
      const { filename_relative: file, lines } = first.source_mapping;
      if (!file.startsWith("contracts/")) return [];
      return [
        { detector: check, impact, place: placeOf(first), file, line: lines[0] ?? 1 } as const,
      ];
    })
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/** A local variable's place is its function's. */
function placeOf(element: Element): string {
  const parent = element.type_specific_fields?.parent;
  if (parent === undefined) return element.name;
  if (element.type === "contract" || parent.type === "contract") {
    return `${parent.name}.${element.name}`;
  }
  return placeOf(parent);
}
