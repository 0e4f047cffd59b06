import { expect } from "chai";
import {
  commandFor,
  DEPLOY_HELP,
  deployArguments,
} from "../../../scripts/deploy/deployArguments.ts";
import { NetworkNeeded, openNetwork, withAddress } from "../../../scripts/deploy/openNetwork.ts";
import { refusal } from "../../support/deployments.ts";

const refused = (given: string[]) => {
  try {
    return deployArguments(given);
  } catch (error) {
    return (error as Error).message;
  }
};

describe("deployArguments", () => {
  it("given nothing to deploy, no file, or too much, shows how it is written", () => {
    for (const given of [[], ["platform"], ["tokens", "x.yaml"], ["class", "a.yaml", "b.yaml"]]) {
      expect(refused(given)).to.include(DEPLOY_HELP);
    }
  });

  it("names an option that it does not have, a value that is missing, and one that makes no sense", () => {
    expect(refused(["class", "a.yaml", "--chain", "x"])).to.match(/--chain is no option here/);
    expect(refused(["class", "a.yaml", "--network"])).to.match(/--network needs a value/);
    expect(refused(["class", "a.yaml", "--lang", "fr"])).to.equal("--lang is en or ja, not fr.");
    expect(refused(["class", "a.yaml", "--from", "0x12"])).to.match(/--from is an address/);
    for (const url of ["nonsense", "127.0.0.1:8545", "http://", "file:///tmp"]) {
      expect(refused(["class", "a.yaml", "--url", url])).to.match(
        /--url is an address that begins with http/,
      );
    }
  });

  it("reads options before and after the file, and gives an address its checksum", () => {
    const given = ["--lang", "ja", "class", "a.yaml", "--network", "localhost", "--no-build"];
    const from = ["--from", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"];
    expect(deployArguments([...given, ...from])).to.deep.equal({
      ...{ kind: "class", path: "a.yaml", networkName: "localhost", lang: "ja", build: false },
      ...{ url: undefined, deployments: undefined, help: false },
      from: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
    });
    expect(deployArguments(["--help"]).help).to.equal(true);
  });
});

describe("commandFor", () => {
  it("says the options that were given, so that a shell reads them the same", () => {
    const network = ["--network", "localhost", "--url", "http://127.0.0.1:8655"];
    const rest = ["--lang", "ja", "--deployments", "records/it's mine"];
    const given = deployArguments([
      ...["class", "a b.yaml", ...network, ...rest],
      ...["--from", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"],
    ]);
    const words = `--network localhost --url http://127.0.0.1:8655 --deployments 'records/it'\\''s mine' --lang ja`;
    expect(commandFor(given, "class", "a b.yaml", true)).to.equal(
      `npm run deploy -- class 'a b.yaml' ${words} --from 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266`,
    );
    expect(commandFor(given, "class", "a.yaml", false)).to.equal(
      `npm run deploy -- class a.yaml ${words}`,
    );
    expect(
      commandFor(
        deployArguments(["platform", "p.yaml", "--network", "x"]),
        "class",
        "a.yaml",
        true,
      ),
    ).to.equal("npm run deploy -- class a.yaml --network x");
  });
});

describe("openNetwork", () => {
  it("given no network, an unknown one, or one that ends with the process, says which there are", async () => {
    for (const name of [undefined, "nowhere", "default", "toString"]) {
      const error = await refusal(openNetwork(name, undefined));
      expect(error).to.be.instanceOf(NetworkNeeded);
      expect(error.message).to.match(/hardhat\.config\.ts has localhost/);
    }
  });

  it("given an address at which no chain answers, names it and where it came from, but no key in it", async () => {
    const url = "http://127.0.0.1:9/v3/secret";
    const error = (await withAddress(
      await refusal(openNetwork("localhost", url)),
      ...(["localhost", url] as const),
    )) as Error;
    expect(error.name).to.equal("ChainUnreachable");
    expect(error.message).to.match(/^No chain answers at http:\/\/127\.0\.0\.1:9, as --url says/);
    const cause = error.cause;
    const configured = (await withAddress(cause, "localhost", undefined)) as Error;
    expect(configured.message).to.match(
      /^No chain answers at http:\/\/127\.0\.0\.1:8545, which hardhat\.config\.ts has/,
    );
  });
});
