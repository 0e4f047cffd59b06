import { AbiCoder, id, keccak256 } from "ethers";

const TYPEHASH = id(
  "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)",
);

/** What held units are promised for, in the order of `contracts/types/Hold.sol`. */
export const HOLD_PURPOSES = [
  "none",
  "trade",
  "pledge",
  "attachment",
  "lock-up",
  "redemption",
] as const;

export type HoldPurpose = (typeof HOLD_PURPOSES)[number];

/** What a hold's id is made of. */
export interface HoldIdentity {
  readonly purpose: HoldPurpose;
  /** The wallet that it is placed on. */
  readonly holder: string;
  /** Who alone may execute it; the zero address if nobody. */
  readonly executor: string;
  /** 32 bytes as hex that tell two holds of one holder apart. */
  readonly salt: string;
}

/** The id by which a token knows a hold, also before it is placed: 32 bytes as hex. */
export function holdId(
  chainId: bigint,
  token: string,
  { purpose, holder, executor, salt }: HoldIdentity,
): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint8", "address", "address", "bytes32"],
      [TYPEHASH, chainId, token, HOLD_PURPOSES.indexOf(purpose), holder, executor, salt],
    ),
  );
}
