import { expect } from "chai";
import { contractMetadata } from "../../../sdk/files/contractMetadata.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { tokenListEntry } from "../../../sdk/files/tokenListEntry.ts";

const AT = { chainId: 31_337n, address: `0x${"ab".repeat(20)}` };

describe("contractMetadata and tokenListEntry", () => {
  for (const name of ["sbi-st-1", "fund-model", "nri-15", "real-estate-model", "sbi-esports"]) {
    it(`of ${name} hold what the class file says, as JSON, within what token lists take`, async () => {
      const file = await readClassFile(`examples/classes/${name}.yaml`);
      const metadata = contractMetadata(file);
      expect(JSON.parse(JSON.stringify(metadata))).to.deep.equal(metadata);
      expect(metadata).to.include({ name: file.name.en, symbol: file.symbol });
      expect(metadata.kessai.documents.map(({ sha256 }) => sha256)).to.deep.equal(
        file.disclosure.map(({ sha256 }) => sha256),
      );
      const entry = tokenListEntry(file, AT);
      expect(entry.name.length).to.be.lessThan(61);
      expect(entry.symbol).to.match(/^[A-Z0-9]{1,20}$/);
      expect(entry).to.include({ chainId: 31_337, decimals: 0 });
      expect(entry.extensions).to.include({ code: file.code, nameJa: file.name.ja });
    });
  }
});
