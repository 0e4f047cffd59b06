import { basename } from "node:path";

interface Bytecode {
  readonly object: string;
  readonly sourceMap: string;
  readonly linkReferences: unknown;
}

/** What the compiler answers, as far as halmos reads it. */
export interface ProvableOutput {
  readonly sources: Readonly<Record<string, { readonly ast: unknown; readonly id: number }>>;
  readonly contracts: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly abi: unknown;
            readonly metadata: string;
            readonly evm: {
              readonly bytecode: Bytecode;
              readonly deployedBytecode: Bytecode;
              readonly methodIdentifiers: Readonly<Record<string, string>>;
            };
          }
        >
      >
    >
  >;
}

export interface HalmosArtifact {
  /** From the folder of artifacts, as Foundry names it. */
  readonly path: string;
  readonly text: string;
}

/** The compiler's output as the artifacts that Foundry would have written, which halmos reads. */
export function halmosArtifacts({ sources, contracts }: ProvableOutput): HalmosArtifact[] {
  return Object.entries(contracts).flatMap(([source, made]) =>
    Object.entries(made).map(([name, { abi, metadata, evm }]) => ({
      path: `${basename(source)}/${name}.json`,
      text: JSON.stringify({
        abi,
        bytecode: hexed(evm.bytecode),
        deployedBytecode: hexed(evm.deployedBytecode),
        methodIdentifiers: evm.methodIdentifiers,
        metadata: JSON.parse(metadata),
        ast: sources[source]?.ast,
        id: sources[source]?.id,
      }),
    })),
  );
}

function hexed({ object, sourceMap, linkReferences }: Bytecode) {
  return { object: `0x${object}`, sourceMap, linkReferences };
}
