import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Answer, Task } from "./worker.ts";

/** A process that runs tests in the mutated project; a new one takes its place when it hangs. */
export class WorkerProcess {
  readonly #folder: string;
  readonly #files: readonly string[];
  #child: ChildProcess | undefined;

  constructor(folder: string, files: readonly string[]) {
    this.#folder = folder;
    this.#files = files;
  }

  /**
   * @param limit milliseconds after which the process is ended
   * @returns undefined where it did not answer in time
   */
  async ask(task: Task, limit: number): Promise<Answer | undefined> {
    if (this.#child === undefined) {
      this.#child = fork(join(this.#folder, "scripts/mutation/worker.ts"), {
        cwd: this.#folder,
        execArgv: ["--import", "tsx"],
        // Turns off what holds gas and code size: thousands of switches are dear and large.
        env: { ...process.env, KESSAI_COVERAGE: "1", HH_TEST: "true", NODE_ENV: "test" },
      });
      const loaded = await this.#send({ kind: "load", files: this.#files }, 20 * 60_000);
      if (loaded === undefined) throw new Error("the tests do not load: run `npm test` first");
    }
    return await this.#send(task, limit);
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #send(task: Task, limit: number): Promise<Answer | undefined> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const finish = (answer: Answer | undefined) => {
        clearTimeout(timer);
        child.off("message", finish);
        child.off("exit", onExit);
        if (answer === undefined) this.end();
        resolve(answer);
      };
      const onExit = () => finish(undefined);
      const timer = setTimeout(onExit, limit);
      child.on("message", finish);
      child.on("exit", onExit);
      child.send(task);
    });
  }
}
