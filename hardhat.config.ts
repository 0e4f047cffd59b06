import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatIgnition from "@nomicfoundation/hardhat-ignition";
import hardhatKeystore from "@nomicfoundation/hardhat-keystore";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

// The compiler is the npm package, so that nothing but npm packages is ever fetched.
const solcPath = createRequire(import.meta.url).resolve("solc/soljson.js");

// Without the IR: several times quicker to compile.
const quick = {
  version: "0.8.37",
  path: solcPath,
  settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 } },
} as const;

// Near the limit of what a contract's code may be, or called rarely: its size counts before its gas.
const small = {
  version: "0.8.37",
  path: solcPath,
  settings: { evmVersion: "cancun", viaIR: true, optimizer: { enabled: true, runs: 1_000 } },
} as const;

// Nearer still.
const smallest = {
  ...small,
  settings: { ...small.settings, optimizer: { enabled: true, runs: 200 } },
} as const;

// Hardhat leaves one core idle, which on a machine of two is half of it.
const allCores: HardhatPlugin = {
  id: "all-cores",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        build: (context, roots, options, next) =>
          next(context, roots, { concurrency: availableParallelism(), ...options }),
      }),
    }),
  },
};

export default defineConfig({
  plugins: [
    allCores,
    hardhatEthers,
    hardhatChaiMatchers,
    hardhatIgnition,
    hardhatKeystore,
    hardhatMocha,
    hardhatNetworkHelpers,
    hardhatTypechain,
  ],
  paths: {
    sources: ["./contracts", "./test/support/mocks"],
    tests: { mocha: "./test", solidity: "./test/invariants" },
    ignition: ".", // so that its deployments/ is ours
  },
  solidity: {
    compilers: [
      {
        version: "0.8.37",
        path: solcPath,
        settings: {
          evmVersion: "cancun",
          viaIR: true,
          optimizer: { enabled: true, runs: 12_500 },
        },
      },
    ],
    // The invariant tests deploy the contracts from their artifacts.
    overrides: {
      "contracts/identity/PassAnnex.sol": small,
      "contracts/money/YenAnnex.sol": small,
      "contracts/securities/RegistrarDesk.sol": small,
      "contracts/securities/SecurityAnnex.sol": smallest,
      "contracts/securities/actions/Distribution.sol": {
        ...small,
        settings: { ...small.settings, optimizer: { enabled: true, runs: 1_000 } },
      },
      "contracts/securities/actions/BondLifecycle.sol": small,
      "contracts/securities/actions/Offering.sol": small,
      "contracts/settlement/DvpSettlement.sol": small,
      "test/invariants/Life.t.sol": quick,
      "test/invariants/Promises.t.sol": quick,
      "test/invariants/RecordDates.t.sol": quick,
      "test/invariants/Settlement.t.sol": quick,
    },
  },
  test: {
    mocha: {
      parallel: true,
      jobs: availableParallelism(),
      require: ["./test/support/eachFile.ts"],
    },
    solidity: { fsPermissions: { readDirectory: ["./artifacts"] } },
  },
  typechain: { outDir: "./types", tsNocheck: true },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      // The rules that permissioned networks have; SECURITY.md says how to run the tests under later ones.
      hardfork: process.env.KESSAI_HARDFORK ?? "cancun",
    },
    localhost: { type: "http", chainType: "l1", url: "http://127.0.0.1:8545" },
  },
});
