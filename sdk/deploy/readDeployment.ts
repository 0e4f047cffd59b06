import { FileNotFound } from "../files/FileNotFound.ts";
import type { FileUnreadable } from "../files/FileUnreadable.ts";
import { readText } from "../files/readText.ts";
import { ToldError } from "../text/ToldError.ts";
import { type Deployment, deploymentSchema } from "./deployment.ts";

/** Nothing is recorded as deployed at the path. */
export class DeploymentNotFound extends ToldError {
  override readonly name = "DeploymentNotFound";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string) {
    super(
      {
        en:
          "There is no {path}, so no platform is deployed there yet. Deploy one: " +
          "kessai platform deploy FILE --network NAME (see it first: kessai platform plan FILE).",
        ja:
          "{path} がないため、まだプラットフォームは配備されていません。配備: " +
          "kessai platform deploy ファイル --network 名前(事前の確認は kessai platform plan ファイル)。",
      },
      { path },
    );
    this.path = path;
  }
}

/** A file of deployments is not what a deployment writes. */
export class DeploymentMalformed extends ToldError {
  override readonly name = "DeploymentMalformed";
  /** The path as it was given. */
  readonly path: string;

  constructor(path: string, why: string) {
    super(
      {
        en:
          "{path} is not as `kessai platform deploy` writes it: {why}. Take the file back from your backup or " +
          "repository, or remove it and run the deployments again: nothing is deployed twice by that.",
        ja:
          "{path} は `kessai platform deploy` が書いたものと異なります: {why}。バックアップから戻すか、削除して配備を" +
          "再実行してください(二重に配備されることはありません)。",
      },
      { path, why },
    );
    this.path = path;
  }
}

export type ReadDeploymentErrors = DeploymentNotFound | DeploymentMalformed | FileUnreadable;

/**
 * What is deployed on a chain.
 *
 * @param path such as `deployments/31337.json`
 * @throws DeploymentNotFound if nothing is there
 * @throws DeploymentMalformed if it is not as the deploying command writes it
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 */
export async function readDeployment(path: string): Promise<Deployment> {
  let written: string;
  try {
    written = await readText(path);
  } catch (error) {
    if (error instanceof FileNotFound) throw new DeploymentNotFound(path);
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    throw new DeploymentMalformed(path, "it is no JSON");
  }
  const result = deploymentSchema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path: at, message }) =>
      `${at.join(".")}: ${message.replace(", received undefined", ", and it is missing")}`,
  );
  throw new DeploymentMalformed(path, faults.slice(0, 3).join("; "));
}
