import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { DeploymentRunning, LockLost } from "./faults.ts";

export interface Lock {
  /** @throws LockLost if it is no longer this process's */
  verify(): Promise<void>;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the run began, for people. */
  readonly started: string;
  /** When the process began, as the system counts it: a number of a dead process is given again. */
  readonly born: string | null;
  /** One of many locks of a process. */
  readonly id: string;
}

/** What this process's locks say, and where each may be. */
const own = new Map<string, readonly string[]>();

/** Releases every lock of this process at once, for when it ends. */
export function releaseAll(): void {
  for (const [mine, paths] of own) {
    for (const path of paths) {
      try {
        if (readFileSync(path, "utf8") === mine) rmSync(path);
      } catch {
        // Not there, or not to be had: the lock of a process that is gone does not count.
      }
    }
  }
}

/** How long the others have that found the same dead process's lock. */
const SETTLE_MS = 200;

/**
 * Makes this process the only one that deploys under the path. The lock of a process that is gone,
 * killed or not, does not count.
 *
 * @throws DeploymentRunning naming the process that has it
 */
export async function lock(path: string): Promise<Lock> {
  const { pid } = process;
  const born = await bornAt(pid);
  const [started, id] = [new Date().toISOString(), randomUUID()];
  const holder: Holder = { pid, host: hostname(), started, born, id };
  const mine = `${JSON.stringify(holder)}\n`;
  const part = `${path}.${id}.part`;
  await mkdir(dirname(path), { recursive: true });
  own.set(mine, [path, part, `${part}.next`]);
  await writeFile(part, mine);
  try {
    // A link appears whole or not at all, and only if there is none.
    while (!(await linked(part, path))) {
      const found = await textOf(path);
      if (found === undefined) continue;
      const other = holderOf(found);
      if (other !== undefined && (await isAlive(other))) {
        throw new DeploymentRunning(other.pid, other.host, other.started, path);
      }
      // Of several that find a dead process's lock, the last to put its own there has it.
      await linked(part, `${part}.next`);
      await rename(`${part}.next`, path);
      await new Promise((done) => setTimeout(done, SETTLE_MS));
      if ((await textOf(path)) === mine) break;
    }
  } finally {
    await rm(part, { force: true });
  }
  return {
    async verify() {
      if ((await textOf(path)) !== mine) throw new LockLost(path);
    },
    async release() {
      if ((await textOf(path)) === mine) await rm(path, { force: true });
      own.delete(mine);
    },
  };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return false;
    throw error;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, host, born }: Holder): Promise<boolean> {
  if (host !== hostname()) return true; // nobody here can tell
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code === "ESRCH") return false;
  }
  const now = await bornAt(pid);
  return now !== "dead" && (born === null || now === null || born === now);
}

/**
 * Linux says when a process began, and of one that ended but that nobody has asked after yet, that it is
 * dead (proc(5): fields 22 and 3 of stat); elsewhere its number must do.
 */
async function bornAt(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "dead" : (fields[19] ?? null);
  } catch {
    return null;
  }
}
