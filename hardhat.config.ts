import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";

// The compiler is the npm package, so that nothing but npm packages is ever fetched.
const solcPath = createRequire(import.meta.url).resolve("solc/soljson.js");

export default defineConfig({
  plugins: [
    hardhatEthers,
    hardhatChaiMatchers,
    hardhatMocha,
    hardhatNetworkHelpers,
    hardhatTypechain,
  ],
  paths: {
    sources: ["./contracts", "./test/support/mocks"],
    tests: { mocha: "./test", solidity: "./test/invariants" },
  },
  solidity: {
    compilers: [
      {
        version: "0.8.37",
        path: solcPath,
        settings: {
          evmVersion: "cancun",
          viaIR: true,
          optimizer: { enabled: true, runs: 1_000_000 },
        },
      },
    ],
    // The invariant tests deploy the contracts from their artifacts; their own code compiles several
    // times quicker without the IR.
    overrides: {
      "test/invariants/Promises.t.sol": {
        version: "0.8.37",
        path: solcPath,
        settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 } },
      },
    },
  },
  test: { solidity: { fsPermissions: { readDirectory: ["./artifacts"] } } },
  typechain: { outDir: "./types", tsNocheck: true },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "cancun" },
    localhost: { type: "http", chainType: "l1", url: "http://127.0.0.1:8545" },
  },
});
