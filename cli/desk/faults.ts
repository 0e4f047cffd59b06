import { type Text, ToldError } from "../../sdk/index.ts";

/** What was typed cannot be understood. */
export class ArgumentRefused extends ToldError {
  override readonly name = "ArgumentRefused";
}

/** No network is known by that name. */
export class NetworkUnknown extends ToldError {
  override readonly name = "NetworkUnknown";

  constructor(network: string, variable: string) {
    super(
      {
        en:
          "There is no network {network}. Give its address (--network https://…), or set {variable} to it. " +
          "localhost is http://127.0.0.1:8545.",
        ja:
          "ネットワーク {network} はありません。アドレスを指定する(--network https://…)か、環境変数 {variable} に" +
          "設定してください。localhost は http://127.0.0.1:8545 です。",
      },
      { network, variable },
    );
  }
}

/** A key is needed, and none can be used. */
export class SignerNeeded extends ToldError {
  override readonly name = "SignerNeeded";

  constructor(why: Text | string) {
    super(
      {
        en:
          "{why}. Name the key that sends with --signer: env:NAME (a variable of the environment), keystore:FILE " +
          "(encrypted), hardhat:NAME (Hardhat's keystore) or, on a local chain, node:ADDRESS. Or send nothing: " +
          "--dry-run, --out FILE for a Safe, --propose FILE for another key.",
        ja:
          "{why}。送信する鍵を --signer で指定してください: env:変数名(環境変数)、keystore:ファイル(暗号化)、" +
          "hardhat:変数名(Hardhat のキーストア)、ローカルチェーンでは node:アドレス。送信しない場合は --dry-run、" +
          "--out ファイル(Safe 用)、--propose ファイル(別の鍵による承認)。",
      },
      { why },
    );
  }
}

/** The key has not the power. */
export class PowerMissing extends ToldError {
  override readonly name = "PowerMissing";

  constructor(key: string, what: Text | string, holders: readonly string[]) {
    const who = { holders: holders.join(", ") };
    super(
      holders.length === 0
        ? {
            en: "{key} may not {what}. `kessai audit powers` says who may.",
            ja: "{key} には権限がありません: {what}。権限者は `kessai audit powers` で確認できます。",
          }
        : {
            en: "{key} may not {what}. These may: {holders}.",
            ja: "{key} には権限がありません: {what}。権限者: {holders}。",
          },
      { key, what, ...who },
    );
  }
}

/** Somebody was asked and said no. */
export class NotAgreed extends ToldError {
  override readonly name = "NotAgreed";

  constructor() {
    super({
      en: "Not agreed to: nothing was sent.",
      ja: "同意がなかったため、何も送信していません。",
    });
  }
}

/** A file that the desk wrote for another key is not as it was written. */
export class ProposalRefused extends ToldError {
  override readonly name = "ProposalRefused";

  constructor(path: string, why: Text | string) {
    super({ en: "{path} is not sent: {why}", ja: "{path} は送信しません: {why}" }, { path, why });
  }
}

/** A file would be overwritten. */
export class FileTaken extends ToldError {
  override readonly name = "FileTaken";

  constructor(path: string) {
    super(
      {
        en: "{path} is there already. Name another file, or remove it first.",
        ja: "{path} は既にあります。別のファイル名を指定するか、先に削除してください。",
      },
      { path },
    );
  }
}

/** A local chain cannot be started. */
export class ChainNotStarted extends ToldError {
  override readonly name = "ChainNotStarted";
}

/** Only a developer's chain can do that. */
export class NotALocalChain extends ToldError {
  override readonly name = "NotALocalChain";

  constructor(chainId: bigint) {
    super(
      {
        en:
          "The clock of chain {chainId} cannot be moved: that is for local chains (31337) only. Start one with " +
          "`kessai chain run`, or name it with --network.",
        ja:
          "チェーン {chainId} の時計は進められません(ローカルチェーン 31337 のみ)。`kessai chain run` で起動するか、" +
          "--network で指定してください。",
      },
      { chainId },
    );
  }
}

/** What is to be deployed is not what was planned. */
export class PlanChanged extends ToldError {
  override readonly name = "PlanChanged";
  readonly asked: string;
  readonly now: string;

  constructor(asked: string, now: string, verb: string) {
    super(
      {
        en:
          "Since the plan {asked} something changed: the file, the sender, the code or the chain. Now the plan is " +
          "{now}. Nothing was sent. Look at it again: kessai {verb}",
        ja:
          "計画 {asked} の後に、ファイル・送信者・コード・チェーンのいずれかが変わりました。現在の計画は {now} です。" +
          "何も送信していません。もう一度確認してください: kessai {verb}",
      },
      { asked, now, verb },
    );
    this.asked = asked;
    this.now = now;
  }
}

/** Nobody agreed to what would be deployed. */
export class PlanNotAgreed extends ToldError {
  override readonly name = "PlanNotAgreed";

  constructor(hash: string) {
    super(
      {
        en: "Nothing was sent. The plan is {hash}: go on with --plan {hash}, or with --yes without having looked at it.",
        ja: "何も送信していません。計画は {hash} です。続けるには --plan {hash}、確認せずに続けるには --yes。",
      },
      { hash },
    );
  }
}

/** An encrypted key cannot be made or read. */
export class KeystoreRefused extends ToldError {
  override readonly name = "KeystoreRefused";
}

/** An equal act waits for its second key already. */
export class ActOpen extends ToldError {
  override readonly name = "ActOpen";

  constructor(id: string, by: string, number: bigint) {
    super(
      {
        en:
          "An equal act is open: {id}, proposed by {by}. Approve it (`kessai units approve --act {id}`), or withdraw " +
          "it. If it is meant a second time, give it another number, such as --number {next}.",
        ja:
          "同じ内容の管理行為が起案中です: {id}({by} が起案)。承認する(`kessai units approve --act {id}`)か、" +
          "取り下げてください。再度行う場合は別の番号を付けてください(--number {next} など)。",
      },
      { id, by, next: number + 1n },
    );
  }
}

/** A transfer would be refused. */
export class TransferRefused extends ToldError {
  override readonly name = "TransferRefused";
}

/** A lost wallet's pass names nobody in its place, or not yet. */
export class SuccessorMissing extends ToldError {
  override readonly name = "SuccessorMissing";

  constructor(lost: string, waiting?: { readonly successor: string; readonly from: Text }) {
    super(
      waiting === undefined
        ? {
            en: "The pass of {lost} names no wallet that takes its place. The KYC officers do that first: `kessai kyc recover`.",
            ja: "{lost} のパスには後継ウォレットの指定がありません。先に KYC 担当者が指定します: `kessai kyc recover`。",
          }
        : {
            en:
              "{successor} takes the place of {lost} from {from} on, after the veto window. Run the same " +
              "command again then.",
            ja: "{successor} は拒否期間後の {from} から {lost} の後継となります。その後に同じコマンドを再度実行してください。",
          },
      { lost, ...waiting },
    );
  }
}

/** There is no such hold. */
export class HoldUnknown extends ToldError {
  override readonly name = "HoldUnknown";

  constructor(id: string, code: string) {
    super(
      {
        en:
          "There is no hold {id} in {code}, or nothing is left of it. `kessai units show --wallet …` lists a " +
          "wallet's holds.",
        ja: "{code} に拘束 {id} はないか、残りがありません。`kessai units show --wallet …` で一覧できます。",
      },
      { id, code },
    );
  }
}

/** No officer has this number. */
export class OfficerUnknown extends ToldError {
  override readonly name = "OfficerUnknown";

  constructor(
    asked: bigint,
    known: readonly { readonly number: number; readonly key: string; readonly state: string }[],
  ) {
    const list = known.map(({ number, key, state }) => `${number} ${key} (${state})`).join(", ");
    super(
      {
        en: "There is no officer {asked}. There are: {list}.",
        ja: "KYC 担当者 {asked} はいません。登録済み: {list}。",
      },
      { asked, list },
    );
  }
}

/** A trade, or a netting cycle, is made for another place. */
export class TradeElsewhere extends ToldError {
  override readonly name = "TradeElsewhere";

  constructor(path: string, where: Text | string) {
    super(
      {
        en: "{path} is {where}. Name its chain with --network, its platform with --deployment.",
        ja: "{path} は{where}のものです。--network でチェーンを、--deployment でプラットフォームを指定してください。",
      },
      { path, where },
    );
  }
}
