import { encodeBytes32String } from "ethers";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import { PAYMENT_KINDS, TAX_RATES } from "../life/taxRates.ts";
import type { Lang, Text } from "../text/texts.ts";
import { POWERS, RESTRICTED_INTERFACES, type RestrictedContract, type RoleName } from "./powers.ts";
import type { AddressOf, Argument, CallData, ContractName, Step } from "./steps.ts";

/** Gas that an entry of an offering is issued with: more than the dearest class takes. */
const OFFERING_ENTRY_GAS = 1_500_000;
/** The desk's powers that an action may borrow, by their numbers. */
const [POWER_TO_ISSUE, POWER_TO_RESCALE] = [1, 2];

/**
 * All that deploying a platform does, in order. The deployer sets everything up as first admin and
 * ends without any power: the last step hands the admin role over and gives its own up, and nothing
 * is usable before it.
 *
 * @param deployer address with checksum
 */
export function platformSteps(file: PlatformFile, deployer: string): Step[] {
  const deploy = (id: string, contract: ContractName, args: Argument[], what: Text): Step => {
    return { id, kind: "deploy", contract, args, from: deployer, what };
  };
  const call = (
    id: string,
    [target, contract]: readonly [id: string, contract: ContractName],
    name: string,
    args: Argument[],
    what: Text,
  ): Step => {
    const at = addressOf(target);
    return { id, kind: "call", contract, at, function: name, args, from: deployer, what };
  };
  const [authority, pass, lens] = [addressOf("authority"), addressOf("pass"), addressOf("lens")];
  const [desk, implementation] = [addressOf("desk"), addressOf("implementation")];
  const [factory, yen] = [addressOf("factory"), addressOf("yen")];
  const { passes, settlement } = file;
  const { externalCash } = settlement;
  const dvp = addressOf("dvp");
  const { mostSupply = 0n, mostPerDay = 0n } = file.yen;

  // biome-ignore format: one step, one line.
  return [
    deploy("authority", "Authority", [deployer], { en: "the authority: who may do what, after which delay", ja: "権限管理（だれが何を、どの予告期間で行えるか）" }),
    deploy("passAnnex", "PassAnnex", [], { en: "the second half of the passes' code", ja: "パス登録簿のコードの後半" }),
    deploy("pass", "KycPass", [authority, addressOf("passAnnex"), passes.quorum, passes.vetoWindow, passes.grantsPerOfficerPerDay, passes.listedPerOfficerPerDay], { en: "the register of KYC passes", ja: "KYCパスの登録簿" }),
    deploy("lens", "TokenLens", [], { en: "the lens that explains refusals beforehand", ja: "移転可否の事前照会" }),
    deploy("desk", "RegistrarDesk", [authority, pass, lens, file.registrarActs.delay], { en: "the registrars' desk", ja: "原簿管理人の窓口" }),
    deploy("tokenActions", "SecurityActions", [pass, desk], { en: "the third part of the classes' code", ja: "銘柄のコードの第3部" }),
    deploy("tokenAnnex", "SecurityAnnex", [pass, desk, lens, addressOf("tokenActions")], { en: "the second part of the classes' code", ja: "銘柄のコードの第2部" }),
    deploy("implementation", "SecurityToken", [pass, desk, addressOf("tokenAnnex")], { en: "the code that every class shares", ja: "全銘柄に共通のコード" }),
    deploy("factory", "SecurityFactory", [authority, pass], { en: "the factory that opens classes", ja: "銘柄を開設するファクトリー" }),
    deploy("yenAnnex", "YenAnnex", [pass, lens], { en: "the second half of the yen token's code", ja: "円トークンのコードの後半" }),
    deploy("yen", "YenToken", [authority, pass, addressOf("yenAnnex"), file.yen.name.en, file.yen.symbol, file.yen.reserveFreshness], { en: `the yen token ${file.yen.symbol}`, ja: `円トークン ${file.yen.symbol}` }),
    deploy("dvp", "DvpSettlement", [authority, pass, yen, settlement.itemGas], { en: "settlement by DvP", ja: "DvP決済" }),
    deploy("net", "NetSettlement", [authority, dvp, pass], { en: "netting", ja: "ネッティング" }),
    deploy("externalCash", "ExternalCash", [authority, dvp, externalCash.currency, externalCash.attestors, externalCash.deciders, externalCash.longStop], { en: `settlement against ${externalCash.currency} on another system`, ja: `外部システムの資金（${externalCash.currency}）との決済` }),
    deploy("fixing", "Fixing", [authority], { en: "the fixing of reference rates", ja: "基準金利の確定" }),
    deploy("fails", "Fails", [authority, dvp, addressOf("fixing"), failTerms(settlement)], { en: "fails, defaults and buy-ins", ja: "フェイル・資金不払い・バイイン" }),
    deploy("taxes", "TaxTable", [authority], { en: "the rates of withholding tax", ja: "源泉税率表" }),
    call("taxRates", ["taxes", "TaxTable"], "setRates", [taxRows()], { en: `rates of withholding tax, ${TAX_RATES.length} rows`, ja: `源泉税率 ${TAX_RATES.length} 件の登録` }),
    deploy("distribution", "Distribution", [authority, pass, desk, yen, addressOf("taxes")], { en: "payments to holders", ja: "保有者への支払" }),
    deploy("offering", "Offering", [authority, pass, yen, OFFERING_ENTRY_GAS], { en: "offerings of new units", ja: "募集" }),
    deploy("bonds", "BondLifecycle", [authority, pass, desk, addressOf("distribution"), addressOf("fixing")], { en: "the life of bonds", ja: "社債の利払・償還" }),
    deploy("split", "Split", [authority, pass, desk, addressOf("distribution")], { en: "splits and consolidations", ja: "分割・併合" }),
    deploy("meeting", "Meeting", [authority, pass], { en: "meetings of holders", ja: "集会の議決権行使" }),
    call("lendToOffering", ["desk", "RegistrarDesk"], "nameAction", [addressOf("offering"), POWER_TO_ISSUE], { en: "registrars may let offerings issue", ja: "募集による発行を原簿管理人が許可可能に" }),
    call("lendToBonds", ["desk", "RegistrarDesk"], "nameAction", [addressOf("bonds"), POWER_TO_RESCALE], { en: "two registrar keys may let bonds be redeemed", ja: "社債の償還を2名の承認で許可可能に" }),
    call("lendToSplit", ["desk", "RegistrarDesk"], "nameAction", [addressOf("split"), POWER_TO_RESCALE], { en: "two registrar keys may let a class be split", ja: "分割・併合を2名の承認で許可可能に" }),
    call("purse", ["yen", "IYenToken"], "setSystemAccount", [addressOf("distribution"), file.payments.returnTo], { en: "the purse of payments to holders", ja: "支払資金のシステム口座" }),
    call("nameRoutes", ["dvp", "DvpSettlement"], "nameRoutes", [addressOf("net"), addressOf("externalCash"), addressOf("fails")], { en: "netting, cash elsewhere and fails share DvP's registry, for good", ja: "ネッティング・外部資金・フェイルをDvP決済に接続（以後変更不可）" }),
    ...settlement.fixings.map(({ id, quorum, window, mostAge }, number) =>
      call(`fixing${number + 1}`, ["fixing", "Fixing"], "setIndex", [encodeBytes32String(id), { quorum, window, mostAge }], { en: `the fixing ${id}: ${quorum} reports at least`, ja: `基準金利 ${id}（報告 ${quorum} 件以上）` }),
    ),
    call("registerMoney", ["pass", "IKycPass"], "registerMoney", [yen], { en: "passes reach the yen token", ja: "円トークンをパスの反映先に登録" }),
    call("setFactory", ["pass", "IKycPass"], "setFactory", [factory, true], { en: "passes accept the factory's classes", ja: "ファクトリーの銘柄をパスの反映先として承認" }),
    call("setImplementation", ["factory", "SecurityFactory"], "setImplementation", [implementation, true], { en: "classes may be made of that code", ja: "銘柄のコードをファクトリーに登録" }),
    ...(mostSupply === 0n && mostPerDay === 0n
      ? []
      : [call("yenLimits", ["yen", "IYenToken"], "setLimits", [mostSupply, mostPerDay], { en: `limits of ${file.yen.symbol}: in all ${limit(mostSupply, "en")}, a day ${limit(mostPerDay, "en")}`, ja: `${file.yen.symbol} の上限：総額 ${limit(mostSupply, "ja")}、1日 ${limit(mostPerDay, "ja")}` })]),
    ...file.issuers.map(({ id, registrarRole, classes }) =>
      call(`issuer${registrarRole}`, ["factory", "SecurityFactory"], "registerIssuer", [registrarRole, classes], { en: `issuer ${id}, for ${classes} classes at most`, ja: `発行会社 ${id} の登録（${classes} 銘柄まで）` }),
    ),
    ...passes.officers.map((officer, index) => {
      const [number, of] = [index + 1, passes.officers.length];
      return call(`officer${number}`, ["pass", "IKycPass"], "addOfficer", [officer], { en: `officer ${number} of ${of}`, ja: `KYC担当者 ${number}/${of} の登録` });
    }),
    call("handOver", ["authority", "Authority"], "multicall", [powerCalls(file, deployer)], { en: "roles and delays given out; the deployer's power ends", ja: "権限と予告期間の付与、配備者の権限の終了" }),
  ];
}

/** The calls that give every role to whom the file names, the admin's last. */
function powerCalls(file: PlatformFile, deployer: string): CallData[] {
  const manager = (encode: string, ...args: Argument[]): CallData => {
    return { contract: "Authority", encode, args };
  };
  const calls: CallData[] = [];
  for (const name of Object.keys(POWERS) as RoleName[]) {
    const { role, functions } = POWERS[name];
    const { holders, delay } = file.roles[name];
    for (const [target, names] of Object.entries(functions) as [RestrictedContract, string[]][]) {
      const selectors = names.map((each) => selectorOf(target, each));
      calls.push(manager("setTargetFunctionRole", addressOf(target), selectors, role));
    }
    if (name === "admin") continue;
    calls.push(manager("labelRole", role, name));
    for (const holder of holders) calls.push(manager("grantRole", role, holder, delay));
  }
  for (const { registrarRole, id, registrars } of file.issuers) {
    const role = BigInt(registrarRole);
    calls.push(manager("labelRole", role, `registrar ${id}`));
    for (const registrar of registrars) calls.push(manager("grantRole", role, registrar, 0));
  }
  // Last, and the deployer's own at the very end: from then on it has the admin's delay, or no power.
  const admin = POWERS.admin.role;
  const { holders: admins, delay } = file.roles.admin;
  for (const holder of admins.filter((each) => each !== deployer)) {
    calls.push(manager("grantRole", admin, holder, delay));
  }
  calls.push(
    admins.includes(deployer)
      ? manager("grantRole", admin, deployer, delay)
      : manager("revokeRole", admin, deployer),
  );
  return calls;
}

/** The sdk's table of tax rates, as the contract takes it. */
function taxRows(): Argument {
  return TAX_RATES.map(({ kind, listed, taxClass, from, until, national, local }) => ({
    ...{ kind: PAYMENT_KINDS.indexOf(kind), listed, taxClass, from, until, national, local },
  }));
}

/** What the fails contract is deployed with. Rates in millionths a year. */
function failTerms({ fails }: PlatformFile["settlement"]): Argument {
  const { rate, fallbackReference, cutOff, buyInAfter, cancelAfter, mostOver, fixing } = fails;
  return {
    rate,
    fallbackReference,
    cutOff,
    buyInAfter,
    cancelAfter,
    mostOver,
    index: encodeBytes32String(fixing),
  };
}

/** A limit of yen in words, 0 for none. */
function limit(yen: bigint, lang: Lang): string {
  const most = yen.toLocaleString("en-US");
  const text = {
    en: yen === 0n ? "no limit" : `${most} yen`,
    ja: yen === 0n ? "なし" : `${most} 円`,
  };
  return text[lang];
}

function addressOf(id: string): AddressOf {
  return { addressOf: id };
}

function selectorOf(target: RestrictedContract, name: string): string {
  const fragment = RESTRICTED_INTERFACES[target].getFunction(name);
  if (fragment === null) throw new Error(`The ${target} contract has no function ${name}.`);
  return fragment.selector;
}
