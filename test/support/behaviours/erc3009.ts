import { expect } from "chai";
import { id, Signature, ZeroAddress } from "ethers";
import { type Authorization, authorizationTypedData } from "../../../sdk/encode/authorization.ts";
import { cancelAuthorizationTypedData } from "../../../sdk/encode/cancelAuthorizationTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import { ContractWallet__factory, IPassGatedToken__factory } from "../../../types/index.js";
import { STATUS } from "../passes.ts";
import { expectTotals } from "../totals.ts";
import { DAY } from "../world.ts";
import type { TokenCase } from "./erc20.ts";

const VERBS = {
  transferWithAuthorization: "TransferWithAuthorization",
  receiveWithAuthorization: "ReceiveWithAuthorization",
} as const;
const PIECES = "(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
const WHOLE = "(address,address,uint256,uint256,uint256,bytes32,bytes)";
const NONCE = id("nonce");

/** ERC-3009 in Circle's form, for any pass-gated token. */
export function behavesAsErc3009(load: () => Promise<TokenCase>): void {
  const opened = async () => {
    const made = await load();
    const { world, token: erc20, receiver } = made;
    const token = IPassGatedToken__factory.connect(await erc20.getAddress(), receiver);
    const domain = {
      ...{ name: await token.name(), chainId: world.chainId, token: await token.getAddress() },
    };
    const now = BigInt(await world.now());
    /** The holder's authorisation of ten steps to the receiver, with changes. */
    const authorised = async (
      verb: keyof typeof VERBS,
      changes: Partial<Authorization> = {},
      { signer = made.holder, on = domain }: { signer?: TokenCase["holder"]; on?: object } = {},
    ) => {
      const message: Authorization = {
        ...{ from: made.holder.address, to: receiver.address, value: 10n * made.step },
        ...{ validAfter: now - 1n, validBefore: now + BigInt(DAY), nonce: NONCE },
        ...changes,
      };
      const { chainId, token: address } = { ...domain, ...on };
      const signature = await signTypedData(
        signer,
        authorizationTypedData(VERBS[verb], chainId, address, domain.name, message),
      );
      const { v, r, s } = Signature.from(signature);
      const { from, to, value, validAfter, validBefore, nonce } = message;
      const values = [from, to, value, validAfter, validBefore, nonce] as const;
      const inPieces = () =>
        token[
          `${verb}${PIECES}` as "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)"
        ](...values, v, r, s);
      const inOne = (bytes = signature) =>
        token[
          `${verb}${WHOLE}` as "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"
        ](...values, bytes);
      return { message, signature, inPieces, inOne };
    };
    return { ...made, token, domain, now, authorised };
  };

  for (const verb of Object.keys(VERBS) as (keyof typeof VERBS)[]) {
    describe(verb, () => {
      for (const form of ["inPieces", "inOne"] as const) {
        it(`${form}: moves what the holder signed, once, and uses the nonce up`, async () => {
          const { token, holder, receiver, step, authorised, everyone } = await opened();
          const made = await authorised(verb);
          expect(await token.authorizationState(holder, NONCE)).to.equal(false);
          const sent = made[form]();
          await expect(sent).to.emit(token, "AuthorizationUsed").withArgs(holder, NONCE);
          await expect(sent)
            .to.emit(token, "Transfer")
            .withArgs(holder, receiver, 10n * step);
          expect(await token.authorizationState(holder, NONCE)).to.equal(true);
          for (const again of [made.inPieces, made.inOne]) {
            await expect(again())
              .to.be.revertedWithCustomError(token, "AuthorizationUsedBefore")
              .withArgs(holder, NONCE);
          }
          await expectTotals(token, everyone);
        });
      }

      it("is refused before and after its times, which are exclusive", async () => {
        const { world, token, now, authorised } = await opened();
        const [after, before] = [now + 100n, now + 102n];
        const made = await authorised(verb, { validAfter: after, validBefore: before });
        const { time } = world.networkHelpers;
        await time.setNextBlockTimestamp(after);
        await expect(made.inOne())
          .to.be.revertedWithCustomError(token, "AuthorizationNotYetValid")
          .withArgs(after);
        await time.increaseTo(before);
        await expect(made.inOne())
          .to.be.revertedWithCustomError(token, "AuthorizationExpired")
          .withArgs(before);
      });

      it("is refused when another key signed, when it was changed, or for another chain or token", async () => {
        const { world, token, holder, receiver, spender, authorised } = await opened();
        const other = await authorised(verb, {}, { signer: spender });
        const foreign = await authorised(verb, {}, { on: { chainId: world.chainId + 1n } });
        const elsewhere = await authorised(verb, {}, { on: { token: world.platform.dvp } });
        const changed = await authorised(verb, { value: 11n });
        for (const sent of [
          ...[other.inOne, other.inPieces, foreign.inOne, elsewhere.inPieces],
          () => changed.inOne(other.signature),
        ]) {
          await expect(sent())
            .to.be.revertedWithCustomError(token, "AuthorizationInvalid")
            .withArgs(holder);
        }
        expect(await token.authorizationState(holder, NONCE)).to.equal(false);
        expect(await token.balanceOf(receiver)).to.equal(0n);
      });

      it("is not the other verb's", async () => {
        const { token, holder, authorised } = await opened();
        const twin =
          verb === "transferWithAuthorization"
            ? "receiveWithAuthorization"
            : "transferWithAuthorization";
        const { signature } = await authorised(twin);
        await expect((await authorised(verb)).inOne(signature))
          .to.be.revertedWithCustomError(token, "AuthorizationInvalid")
          .withArgs(holder);
      });

      it("ELIG-1: meets every rule of a transfer", async () => {
        const { token, spender, authorised } = await opened();
        const made = await authorised(verb, { to: spender.address });
        const sent =
          verb === "transferWithAuthorization"
            ? made.inOne()
            : token
                .connect(spender)
                [
                  `receiveWithAuthorization${WHOLE}` as "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"
                ](
                  ...(Object.values(made.message) as [
                    string,
                    string,
                    bigint,
                    bigint,
                    bigint,
                    string,
                  ]),
                  made.signature,
                );
        await expect(sent)
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(spender, STATUS.none);
      });

      it("is a contract wallet's by ERC-1271, and no other key's for it", async () => {
        const { token, world, holder, receiver, spender, authorised } = await opened();
        const wallet = await new ContractWallet__factory(spender).deploy(holder);
        const from = await wallet.getAddress();
        const made = await authorised(verb, { from });
        // The signature counts; the wallet has nothing to move.
        await expect(made.inOne()).to.be.revertedWithCustomError(token, "PassNotWorking");
        const wrong = await authorised(verb, { from }, { signer: receiver });
        await expect(wrong.inOne())
          .to.be.revertedWithCustomError(token, "AuthorizationInvalid")
          .withArgs(from);
        expect(world.chainId).to.be.greaterThan(0n);
      });
    });
  }

  describe("receiveWithAuthorization", () => {
    it("is the payee's alone to send", async () => {
      const { token, holder, receiver, spender, authorised } = await opened();
      const { message, signature } = await authorised("receiveWithAuthorization");
      for (const caller of [holder, spender]) {
        await expect(
          token
            .connect(caller)
            ["receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"](
              ...(Object.values(message) as [string, string, bigint, bigint, bigint, string]),
              signature,
            ),
        )
          .to.be.revertedWithCustomError(token, "CallerNotPayee")
          .withArgs(caller, receiver);
      }
    });
  });

  describe("cancelAuthorization", () => {
    for (const form of ["(address,bytes32,bytes)", "(address,bytes32,uint8,bytes32,bytes32)"]) {
      it(`${form}: uses the nonce up, on the authorizer's signature alone`, async () => {
        const { token, domain, holder, spender, authorised } = await opened();
        const message = { authorizer: holder.address, nonce: NONCE };
        const cancel = async (signer: TokenCase["holder"]) => {
          const signature = await signTypedData(
            signer,
            cancelAuthorizationTypedData(domain.chainId, domain.token, domain.name, message),
          );
          const { v, r, s } = Signature.from(signature);
          return form.includes("uint8")
            ? await token["cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"](
                ...[holder, NONCE, v, r, s],
              )
            : await token["cancelAuthorization(address,bytes32,bytes)"](holder, NONCE, signature);
        };
        await expect(cancel(spender))
          .to.be.revertedWithCustomError(token, "AuthorizationInvalid")
          .withArgs(holder);
        await expect(cancel(holder))
          .to.emit(token, "AuthorizationCanceled")
          .withArgs(holder, NONCE);
        await expect((await authorised("transferWithAuthorization")).inOne())
          .to.be.revertedWithCustomError(token, "AuthorizationUsedBefore")
          .withArgs(holder, NONCE);
        await expect(cancel(holder))
          .to.be.revertedWithCustomError(token, "AuthorizationUsedBefore")
          .withArgs(holder, NONCE);
      });
    }
  });

  it("refuses the zero address, whatever the signature", async () => {
    const { token, authorised } = await opened();
    await expect((await authorised("transferWithAuthorization", { from: ZeroAddress })).inOne())
      .to.be.revertedWithCustomError(token, "AuthorizationInvalid")
      .withArgs(ZeroAddress);
  });
}
