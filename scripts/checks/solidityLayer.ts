import { posix } from "node:path";

const DOMAINS = new Set([
  "identity",
  "ledger",
  "money",
  "securities",
  "settlement",
  "market",
  "lending",
]);
const LIBRARY = "@openzeppelin/contracts/";
const LEDGER_USERS = new Set(["money", "securities"]);

/**
 * Why a Solidity file may not import `specifier`, or undefined when it may.
 * The rule: a domain reaches another through that domain's interfaces only; types and governance
 * are open to all, ledger to the two tokens.
 */
export function solidityLayer(file: string, specifier: string): string | undefined {
  const home = placeOf(file);
  if (home.top !== "contracts") return undefined;
  if (home.domain === undefined || !isDomain(home.domain)) {
    return `${file} belongs to no domain: move it into one of contracts/{types,governance,${[...DOMAINS].join(",")}}/`;
  }
  if (specifier.startsWith(LIBRARY)) return undefined;
  const target = placeOf(resolve(file, specifier));
  if (target.top !== "contracts") {
    return `"${specifier}" is neither in contracts/ nor in ${LIBRARY}: contracts import nothing else`;
  }
  return refusal(home, target);
}

interface Place {
  readonly top: string;
  readonly domain: string | undefined;
  readonly isInterface: boolean;
}

function refusal(from: Place, to: Place): string | undefined {
  if (to.domain === "types") return undefined;
  if (from.isInterface) {
    return to.isInterface
      ? undefined
      : "an interface imports only types, OpenZeppelin and other interfaces: import the interface instead";
  }
  if (from.domain === to.domain) return undefined;
  if (from.domain === "types") return "contracts/types imports nothing but types and OpenZeppelin";
  if (from.domain === "governance") {
    return "contracts/governance imports nothing but types, governance and OpenZeppelin";
  }
  if (to.domain === "governance" || to.isInterface) return undefined;
  if (to.domain === "ledger" && LEDGER_USERS.has(from.domain ?? "")) return undefined;
  return `contracts/${from.domain} reaches contracts/${to.domain} only through contracts/${to.domain}/interfaces/`;
}

function placeOf(path: string): Place {
  const [top = "", ...folders] = posix.dirname(path).split("/");
  return { top, domain: folders[0], isInterface: folders[1] === "interfaces" };
}

function isDomain(name: string): boolean {
  return name === "types" || name === "governance" || DOMAINS.has(name);
}

function resolve(file: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier;
}
