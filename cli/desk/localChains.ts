/** Chains that end with a developer's process: only there a node keeps keys, and the clock can be moved. */
export const LOCAL_CHAINS: readonly bigint[] = [31_337n, 1_337n];
