import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Said } from "./desk.ts";

/** Asks this test's process for one command and ends as it did: bash stays bash, and no command starts a desk anew. */
const CLIENT = `
const answer = await fetch(process.env.DESK, { method: "POST", body: JSON.stringify(process.argv.slice(2)) });
const { exit, out, err } = await answer.json();
if (out !== "") console.log(out);
if (err !== "") console.error(err);
process.exitCode = exit;
`;

/**
 * Runs a script in bash whose \`kessai\` is a function of this process.
 *
 * @param folder for the script
 * @returns how it ended, and all that it printed
 */
export async function shellOf(
  folder: string,
  script: string,
  kessai: (words: readonly string[]) => Promise<Said>,
): Promise<{ readonly exit: number; readonly said: string }> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { exit, out, err } = await kessai(JSON.parse(body) as string[]);
    response.end(JSON.stringify({ exit, out, err }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const [client, path] = [join(folder, "client.mjs"), join(folder, "script.sh")];
  await writeFile(client, CLIENT);
  const desk = `kessai() { "${process.execPath}" "${client}" "$@"; }`;
  await writeFile(path, `set -euo pipefail\n${desk}\n${script}`);
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn("bash", [path], {
        env: { PATH: process.env.PATH, DESK: `http://127.0.0.1:${port}` },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("error", reject);
      child.on("close", (exit) => resolve({ exit: exit ?? -1, said }));
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
