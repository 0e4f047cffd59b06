import { expect } from "chai";
import { encodeBytes32String, Interface, ZeroAddress } from "ethers";
import { ContractRefusal } from "../../../sdk/errors/ContractRefusal.ts";
import { ChainFault, explainError } from "../../../sdk/errors/explainError.ts";

const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

function reverted(signature: string, args: unknown[]): Error {
  const name = signature.slice(0, signature.indexOf("("));
  const data = new Interface([`error ${signature}`]).encodeErrorResult(name, args);
  return Object.assign(new Error("execution reverted"), { data });
}

describe("explainError", () => {
  it("says why a contract refused and what to do, in both languages, with names for addresses", () => {
    const refusal = explainError(
      reverted("PassNotWorking(address wallet, uint8 status)", [WALLET, 5]),
    );
    expect(refusal).to.be.instanceOf(ContractRefusal);
    if (!(refusal instanceof ContractRefusal)) return;
    expect(refusal.code).to.equal("PassNotWorking");
    expect(refusal.values).to.deep.equal({ wallet: WALLET, status: 5n });
    expect(refusal.message).to.equal(
      `${WALLET} has no working KYC pass: it was revoked. Ask the platform's KYC officers.`,
    );
    expect(refusal.in("ja", new Map([[WALLET, "投資家A"]]))).to.equal(
      "投資家A には有効なKYCパスがありません（取消し済み）。KYC担当者に照会してください。",
    );
  });

  it("says times and dates as a desk does", () => {
    const late = explainError(
      reverted("TooLate(uint48 settleBy, uint256 now_)", [1_774_915_200, 0]),
    );
    expect(late.message).to.equal(
      "The trade had to settle by 2026-03-31 09:00 JST. Both parties must sign a new one.",
    );
  });

  it("says the end of a lock-up as a date, and the times of a registrar's act as times", () => {
    const id = `0x${"ab".repeat(32)}`;
    for (const [signature, args, part] of [
      ["LockedUp(uint16 date)", [20_910], "until 2027-04-02 is over"],
      ["RecordDateOver(uint16 date)", [20_910], "2027-04-02 is over"],
      [
        "ActTooEarly(bytes32 id, uint48 readyAt)",
        [id, 1_774_915_200],
        "from 2026-03-31 09:00 JST on",
      ],
      [
        "ActLapsed(bytes32 id, uint48 lapsedAt)",
        [id, 1_774_915_200],
        "lapsed at 2026-03-31 09:00 JST.",
      ],
    ] as const) {
      expect(explainError(reverted(signature, [...args])).message).to.include(part);
    }
  });

  it("tells errors of one name apart by their arguments", () => {
    const [own, desk] = [
      explainError(reverted("NotFrozen(address wallet)", [WALLET])),
      explainError(
        reverted("NotFrozen(address wallet, uint256 frozen, uint256 units)", [WALLET, 3, 5]),
      ),
    ];
    expect(own.message).to.equal(`${WALLET} is not frozen. Look up what is.`);
    expect(desk.message).to.include("3 units are frozen and 5 were to be unfrozen");
  });

  it("says a category in words and a maturity as a date", () => {
    const full = explainError(
      reverted("TooManyOfCategory(uint256 category, uint256 most)", [2, 49]),
    ) as ContractRefusal;
    expect(full.message).to.include("all 49 special-business-eligible investors");
    expect(full.in("ja")).to.include("特例業務対象投資家は上限の 49 名");
    const matured = explainError(reverted("ClassMatured(uint16 maturity)", [20_910]));
    expect(matured.message).to.include("maturity with the end of 2027-04-02");
  });

  it("says sides, fixings and times of settlement as a desk does, in both languages", () => {
    const id = `0x${"ab".repeat(32)}`;
    const side = explainError(
      reverted("InstructedBefore(bytes32 id, uint8 side)", [id, 1]),
    ) as ContractRefusal;
    expect(side.message).to.equal(
      `The buyer has instructed the trade ${id} already. Wait for the other side's instruction.`,
    );
    expect(side.in("ja")).to.include("買い手が既に指図しています");
    const fixing = explainError(
      reverted("NoFixing(bytes32 index, uint16 date)", [encodeBytes32String("TONA"), 20_910]),
    ) as ContractRefusal;
    expect(fixing.message).to.include("TONA has no fixing for 2027-04-02");
    expect(fixing.in("ja")).to.include("TONA には");
    for (const [signature, args, part] of [
      ["IndexUnknown(bytes32 index)", [id], `no fixing ${id}`],
      ["NotYet(uint256 from, uint256 now_)", [1_774_915_200, 0], "from 2026-03-31 09:00 JST on"],
      ["DayJudgedBefore(bytes32 id, uint16 day)", [id, 20_910], "was judged for 2027-04-02"],
      [
        "OutsideTheWindow(uint256 opens, uint256 closes, uint256 now_)",
        [1_774_915_200, 1_774_918_800, 0],
        "from 2026-03-31 09:00 JST to 2026-03-31 10:00 JST",
      ],
      ["GasForItemMissing(uint256 index, uint256 needed)", [1_000, 412_500], "Item 1000 of"],
      [
        "ConsentMissing(address from, address to, uint256 units)",
        [ZeroAddress, WALLET, 1],
        `go from ${ZeroAddress} to ${WALLET}`,
      ],
    ] as const) {
      expect(explainError(reverted(signature, [...args])).message, signature).to.include(part);
    }
  });

  it("says of an error that several contracts share what is true in each of them", () => {
    const id = `0x${"ab".repeat(32)}`;
    const invalid = explainError(
      reverted("SignatureInvalid(address party, bytes32 id)", [WALLET, id]),
    );
    expect(invalid.message).to.equal(
      `${WALLET} has not signed what was sent under ${id}. Let ${WALLET} sign exactly this.`,
    );
    const phase = explainError(reverted("WrongPhase(bytes32 id, uint8 phase)", [id, 3]));
    expect(phase.message).to.match(/^0x(ab){32} is past the step .* and its payment/);
    const lists = explainError(reverted("ListsDiffer(uint256 one, uint256 other)", [3, 2]));
    expect(lists.message).to.equal(
      "The lists have 3 and 2 entries. Give lists that fit, entry by entry.",
    );
    const [token, net] = [
      explainError(reverted("NetsNotZero(int256 sum)", [-7])),
      explainError(reverted("NetsNotZero(address asset, int256 sum)", [WALLET, -7])),
    ];
    expect(token.message).to.match(/^The nets sum to -7, not to zero/);
    expect(net.message).to.include(`The nets of ${WALLET} sum to -7`);
  });

  it("says of a class that is there already what to do, by the library's error", () => {
    const refusal = explainError(reverted("FailedDeployment()", []));
    expect(refusal).to.be.instanceOf(ContractRefusal);
    expect(refusal.message).to.include("another code");
  });

  it("keeps a number that is no time as it is", () => {
    const late = explainError(
      reverted("TooLate(uint48 settleBy, uint256 now_)", [2n ** 48n - 1n, 0]),
    );
    expect(late.message).to.contain("281,474,976,710,655");
  });

  it("says what an unfunded buyer and a missing allowance need", () => {
    expect(
      explainError(
        reverted("ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)", [
          WALLET,
          5,
          1_000,
        ]),
      ).message,
    ).to.equal(`${WALLET} has 5, but 1,000 are needed. See that the account has them first.`);
    expect(
      explainError(
        reverted("ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)", [
          WALLET,
          0,
          7,
        ]),
      ).message,
    ).to.equal(
      `${WALLET} may take 0 from the owner's account, but 7 are needed. The owner must approve it first.`,
    );
  });

  it("finds the reason however deep a client wraps it", () => {
    const { data } = reverted("TokenPaused()", []) as Error & { data: string };
    const wrapped = Object.assign(new Error("call failed"), {
      info: { error: { data: { data } } },
    });
    expect((explainError(wrapped) as ContractRefusal).code).to.equal("TokenPaused");
  });

  it("turns a chain that does not answer, and an empty account, into a sentence", () => {
    const silent = explainError(new Error("connect ECONNREFUSED 127.0.0.1:8545"));
    expect(silent).to.be.instanceOf(ChainFault);
    expect(silent.message).to.contain("No chain answers");
    expect(explainError(new Error("insufficient funds for gas")).message).to.contain("Fund it");
  });

  it("leaves what it does not know as it is", () => {
    const error = new TypeError("x is not a function");
    expect(explainError(error)).to.equal(error);
    expect(explainError("odd").message).to.equal("odd");
  });
});
