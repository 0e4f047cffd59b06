import { expect } from "chai";
import { PaymentRefused } from "../../../sdk/life/distribution.ts";
import {
  DistributionUnbalanced,
  distributionReconciliation,
} from "../../../sdk/life/distributionReconciliation.ts";
import { distributionReconciliationCsv } from "../../../sdk/life/distributionReconciliationCsv.ts";
import {
  distributionReconciliationJson,
  distributionReconciliationSchema,
} from "../../../sdk/life/distributionReconciliationJson.ts";
import { paymentOf } from "./support/payments.ts";

const PAYMENTS = [
  paymentOf(),
  paymentOf({
    investor: 8,
    units: 1n,
    gross: 741_500n,
    national: 113_560n,
    local: 0n,
    net: 627_940n,
  }),
  paymentOf({ investor: 9, owed: 1_181_729n }),
];
const GIVEN = {
  ...{ reference: "NRI-15/1", funded: 3_707_503n, returned: 3n, payments: PAYMENTS },
};

describe("distributionReconciliation", () => {
  it("refuses an investor who is paid twice, and a payment that contradicts itself (PAY-1)", () => {
    const twice = [
      ...PAYMENTS,
      paymentOf({ units: 0n, gross: 0n, national: 0n, local: 0n, net: 0n }),
    ];
    expect(() => distributionReconciliation({ ...GIVEN, payments: twice })).to.throw(
      PaymentRefused,
      "The payment to investor 7 is there twice",
    );
    const wrong = [paymentOf({ net: 0n })];
    expect(() => distributionReconciliation({ ...GIVEN, payments: wrong })).to.throw(
      PaymentRefused,
    );
  });

  it("fails if a yen is missing or too many, naming the sums (PAY-1)", () => {
    for (const funded of [3_707_502n, 3_707_504n]) {
      expect(() => distributionReconciliation({ ...GIVEN, funded })).to.throw(
        DistributionUnbalanced,
        `was funded with ${funded}, and paid 1809669 + national 567802 + local 148300 + owed 1181729 + returned 3 is 3707503`,
      );
    }
    const borrowed = { ...GIVEN, funded: 3_707_499n, returned: -1n };
    expect(() => distributionReconciliation(borrowed)).to.throw(DistributionUnbalanced);
  });

  it("is what was funded: paid, taxes also of what is owed, owed, returned (PAY-1)", () => {
    expect(distributionReconciliation(GIVEN)).to.deep.equal({
      ...{ reference: "NRI-15/1", funded: 3_707_503n, paid: 1_809_669n },
      ...{ national: 567_802n, local: 148_300n, owed: 1_181_729n, returned: 3n },
      ...{ investorsPaid: 2, investorsOwed: 1 },
    });
  });

  it("is a line for spreadsheets in either language", () => {
    const both = [distributionReconciliation(GIVEN)];
    const [heading, line, ...rest] = distributionReconciliationCsv(both, "en").split("\r\n");
    expect(heading).to.equal(
      "\uFEFFreference,funded (yen),paid (yen),national tax (yen),local tax (yen),owed (yen),returned (yen),investors paid,investors owed",
    );
    expect(line).to.equal("NRI-15/1,3707503,1809669,567802,148300,1181729,3,2,1");
    expect(rest).to.deep.equal([""]);
    expect(distributionReconciliationCsv(both, "ja")).to.contain("受入（円）,支払済み（円）");
  });

  it("is JSON by its schema, the same bytes each time", () => {
    const reconciliation = distributionReconciliation(GIVEN);
    const json = distributionReconciliationJson(reconciliation);
    expect(json).to.equal(distributionReconciliationJson({ ...reconciliation }));
    expect(distributionReconciliationSchema.parse(JSON.parse(json))).to.deep.include({
      ...{ funded: "3707503", owed: "1181729", investorsOwed: 1 },
    });
  });
});
