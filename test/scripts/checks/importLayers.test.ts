import { expect } from "chai";
import { importLayers } from "../../../scripts/checks/importLayers.ts";

/** The findings for one file that imports one thing. */
function findings(path: string, specifier: string) {
  const text = `import {\n  A,\n} from "${specifier}";\n`;
  return importLayers([{ path, text }]);
}

describe("importLayers", () => {
  const refused: [path: string, specifier: string, why: string][] = [
    ["contracts/settlement/Dvp.sol", "../money/YenToken.sol", "contracts/money/interfaces/"],
    ["contracts/settlement/Dvp.sol", "../ledger/Gate.sol", "contracts/ledger/interfaces/"],
    ["contracts/identity/Pass.sol", "../ledger/Gate.sol", "contracts/ledger/interfaces/"],
    ["contracts/ledger/Gate.sol", "../identity/Pass.sol", "contracts/identity/interfaces/"],
    [
      "contracts/securities/actions/Split.sol",
      "../../money/Yen.sol",
      "contracts/money/interfaces/",
    ],
    ["contracts/types/Word.sol", "../ledger/Gate.sol", "nothing but types"],
    ["contracts/types/Word.sol", "../ledger/interfaces/IGate.sol", "nothing but types"],
    ["contracts/types/Word.sol", "../governance/Roles.sol", "nothing but types"],
    ["contracts/governance/Roles.sol", "../money/interfaces/IYen.sol", "nothing but types"],
    ["contracts/money/interfaces/IYen.sol", "../YenToken.sol", "other interfaces"],
    ["contracts/money/interfaces/IYen.sol", "../../ledger/Gate.sol", "other interfaces"],
    [
      "contracts/money/Yen.sol",
      "../../test/support/mocks/Mock.sol",
      "contracts import nothing else",
    ],
    ["contracts/money/Yen.sol", "../../bench/peers/Peer.sol", "contracts import nothing else"],
    ["contracts/money/Yen.sol", "hardhat/console.sol", "contracts import nothing else"],
    ["contracts/money/Yen.sol", "contracts/identity/Pass.sol", "contracts/identity/interfaces/"],
    ["contracts/Stray.sol", "./types/Word.sol", "belongs to no domain"],
    ["contracts/other/Stray.sol", "../types/Word.sol", "belongs to no domain"],
    ["sdk/read/a.ts", "hardhat", "sdk imports only"],
    ["sdk/read/a.ts", "node:fs", "sdk imports only"],
    ["sdk/read/a.ts", "node:crypto", "sdk imports only"],
    ["sdk/read/a.ts", "pdfkit", "sdk imports only"],
    ["sdk/register/a.ts", "node:fs", "sdk imports only"],
    ["sdk/files/placements.ts", "node:path", "sdk imports only"],
    ["sdk/read/a.ts", "ethersphere", "sdk imports only"],
    ["sdk/read/a.ts", "../../cli/b.ts", "sdk imports only"],
    ["sdk/read/a.ts", "../../artifacts/a.json", "sdk imports only"],
    ["cli/a.ts", "../sdk/read/b.ts", "cli imports only"],
    ["cli/a.ts", "../scripts/demo.ts", "cli imports only"],
    ["cli/a.ts", "../types/index.ts", "cli imports only"],
    ["cli/a.ts", "../sdk", "cli imports only"],
    ["scripts/a.ts", "../sdk/read/b.ts", "scripts import only"],
    ["scripts/a.ts", "../artifacts/contracts/A.json", "scripts import only"],
    ["scripts/deploy/a.ts", "../../types/index.ts", "scripts import only"],
    ["scripts/a.ts", "#sdk/read", "hides which layer"],
    ["scripts/a.ts", "../test/support/a.ts", "only test/ and bench/"],
    ["sdk/a.ts", "../bench/bars.ts", "only test/ and bench/"],
    ["hardhat.config.ts", "./test/support/a.ts", "only test/ and bench/"],
    ["service/a.ts", "../test/support/a.ts", "only test/ and bench/"],
  ];
  for (const [path, specifier, why] of refused) {
    it(`refuses ${specifier} in ${path}`, () => {
      const found = findings(path, specifier);
      expect(found).to.have.length(1);
      expect(found[0]).to.include({ file: path, line: 3 });
      expect(found[0]?.message).to.contain(why);
    });
  }

  const allowed: [path: string, specifier: string][] = [
    ["sdk/life/calendar.ts", "@holiday-jp/holiday_jp"],
    ["sdk/files/placements.ts", "node:fs"],
    ["contracts/settlement/Dvp.sol", "../money/interfaces/IYen.sol"],
    ["contracts/settlement/Dvp.sol", "../ledger/interfaces/IGate.sol"],
    ["contracts/settlement/Dvp.sol", "../types/Word.sol"],
    ["contracts/settlement/Dvp.sol", "../governance/Roles.sol"],
    ["contracts/settlement/Dvp.sol", "./Fails.sol"],
    ["contracts/money/Yen.sol", "../ledger/Gate.sol"],
    ["contracts/securities/actions/Split.sol", "../../ledger/Gate.sol"],
    ["contracts/securities/actions/Split.sol", "../SecurityToken.sol"],
    ["contracts/types/Word.sol", "./Flags.sol"],
    ["contracts/types/Word.sol", "@openzeppelin/contracts/utils/math/Math.sol"],
    ["contracts/governance/Roles.sol", "../types/Word.sol"],
    ["contracts/governance/Roles.sol", "@openzeppelin/contracts/access/manager/AccessManager.sol"],
    ["contracts/money/interfaces/IYen.sol", "../../ledger/interfaces/IGate.sol"],
    ["contracts/money/interfaces/IYen.sol", "../../types/Word.sol"],
    ["contracts/money/interfaces/IYen.sol", "@openzeppelin/contracts/token/ERC20/IERC20.sol"],
    ["test/money/Yen.t.sol", "../../contracts/money/Yen.sol"],
    ["sdk/read/a.ts", "../index.ts"],
    ["sdk/read/a.ts", "../../types/index.ts"],
    ["sdk/read/a.ts", "ethers"],
    ["sdk/read/a.ts", "zod/v4"],
    ["cli/commands/a.ts", "../../sdk/index.ts"],
    ["cli/commands/a.ts", "../print.ts"],
    ["cli/commands/a.ts", "node:util"],
    ["scripts/deploy/a.ts", "../../sdk/index.ts"],
    ["scripts/deploy/a.ts", "hardhat"],
    ["scripts/deploy/a.ts", "../checks/finding.ts"],
    ["test/sdk/a.test.ts", "../support/actors.ts"],
    ["bench/a.ts", "../test/support/actors.ts"],
    ["hardhat.config.ts", "hardhat/config"],
  ];
  for (const [path, specifier] of allowed) {
    it(`lets ${path} import ${specifier}`, () => {
      expect(findings(path, specifier)).to.deep.equal([]);
    });
  }

  it("refuses a computed import in sdk, cli and scripts", () => {
    const text = "await import(somewhere);\n";
    expect(importLayers([{ path: "scripts/a.ts", text }])).to.have.length(1);
    expect(importLayers([{ path: "test/a.ts", text }])).to.have.length(0);
  });

  it("reads code only", () => {
    const text = '// import "../money/Yen.sol";\n/* import "../money/Yen.sol"; */\n';
    expect(importLayers([{ path: "contracts/settlement/Dvp.sol", text }])).to.deep.equal([]);
  });
});
