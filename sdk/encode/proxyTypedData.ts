import type { TypedData } from "./TypedData.ts";

/** Who votes for an investor at one meeting. */
export interface ProxyAppointment {
  /** The meeting's id, 32 bytes as hex. */
  readonly meeting: string;
  /** Any wallet of the investor, or the contract with a system pass. */
  readonly holder: string;
  /** The zero address to have none any more. */
  readonly proxy: string;
  /** Higher than those of the investor's ballots and appointments before, and not above the chain's time. */
  readonly number: number;
}

/** What a holder signs to appoint a proxy, or to end an appointment. */
export function proxyTypedData(
  chainId: bigint,
  meetings: string,
  appointment: ProxyAppointment,
): TypedData<ProxyAppointment> {
  return {
    domain: { name: "Kessai Meeting", version: "1", chainId, verifyingContract: meetings },
    types: {
      Appointment: [
        { name: "meeting", type: "bytes32" },
        { name: "holder", type: "address" },
        { name: "proxy", type: "address" },
        { name: "number", type: "uint32" },
      ],
    },
    primaryType: "Appointment",
    message: appointment,
  };
}
