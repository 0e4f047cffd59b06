import {
  type ArtifactResolver,
  DeploymentResultType,
  deploy,
  type ExecutionEventListener,
  ExecutionEventResultType,
  type IgnitionModule,
} from "@nomicfoundation/ignition-core";
import hre from "hardhat";
import { ContractRefusal, explainError, type Step } from "../../sdk/index.ts";
import {
  DeploymentStopped,
  SenderWithoutMeans,
  StepFailed,
  StepsChanged,
  StillWaiting,
} from "./faults.ts";
import type { Rpc } from "./rpc.ts";

export interface IgnitionParameters {
  /** The deployment's id, for messages. */
  readonly id: string;
  readonly module: IgnitionModule;
  readonly artifacts: ArtifactResolver;
  readonly folder: string;
  readonly steps: readonly Step[];
  readonly rpc: Rpc;
  readonly accounts: readonly string[];
  readonly confirmations: number;
  readonly isAutomined: boolean;
  /** The fee settings of the network in hardhat.config.ts. */
  readonly fees: Fees;
  /** Called before every transaction; what it throws stops the deployment there. */
  readonly beforeSend: () => Promise<void>;
  readonly sent: (step: Step, hash: string) => void;
  readonly confirmed: (step: Step, hash: string) => Promise<void>;
  /** Called once when earlier transactions of a sender must be confirmed first. */
  readonly waiting: () => void;
}

export interface Fees {
  readonly maxFeePerGasLimit?: bigint;
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly gasPrice?: bigint;
}

/** How long a transaction may stay unmined before the run stops and says so. */
const PATIENCE_MS = 600_000;
const AUTOMINED_POLLING_MS = 50;
/** Ignition's numbers for: transactions of the sender are not confirmed yet. */
const WAITS = [10_402, 10_403, 11_305];

/**
 * Runs a deployment with Ignition, from where its journal ends.
 *
 * @returns the addresses of what was deployed, by Ignition's ids
 * @throws ContractRefusal, ChainFault, StepFailed, StepsChanged, StillWaiting, SenderWithoutMeans,
 *   LockLost, DeploymentStopped
 */
export async function runIgnition(parameters: IgnitionParameters) {
  const until = Date.now() + PATIENCE_MS;
  let isTold = false;
  for (;;) {
    const refusals: unknown[] = [];
    try {
      return await once(parameters, refusals);
    } catch (error) {
      const number = ignitionNumber(error);
      if (number === undefined) throw error;
      if (!WAITS.includes(number) || Date.now() > until) throw translated(error, number, refusals);
      if (!isTold) parameters.waiting();
      isTold = true;
      await new Promise((done) => setTimeout(done, 2_000));
    }
  }
}

async function once(parameters: IgnitionParameters, refusals: unknown[]) {
  const { id, module, folder, steps, rpc, accounts, isAutomined, fees } = parameters;
  const result = await deploy({
    provider: watched(rpc, parameters.beforeSend, refusals),
    deploymentDir: folder,
    ignitionModule: module,
    artifactResolver: parameters.artifacts,
    executionEventListener: listener(parameters),
    deploymentParameters: {},
    accounts: [...accounts],
    ...fees,
    config: {
      ...hre.config.ignition,
      requiredConfirmations: parameters.confirmations,
      // A kill between a raised fee's sending and the note of it would look as if a stranger had used
      // the nonce, and the step would be sent once more. So fees are never raised here.
      disableFeeBumping: true,
      timeBeforeBumpingFees: PATIENCE_MS,
      ...(isAutomined ? { blockPollingInterval: AUTOMINED_POLLING_MS } : {}),
    },
  });
  const named = (future: string) => {
    const step = steps.find((each) => future.endsWith(`#${each.id}`));
    return step?.what.en ?? future;
  };
  switch (result.type) {
    case DeploymentResultType.SUCCESSFUL_DEPLOYMENT:
      return result.contracts;
    case DeploymentResultType.EXECUTION_ERROR: {
      const [failed] = result.failed;
      const refusal = refusals
        .map(explainError)
        .findLast((each) => each instanceof ContractRefusal);
      if (refusal !== undefined) throw withCause(refusal, refusals.at(-1));
      if (failed !== undefined) throw new StepFailed(named(failed.futureId), failed.error);
      throw new StillWaiting(
        `The step "${named(result.timedOut[0]?.futureId ?? "")}" was sent but not mined within ` +
          `${PATIENCE_MS / 60_000} minutes. Its fee may be too low: its sender can send it again with the ` +
          "same nonce and data and a higher fee.",
      );
    }
    default:
      throw new StepsChanged(
        id,
        Object.entries(result.errors).map(([future, why]) => `${named(future)}: ${why.join("; ")}`),
      );
  }
}

/** The network, with a look at what is sent and what is refused. */
function watched(rpc: Rpc, beforeSend: () => Promise<void>, refusals: unknown[]): Rpc {
  return {
    async request(call) {
      if (/^eth_send/.test(call.method)) await beforeSend();
      try {
        return await rpc.request(call);
      } catch (error) {
        if (/^eth_(call|estimateGas|send)/.test(call.method)) refusals.push(error);
        throw error;
      }
    },
  };
}

function listener({ steps, sent, confirmed }: IgnitionParameters): ExecutionEventListener {
  const hashes = new Map<string, string>();
  const stepOf = (future: string) => steps.find(({ id }) => future.endsWith(`#${id}`));
  const complete: ExecutionEventListener["callExecutionStateComplete"] = async (event) => {
    const [step, hash] = [stepOf(event.futureId), hashes.get(event.futureId)];
    const isDone = event.result.type === ExecutionEventResultType.SUCCESS;
    if (step !== undefined && hash !== undefined && isDone) await confirmed(step, hash);
  };
  const handlers: Partial<ExecutionEventListener> = {
    async transactionSend({ futureId, hash }) {
      const step = stepOf(futureId);
      if (step !== undefined) sent(step, hash);
    },
    async transactionConfirm({ futureId, hash }) {
      hashes.set(futureId, hash);
    },
    callExecutionStateComplete: complete,
    deploymentExecutionStateComplete: complete as never,
  };
  const silent = async () => {};
  return new Proxy({} as ExecutionEventListener, {
    get: (_, event) => handlers[event as keyof ExecutionEventListener] ?? silent,
  });
}

/** The number of an error of Ignition; other errors have none. */
function ignitionNumber(error: unknown): number | undefined {
  if (!(error instanceof Error) || error.name !== "HardhatError") return undefined;
  const { number, pluginId } = error as Error & { number?: number; pluginId?: string };
  return pluginId?.includes("ignition") ||
    (number !== undefined && number >= 10_000 && number < 12_000)
    ? number
    : undefined;
}

function translated(error: unknown, number: number, refusals: readonly unknown[]): Error {
  const text = (error as Error).message;
  const explained = explainError(refusals.at(-1) ?? error);
  if (explained !== (refusals.at(-1) ?? error)) return withCause(explained, error);
  switch (number) {
    case 10_400:
      return withCause(
        new StillWaiting("The network's node has dropped the last transaction."),
        error,
      );
    case 10_402:
    case 10_403:
    case 11_305:
      return withCause(
        new StillWaiting("Earlier transactions of the sender are not confirmed yet."),
        error,
      );
    case 10_404:
    case 10_411:
    case 10_412:
      return withCause(
        new StillWaiting(
          "Something else sends from the same account meanwhile, or the node is behind.",
        ),
        error,
      );
    case 10_406:
      return withCause(
        new StillWaiting(
          "The network asks a higher fee than maxFeePerGasLimit in hardhat.config.ts.",
        ),
        error,
      );
    case 10_407:
    case 10_408:
    case 10_409:
      if (/insufficient funds|exceeds allowance/i.test(text)) {
        return withCause(new SenderWithoutMeans(text.replace(/^HHE\d+: /, "")), error);
      }
      break;
  }
  return withCause(new DeploymentStopped(text.replace(/^HHE\d+: /, "")), error);
}

function withCause(error: Error, cause: unknown): Error {
  error.cause = cause;
  return error;
}
