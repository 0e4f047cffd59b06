import { expect } from "chai";
import {
  concat,
  getAddress,
  id,
  keccak256,
  TypedDataEncoder,
  toBeHex,
  toTwos,
  verifyTypedData,
  Wallet,
  zeroPadValue,
} from "ethers";
import { cycleId } from "../../../sdk/encode/cycleId.ts";
import { type NetVector, netVectorTypedData } from "../../../sdk/encode/netVectorTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";

const OPENER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const NET = getAddress("0x00000000000000000000000000000000000000e7");
const ASSETS = [
  "0x00000000000000000000000000000000000000A1",
  "0x00000000000000000000000000000000000000b2",
];
const VECTOR: NetVector = {
  ...{ cycle: cycleId(OPENER, 1n), root: id("root"), party: OPENER },
  ...{ assets: ASSETS, termsEpochs: [3, 0], nets: [-5n, 500n] },
};

const word = (value: bigint | number) => toBeHex(toTwos(value, 256), 32);

describe("cycleId", () => {
  it("is the hash of opener and number, one word each", () => {
    const words = concat([zeroPadValue(OPENER, 32), word(7)]);
    expect(cycleId(OPENER, 7n)).to.equal(keccak256(words));
  });

  it("is another one for another opener or number, however an address is written", () => {
    expect(cycleId(OPENER, 7n)).not.to.equal(cycleId(OPENER, 8n));
    expect(cycleId(OPENER, 7n)).not.to.equal(cycleId(NET, 7n));
    expect(cycleId(OPENER.toLowerCase(), 7n)).to.equal(cycleId(OPENER, 7n));
  });
});

describe("netVectorTypedData", () => {
  it("hashes as EIP-712 says, by hand: lists as the hash of their words, nets in two's complement", () => {
    const { types, primaryType, message } = netVectorTypedData(1n, NET, VECTOR);
    const typeHash = id(
      "NetVector(bytes32 cycle,bytes32 root,address party,address[] assets,uint16[] termsEpochs,int256[] nets)",
    );
    const list = (words: string[]) => keccak256(concat(words));
    const expected = keccak256(
      concat([
        ...[typeHash, VECTOR.cycle, VECTOR.root, zeroPadValue(OPENER, 32)],
        list(ASSETS.map((asset) => zeroPadValue(asset, 32))),
        list([word(3), word(0)]),
        list([word(-5n), word(500n)]),
      ]),
    );
    expect(TypedDataEncoder.hashStruct(primaryType, types, message)).to.equal(expected);
  });

  it("binds chain and contract", async () => {
    const wallet = new Wallet(id("key"));
    const data = netVectorTypedData(31_337n, NET, VECTOR);
    expect(data.domain).to.deep.equal({
      ...{ name: "Kessai Net", version: "1", chainId: 31_337n, verifyingContract: NET },
    });
    const signature = await signTypedData(wallet, data);
    const signer = (chainId: bigint, at: string) => {
      const { domain, types, message } = netVectorTypedData(chainId, at, VECTOR);
      return verifyTypedData(domain, types, message, signature);
    };
    expect(signer(31_337n, NET)).to.equal(wallet.address);
    expect(signer(1n, NET)).not.to.equal(wallet.address);
    expect(signer(31_337n, OPENER)).not.to.equal(wallet.address);
  });
});
