// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "./JstDate.sol";
import { PolicyWord } from "./PolicyWord.sol";
import { RulesWord } from "./RulesWord.sol";

/// What a class is a claim on.
enum ClassType {
    Bond, // 社債
    Share, // 株式
    BeneficialInterest, // 受益証券発行信託の受益権
    TrustInterest, // 信託受益権
    CollectiveInvestmentInterest // 集団投資スキーム持分
}

/// How the law sees the tokenised right.
enum LegalKind {
    TokenisedParagraph1, // トークン化有価証券
    ElectronicRecordTransferRight, // 電子記録移転権利
    Excluded // 適用除外電子記録移転権利
}

/// What a class is made with (policy and rules can change, see {ISecurityToken}).
/// @param registrarRole The registrar's role at the platform's AccessManager, of 32 bits.
/// @param cap Most units there may be at a time, 1 or more; a multiple of the lot.
/// @param lot Units move and are issued in whole multiples of it, 1 or more, of 32 bits.
/// @param maxInvestors Most investors with a balance; the largest 24-bit number for no limit.
/// @param lockUp Until the end of this date nothing moves by a holder's key; no date for no lock-up.
/// @param rules How units move beyond lot and lock-up, which it leaves empty.
struct ClassTerms {
    string name;
    string symbol;
    ClassType classType;
    LegalKind legalKind;
    uint64 registrarRole;
    uint64 cap;
    uint64 lot;
    uint24 maxInvestors;
    JstDate lockUp;
    PolicyWord policy;
    RulesWord rules;
}
