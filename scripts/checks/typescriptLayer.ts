import { posix } from "node:path";

interface Layer {
  /** Where its relative imports may lead: a folder (ends in a slash) or a file. */
  readonly paths: readonly string[];
  /** Which npm packages it may use; undefined means any, and Node's own modules. */
  readonly packages?: readonly string[];
  readonly rule: string;
}

const SDK_DOOR = "sdk/index.ts";

/**
 * The register makes documents, seals names and signs for what it says, which needs Node: no browser loads
 * it. The rest of the sdk stays free of it.
 */
const REGISTER = { folder: "sdk/register/", packages: ["pdfkit", "node:crypto"] };

const LAYERS: Record<string, Layer> = {
  sdk: {
    paths: ["sdk/", "types/"],
    packages: ["ethers", "yaml", "zod", "node:fs/promises", "@holiday-jp/holiday_jp"],
    rule: "sdk imports only its own files, types/ and the packages ethers, yaml, zod, @holiday-jp/holiday_jp and node:fs/promises",
  },
  cli: {
    paths: ["cli/", "scripts/deploy/", "scripts/officers/", "scripts/scenarios/", SDK_DOOR],
    rule: `cli imports only its own files, those of scripts that deploy and build, ${SDK_DOOR} and packages`,
  },
  scripts: {
    paths: ["scripts/", SDK_DOOR],
    rule: `scripts import only their own files, ${SDK_DOOR} and packages`,
  },
};

/** Reads the data that come with the sdk as it is imported: CommonJS cannot wait for a promise. */
const READS_AT_ONCE = { file: "sdk/files/placements.ts", specifier: "node:fs" };

/**
 * Why a TypeScript file may not import `specifier`, or undefined when it may. An undefined
 * specifier is a computed one.
 * The rule: cli and scripts reach the chain through the sdk's one door, the sdk knows nothing of
 * who uses it, and nothing outside test/ and bench/ leans on them.
 */
export function typescriptLayer(file: string, specifier: string | undefined): string | undefined {
  const top = file.split("/")[0] ?? "";
  if (top === "test" || top === "bench") return undefined;
  if (file === READS_AT_ONCE.file && specifier === READS_AT_ONCE.specifier) return undefined;
  if (file.startsWith(REGISTER.folder) && REGISTER.packages.includes(specifier ?? "")) {
    return undefined;
  }
  const layer = Object.hasOwn(LAYERS, top) ? LAYERS[top] : undefined;
  if (specifier === undefined) {
    return layer && "a computed import hides what it reaches: write the name out";
  }
  if (specifier.startsWith("#") || specifier.startsWith("/") || specifier.startsWith("file:")) {
    return layer && `"${specifier}" hides which layer it reaches: import by relative path`;
  }
  return specifier.startsWith(".")
    ? refusePath(posix.join(posix.dirname(file), specifier), layer)
    : refusePackage(specifier, layer);
}

function refusePath(target: string, layer: Layer | undefined): string | undefined {
  if (/^(test|bench)(\/|$)/.test(target)) {
    return `${target}: only test/ and bench/ import test/ or bench/`;
  }
  const allowed = layer?.paths.some((path) =>
    path.endsWith("/") ? `${target}/`.startsWith(path) : target === path,
  );
  return layer === undefined || allowed ? undefined : `${target}: ${layer.rule}`;
}

function refusePackage(specifier: string, layer: Layer | undefined): string | undefined {
  const allowed = layer?.packages?.some(
    (name) => specifier === name || specifier.startsWith(`${name}/`),
  );
  return layer?.packages === undefined || allowed ? undefined : `"${specifier}": ${layer.rule}`;
}
