import type { TypedDataField } from "ethers";

/** What a key signs by EIP-712, as plain data: any wallet or library can show and sign it. */
export interface TypedData<Message> {
  readonly domain: {
    readonly name: string;
    readonly version: string;
    readonly chainId: bigint;
    readonly verifyingContract: string;
  };
  readonly types: Record<string, TypedDataField[]>;
  readonly primaryType: string;
  readonly message: Message;
}

/** A key that signs typed data: an ethers signer, or anything that answers like one. */
export interface TypedDataSigner {
  signTypedData(
    domain: TypedData<unknown>["domain"],
    types: Record<string, TypedDataField[]>,
    // biome-ignore lint/suspicious/noExplicitAny: the signature of ethers' own signers
    message: Record<string, any>,
  ): Promise<string>;
}
