// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a payment to holders is, as tax law tells them apart.
enum PaymentKind {
    Principal, // 元本償還金
    BondInterest, // 公社債の利子
    Dividend, // 剰余金の配当
    TrustDistribution, // 受益権の収益分配金
    FundDistribution, // 集団投資スキーム持分の分配金
    FractionCash // 端数処理代金
}
