/** The node did not answer for too long. What is done stays done. */
export class NodeUnreachable extends Error {
  override readonly name = "NodeUnreachable";

  constructor(seconds: number, cause: unknown) {
    super(
      `The node has not answered for ${seconds} seconds. What was done stays done: run the same again ` +
        "once the node answers, or with another node.",
      { cause },
    );
  }
}

const LOST = new Set(["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT"]);
const LOST_CONNECTION =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|socket hang up|fetch failed|(HTTP|status)( code)? (429|50[234])/i;

/** True for a fault of the connection or the node, after which the same question may be asked again. */
export function isConnectionLost(error: unknown): boolean {
  for (let fault = error, depth = 0; fault instanceof Error && depth < 5; depth++) {
    const { code } = fault as { code?: unknown };
    if (LOST.has(String(code)) || LOST_CONNECTION.test(`${String(code)} ${fault.message}`))
      return true;
    fault = fault.cause;
  }
  return false;
}

/** @throws NodeUnreachable; whatever else the question is answered with */
export type PersistentlyErrors = NodeUnreachable;

/**
 * Asks until the node answers, more and more slowly.
 *
 * @param patience seconds after which it is given up
 * @throws NodeUnreachable; any other fault is thrown on at once
 */
export async function persistently<T>(ask: () => Promise<T>, patience: number): Promise<T> {
  const from = Date.now();
  for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      return await ask();
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      if (Date.now() + pause - from > patience * 1_000) throw new NodeUnreachable(patience, error);
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}
