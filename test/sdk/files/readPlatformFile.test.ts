import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { FileNotFound } from "../../../sdk/files/FileNotFound.ts";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { FileUnreadable } from "../../../sdk/files/FileUnreadable.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";

/** What reading a path fails with. */
async function failureOf(path: string): Promise<unknown> {
  return readPlatformFile(path).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("Reading a platform file", () => {
  it("fails when nothing is there", async () => {
    const failure = await failureOf("examples/platfrom.yaml");
    expect(failure).to.be.instanceOf(FileNotFound);
    expect(failure).to.have.property(
      "message",
      "There is no file examples/platfrom.yaml. Check its spelling; a path that does not begin at the root begins in the folder where the command runs.",
    );
  });

  it("fails when a folder is there", async () => {
    const failure = await failureOf("examples");
    expect(failure).to.be.instanceOf(FileUnreadable);
    expect(failure).to.have.property(
      "message",
      "examples cannot be read: it is a folder; name a file in it.",
    );
  });

  it("fails when the file is not UTF-8", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kessai-"));
    const path = join(folder, "platform.yaml");
    try {
      await writeFile(path, Buffer.from([0x6e, 0x3a, 0x20, 0x8c, 0x88]));
      const failure = await failureOf(path);
      expect(failure).to.be.instanceOf(FileUnreadable);
      expect(failure).to.have.property(
        "message",
        `${path} cannot be read: it is not UTF-8 text (Shift_JIS?); save it as UTF-8.`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("names the file in its findings as it was given", async () => {
    const failure = await failureOf("examples/classes/sbi-st-1.yaml");
    expect(failure).to.be.instanceOf(FileRefused);
    expect(failure).to.have.property(
      "message",
      'examples/classes/sbi-st-1.yaml:5:7: kind: expected Platform, the kind of file asked for here, found "TokenClass"\n' +
        "Correct this place and try again; nothing was done with the file.",
    );
  });

  it("gives the demonstration platform", async () => {
    expect(await readPlatformFile("examples/platform.yaml")).to.deep.equal({
      apiVersion: 1,
      kind: "Platform",
      name: { ja: "決済デモ基盤", en: "Kessai demonstration platform" },
      passes: {
        quorum: 2,
        officers: [
          "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
          "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
          "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
        ],
        vetoWindow: 86_400,
        grantsPerOfficerPerDay: 200,
        listedPerOfficerPerDay: 2_000,
      },
      yen: {
        name: { ja: "円トークン", en: "Kessai Yen" },
        symbol: "KJPY",
        reserveFreshness: 86_400,
      },
      roles: {
        admin: {
          holders: [
            "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
            "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199",
          ],
          delay: 172_800,
        },
        passGuardian: {
          holders: [
            "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
            "0xbDA5747bFD65F08deb54cb465eB87D40e51B197E",
          ],
          delay: 0,
        },
        pauser: { holders: ["0x976EA74026E726554dB657fA54763abd0C3a0aa9"], delay: 0 },
        unpauser: { holders: ["0x976EA74026E726554dB657fA54763abd0C3a0aa9"], delay: 3_600 },
        yenOperator: { holders: ["0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"], delay: 0 },
        reserveAttestor: { holders: ["0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"], delay: 0 },
        ruleChanger: { holders: ["0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"], delay: 86_400 },
        settlementOperator: {
          holders: [
            "0x2546BcD3c84621e976D8185a91A922aE77ECEc30",
            "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199",
          ],
          delay: 0,
        },
        paymentAttestor: {
          holders: [
            "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
            "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
            "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
          ],
          delay: 0,
        },
        rateReporter: {
          holders: [
            "0x2546BcD3c84621e976D8185a91A922aE77ECEc30",
            "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
            "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
          ],
          delay: 0,
        },
        payingAgent: { holders: ["0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"], delay: 0 },
      },
      registrarActs: { delay: 259_200 },
      settlement: {
        itemGas: 400_000,
        externalCash: { currency: "JPY", attestors: 2, deciders: 2, longStop: 864_000 },
        fixings: [{ id: "TONA", quorum: 2, window: 129_600, mostAge: 7 }],
        fails: {
          ...{ rate: 30_000, fixing: "TONA", fallbackReference: 0, cutOff: 54_000 },
          ...{ buyInAfter: 3, cancelAfter: 2, mostOver: 100_000 },
        },
      },
      payments: { returnTo: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955" },
      issuers: [
        {
          id: "ISSUER-1",
          name: { ja: "発行会社", en: "Issuer" },
          registrarRole: 1000,
          registrars: [
            "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
            "0xdD2FD4581271e230360230F9337D5c0430Bf44C0",
          ],
          classes: 40,
        },
      ],
    });
  });
});
