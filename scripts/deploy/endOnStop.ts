import { constants } from "node:os";
import type { Lang } from "../../sdk/index.ts";
import { releaseAll } from "./lock.ts";
import { TEXTS } from "./texts.ts";

/**
 * Makes this process end with its locks released when it is told to stop, which it says, and when
 * nobody reads its output any more, about which there is nobody to tell.
 */
export function endOnStop(lang: Lang): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error(`\n${TEXTS.stopped[lang]}`);
      end(signal);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: { code?: string }) => {
      if (error.code !== "EPIPE") throw error;
      end("SIGPIPE");
    });
  }
}

/** With the exit code by which shells know the signal. */
function end(signal: "SIGINT" | "SIGTERM" | "SIGPIPE"): never {
  releaseAll();
  process.exit(128 + constants.signals[signal]);
}
