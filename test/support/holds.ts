import {
  AbiCoder,
  type Addressable,
  type BigNumberish,
  id as hashOf,
  keccak256,
  ZeroAddress,
} from "ethers";
import type { Wallet } from "./passes.ts";
import { PURPOSE } from "./purposes.ts";

/** What a hold is to be, as `contracts/types/Hold.sol` has it. */
export interface HoldOrder {
  readonly purpose: bigint;
  readonly holder: string;
  readonly units: bigint;
  readonly executor: string;
  readonly payee: string;
  /** Last Unix second of it, 0 for none. */
  readonly until: BigNumberish;
  readonly salt: string;
}

/** An attachment without an end, of which nobody is paid; but for the changes given. */
export function holdOrder(
  holder: Wallet | string,
  units: bigint,
  salt: string,
  changes: Partial<HoldOrder> = {},
): HoldOrder {
  return {
    purpose: PURPOSE.attachment,
    holder: typeof holder === "string" ? holder : holder.address,
    units,
    executor: ZeroAddress,
    payee: ZeroAddress,
    until: 0,
    salt,
    ...changes,
  };
}

const TYPE =
  "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)";
const TEST_CHAIN = 31_337n;

/** The id that a token makes of an order, whatever its units, payee and end. */
export function holdId(
  token: string | { readonly target: string | Addressable },
  { purpose, holder, executor, salt }: HoldOrder,
  chainId = TEST_CHAIN,
): string {
  const address = typeof token === "string" ? token : token.target;
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint8", "address", "address", "bytes32"],
      [hashOf(TYPE), chainId, address, purpose, holder, executor, salt],
    ),
  );
}

/** The values of `HoldPlaced` for an order. */
export function placed(id: string, order: HoldOrder) {
  const { holder, units, purpose, executor, payee, until } = order;
  return [id, holder, units, purpose, executor, payee, until] as const;
}
