export const PATH = "contracts/Counter.sol";

/** A contract with some state and constants and the functions given. */
export function contractOf(functions: string): string {
  return `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

contract Counter {
    uint256 internal constant MOST = 7;
    uint256 internal constant FLAG = 1 << 4;
    uint256 public total;
    bool public isOn;
    string public label;
    error Wrong(uint256 a);
    event Told(uint256 a);
    modifier guarded() { _; }
    ${functions}
}
`;
}
