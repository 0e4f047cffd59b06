import type { Line } from "./results.ts";

/** One axis: linear from zero, or logarithmic between powers of ten. */
export interface Axis {
  readonly label: string;
  readonly log?: true;
  readonly min: number;
  readonly max: number;
}

/** A limit that nothing passes: at one value of x, or a curve over x. */
export type Cap = { readonly name: string } & (
  | { readonly x: number }
  | { readonly y: (x: number) => number }
);

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly caps: readonly Cap[];
}

const SIZE = { width: 820, height: 430 };
const PLOT = { left: 72, top: 44, right: 560, bottom: 376 };
const LEGEND = { left: 580, top: 56, step: 20 };
/** Points of a curved limit. */
const STEPS = 60;

/**
 * A chart as SVG that needs nothing else: its colours follow the reader's light or dark scheme, lines differ
 * by mark and not by colour alone, limits are dashed.
 */
export function chart({ title, x, y, lines, caps }: Chart): string {
  const acrossX = scale(x, PLOT.left, PLOT.right);
  const acrossY = scale(y, PLOT.bottom, PLOT.top);
  const place = ([at, value]: readonly [number, number]) =>
    [acrossX(at), acrossY(value)].map(rounded) as [number, number];

  const drawn = lines.map(({ points }, number) => {
    const places = points.map(place);
    return [
      `<polyline class="l s${number}" points="${places.map((each) => each.join(",")).join(" ")}"/>`,
      ...places.map((each) => mark(number, each)),
    ].join("");
  });
  const limits = caps.map((cap, number) => {
    const points =
      "x" in cap
        ? ([
            [cap.x, y.min],
            [cap.x, y.max],
          ] as const)
        : curve(x, cap.y);
    const path = points.map(place).map((each) => each.join(","));
    return `<polyline class="c d${number}" points="${path.join(" ")}"/>`;
  });

  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<clipPath id="p"><rect x="${PLOT.left}" y="${PLOT.top - 6}" width="${PLOT.right - PLOT.left + 6}" height="${PLOT.bottom - PLOT.top + 12}"/></clipPath>`,
    `<rect class="b" width="${SIZE.width}" height="${SIZE.height}"/>`,
    `<text class="h" x="16" y="25">${escaped(title)}</text>`,
    ...ticks(x).map((at) => tickOfX(at, rounded(acrossX(at)))),
    ...ticks(y).map((at) => tickOfY(at, rounded(acrossY(at)))),
    `<path class="a" d="M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}"/>`,
    `<text class="m" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 42}">${escaped(x.label)}</text>`,
    `<text class="m" transform="translate(18 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)">${escaped(y.label)}</text>`,
    `<g clip-path="url(#p)">${[...limits, ...drawn].join("\n")}</g>`,
    ...legend(lines, caps),
    "</svg>",
  ].join("\n")}\n`;
}

function legend(lines: readonly Line[], caps: readonly Cap[]): string[] {
  const row = (place: number) => LEGEND.top + place * LEGEND.step;
  const text = (place: number, name: string) =>
    `<text x="${LEGEND.left + 34}" y="${row(place) + 4}">${escaped(name)}</text>`;
  const sample = (place: number, style: string) =>
    `<path class="${style}" d="M${LEGEND.left} ${row(place)}h26"/>`;
  return [
    ...lines.map(({ name }, at) =>
      [sample(at, `l s${at}`), mark(at, [LEGEND.left + 13, row(at)]), text(at, name)].join(""),
    ),
    ...caps.map(({ name }, at) => {
      const place = lines.length + at + 0.5;
      return `${sample(place, `c d${at}`)}${text(place, name)}`;
    }),
  ];
}

function mark(number: number, [x, y]: readonly [number, number]): string {
  const shapes = [
    `<circle class="f${number}" cx="${x}" cy="${y}" r="3.5"/>`,
    `<rect class="f${number}" x="${x - 3.2}" y="${y - 3.2}" width="6.4" height="6.4"/>`,
    `<path class="f${number}" d="M${x} ${y - 4.4}l4.2 7.4h-8.4z"/>`,
    `<path class="f${number}" d="M${x} ${y - 4.6}l4.6 4.6l-4.6 4.6l-4.6 -4.6z"/>`,
    `<path class="f${number}" d="M${x} ${y + 4.4}l4.2 -7.4h-8.4z"/>`,
  ];
  return shapes[number % shapes.length]!;
}

function tickOfX(at: number, x: number): string {
  return `<path class="g" d="M${x} ${PLOT.top}V${PLOT.bottom}"/><text class="m" x="${x}" y="${PLOT.bottom + 18}">${short(at)}</text>`;
}

function tickOfY(at: number, y: number): string {
  return `<path class="g" d="M${PLOT.left} ${y}H${PLOT.right}"/><text class="e" x="${PLOT.left - 8}" y="${y + 4}">${short(at)}</text>`;
}

function scale({ log, min, max }: Axis, from: number, to: number): (value: number) => number {
  const of = (value: number) => (log ? Math.log10(value) : value);
  return (value) => from + ((of(value) - of(min)) / (of(max) - of(min))) * (to - from);
}

function ticks({ log, min, max }: Axis): number[] {
  if (!log) {
    const step = stepOf(max - min);
    return Array.from(
      { length: Math.floor((max - min) / step + 1e-9) + 1 },
      (_, i) => min + i * step,
    );
  }
  const [first, last] = [Math.ceil(Math.log10(min) - 1e-9), Math.floor(Math.log10(max) + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/** One, two or five of a power of ten, four to nine times in a span. */
function stepOf(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 4));
  return power * ([1, 2, 5].findLast((each) => span / (each * power) >= 4) ?? 1);
}

function curve({ log, min, max }: Axis, y: (x: number) => number): [number, number][] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const x = log ? min * (max / min) ** (i / STEPS) : min + ((max - min) * i) / STEPS;
    return [x, y(x)];
  });
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1e3 ? `${value / 1e3}k` : String(rounded(value));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Distinct on white and on black, and for eyes that tell red from green badly. */
const COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ["#0067a5", "#5cb3ee"],
  ["#c24e00", "#ff8f4d"],
  ["#007a5a", "#3ccf9f"],
  ["#a3457f", "#e58fc4"],
  ["#8a6d00", "#e3bf3b"],
  ["#5d5d5d", "#b8b8b8"],
];
const DASHES = ["7 4", "2 4", "10 3 2 3", "1 3"];

const STYLE = [
  "text{font:12px system-ui,sans-serif;fill:#24292f}.h{font-size:15px;font-weight:600}.m{text-anchor:middle}.e{text-anchor:end}",
  ".b{fill:#fff}.g{stroke:#d8dee4;stroke-width:.7}.a{stroke:#57606a;fill:none}.l{fill:none;stroke-width:2}.c{fill:none;stroke:#cf222e;stroke-width:1.6}",
  ...DASHES.map((dash, number) => `.d${number}{stroke-dasharray:${dash}}`),
  ...colours(0),
  "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.b{fill:#0d1117}.g{stroke:#30363d}.a{stroke:#8b949e}.c{stroke:#ff7b72}",
  ...colours(1),
  "}",
].join("");

function colours(scheme: 0 | 1): string[] {
  return COLOURS.map(
    (both, number) => `.s${number}{stroke:${both[scheme]}}.f${number}{fill:${both[scheme]}}`,
  );
}
