import type { Provider } from "ethers";
import { connect } from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { LOCAL_CHAINS } from "./localChains.ts";
import { openChain } from "./openChain.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Connects to the chain that was named, and takes its deployment: `deployments/<chain id>.json`, or what was named.
 *
 * @throws NetworkUnknown, ChainUnreachable; WrongChain if the deployment is of another chain; DeploymentNotFound,
 * DeploymentMalformed
 */
export async function openDesk({ options, lang }: Given, terminal: Terminal): Promise<Desk> {
  const { provider, chainId, shown } = await openChain(
    options.network as string | undefined,
    terminal,
  );
  try {
    const deploymentPath =
      (options.deployment as string | undefined) ??
      `${terminal.env.KESSAI_DEPLOYMENTS ?? "deployments"}/${chainId}.json`;
    const { deployment, platform } = await connect(deploymentPath, provider);
    return {
      ...{
        terminal: await inItsTime(chainId, provider, terminal),
        lang,
        provider,
        chainId,
        deployment,
      },
      ...{ deploymentPath, platform, network: shown },
    };
  } catch (error) {
    provider.destroy();
    throw error;
  }
}

/** A local chain's clock can be moved: there, now is its last block's time, if that is ahead. */
async function inItsTime(
  chainId: bigint,
  provider: Provider,
  terminal: Terminal,
): Promise<Terminal> {
  if (!LOCAL_CHAINS.includes(chainId)) return terminal;
  const latest = await provider.getBlock("latest");
  const ahead = Math.max((latest?.timestamp ?? 0) - terminal.now(), 0);
  return { ...terminal, now: () => terminal.now() + ahead };
}
