// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Roles } from "../governance/Roles.sol";
import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassGatedAnnex } from "../ledger/interfaces/IPassGatedAnnex.sol";
import { ISecurityToken } from "../securities/interfaces/ISecurityToken.sol";
import { CyclePhase, CycleWord } from "../types/CycleWord.sol";
import { ReentrancyLock } from "../types/ReentrancyLock.sol";
import { Signatures } from "../types/Signatures.sol";
import { PassStatus } from "../types/Standing.sol";
import { Trade } from "../types/Trade.sol";
import { ExactPayment } from "./ExactPayment.sol";
import { INetSettlement } from "./interfaces/INetSettlement.sol";
import { AssetKind, ITradeRegistry } from "./interfaces/ITradeRegistry.sol";

/// @dev Specification: {INetSettlement}.
contract NetSettlement is INetSettlement, AccessManaged, ReentrancyLock, EIP712 {
    using Address for address;
    using ExactPayment for IERC20;

    bytes32 private constant VECTOR_TYPEHASH = keccak256(
        "NetVector(bytes32 cycle,bytes32 root,address party,address[] assets,uint16[] termsEpochs,int256[] nets)"
    );

    ITradeRegistry public immutable registry;
    IKycPass public immutable pass;

    /// Hash of what was fixed.
    mapping(bytes32 id => bytes32) private _lists;

    constructor(
        address authority_,
        ITradeRegistry registry_,
        IKycPass pass_
    ) AccessManaged(authority_) EIP712("Kessai Net", "1") {
        registry = registry_;
        pass = pass_;
    }

    // ------------------------------------------------------------------ cycles

    /// @inheritdoc INetSettlement
    function open(uint256 number, uint48 deadline) external restricted returns (bytes32 id) {
        if (block.timestamp > deadline) revert DeadlinePast(deadline);
        id = cycleId(msg.sender, number);

        registry.openCycle(id, msg.sender, deadline);
    }

    /// @inheritdoc INetSettlement
    function fix(uint256 number, NetList calldata list) external {
        bytes32 id = cycleId(msg.sender, number);
        CycleWord cycle = registry.cycleWord(id);
        (bool isOperator, uint32 delay) = IAccessManager(authority()).hasRole(
            Roles.SETTLEMENT_OPERATOR,
            msg.sender
        );
        if (cycle.opener() != msg.sender || !isOperator || delay != 0)
            revert NotTheOpener(id, msg.sender);
        if (_lists[id] != bytes32(0)) revert CycleFixedBefore(id);
        _requireOpen(id, cycle);
        _requireAscending(list.parties);
        _requireAscending(list.assets);
        if (list.assets.length != list.termsEpochs.length) {
            revert ListsDiffer(list.assets.length, list.termsEpochs.length);
        }
        _requireAssets(list);

        _lists[id] = keccak256(abi.encode(list));
        emit CycleFixed(id, list.root, list.parties, list.assets, list.termsEpochs);
    }

    /// @inheritdoc INetSettlement
    function settle(
        bytes32 id,
        NetList calldata list,
        int256[][] calldata nets,
        bytes[] calldata signatures
    ) external nonReentrant {
        bytes32 fixedList = _lists[id];
        if (fixedList == bytes32(0)) revert CycleNotFixed(id);
        if (fixedList != keccak256(abi.encode(list))) revert ListDiffers(id);
        _requireOpen(id, registry.cycleWord(id));
        AssetKind[] memory kinds = _requireAssets(list);
        _requireShape(list, nets, signatures);
        // Read once: each reading of what was sent is checked.
        address[] memory parties = list.parties;
        int256[][] memory vectors = new int256[][](nets.length);
        for (uint256 asset = 0; asset < nets.length; ++asset) vectors[asset] = _copied(nets[asset]);
        _requireSigned(id, list, parties, vectors, signatures);
        _requireWorking(parties);

        registry.endCycle(id, true);
        for (uint256 asset = 0; asset < vectors.length; ++asset) {
            emit AssetNetted(id, list.assets[asset], vectors[asset]);
        }

        _deliver(list.assets, kinds, parties, vectors);
    }

    /// @inheritdoc INetSettlement
    function makeVoid(bytes32 id) external {
        CycleWord cycle = registry.cycleWord(id);
        if (msg.sender != cycle.opener() && block.timestamp <= cycle.deadline()) {
            revert CycleNotOver(id, cycle.deadline());
        }
        registry.endCycle(id, false);
    }

    // ------------------------------------------------------------------ by id

    /// @inheritdoc INetSettlement
    function settleByIds(
        Trade[] calldata trades,
        address[] calldata parties,
        address[] calldata assets
    ) external nonReentrant {
        if (trades.length == 0) revert NothingToNet();
        _requireAscending(parties);
        _requireAscending(assets);
        AssetKind[] memory kinds = new AssetKind[](assets.length);
        for (uint256 asset = 0; asset < assets.length; ++asset) {
            kinds[asset] = _requireKind(assets[asset]);
        }
        _requireWorking(parties);

        (uint64[] memory units, uint256[] memory amounts) = registry.consume(trades);
        int256[][] memory nets = new int256[][](assets.length);
        for (uint256 asset = 0; asset < assets.length; ++asset) {
            nets[asset] = new int256[](parties.length);
        }
        for (uint256 i = 0; i < trades.length; ++i) {
            _add(trades[i], units[i], amounts[i], parties, assets, nets);
        }
        emit TradesNetted(parties, assets, trades.length);

        _deliver(assets, kinds, parties, nets);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc INetSettlement
    function cycleId(address opener, uint256 number) public pure returns (bytes32) {
        return keccak256(abi.encode(opener, number));
    }

    /// @inheritdoc INetSettlement
    function openerOf(bytes32 id) external view returns (address) {
        return registry.cycleWord(id).opener();
    }

    /// @inheritdoc INetSettlement
    function wasNetted(
        bytes32 trade,
        bytes32 id,
        NetList calldata list,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return
            registry.cycleWord(id).phase() == CyclePhase.Settled &&
            _lists[id] == keccak256(abi.encode(list)) &&
            MerkleProof.verifyCalldata(proof, list.root, keccak256(abi.encode(trade)));
    }

    // ------------------------------------------------------------------ internals

    function _requireOpen(bytes32 id, CycleWord cycle) private view {
        if (cycle.phase() == CyclePhase.None) revert ITradeRegistry.CycleUnknown(id);
        if (cycle.phase() != CyclePhase.Open) revert ITradeRegistry.CycleOver(id);
        if (block.timestamp > cycle.deadline()) revert DeadlinePast(cycle.deadline());
    }

    /// So that nobody is in a list twice.
    function _requireAscending(address[] calldata list) private pure {
        if (list.length == 0) revert ListEmpty();
        address previous = list[0];
        for (uint256 i = 1; i < list.length; ++i) {
            address next = list[i];
            if (previous >= next) revert NotAscending(previous, next);
            previous = next;
        }
    }

    /// Only classes of the platform and cash that it knows are ever called.
    function _requireAssets(NetList calldata list) private view returns (AssetKind[] memory kinds) {
        kinds = new AssetKind[](list.assets.length);
        for (uint256 i = 0; i < list.assets.length; ++i) {
            address asset = list.assets[i];
            kinds[i] = _requireKind(asset);
            uint16 epoch = kinds[i] == AssetKind.Class ? ISecurityToken(asset).termsEpoch() : 0;
            if (epoch != list.termsEpochs[i]) {
                revert TermsChanged(asset, epoch, list.termsEpochs[i]);
            }
        }
    }

    /// Money on another system is no asset here.
    function _requireKind(address asset) private view returns (AssetKind kind) {
        kind = registry.kindOf(asset);
        if (kind == AssetKind.None || kind == AssetKind.External) revert NotAnAsset(asset);
    }

    function _requireShape(
        NetList calldata list,
        int256[][] calldata nets,
        bytes[] calldata signatures
    ) private pure {
        if (nets.length != list.assets.length) {
            revert ListsDiffer(list.assets.length, nets.length);
        }
        for (uint256 asset = 0; asset < nets.length; ++asset) {
            if (nets[asset].length != list.parties.length) {
                revert ListsDiffer(list.parties.length, nets[asset].length);
            }
        }
        if (signatures.length != list.parties.length) {
            revert ListsDiffer(list.parties.length, signatures.length);
        }
    }

    function _copied(int256[] calldata row) private pure returns (int256[] memory copy) {
        copy = new int256[](row.length);
        // Solidity would copy one by one.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            calldatacopy(add(copy, 0x20), row.offset, shl(5, row.length))
        }
    }

    function _requireSigned(
        bytes32 id,
        NetList calldata list,
        address[] memory parties,
        int256[][] memory nets,
        bytes[] calldata signatures
    ) private view {
        int256[] memory vector = new int256[](nets.length);
        // Of the struct, two words are the party's own.
        bytes memory vectorData = abi.encode(
            VECTOR_TYPEHASH,
            id,
            list.root,
            address(0),
            keccak256(abi.encodePacked(list.assets)),
            keccak256(abi.encodePacked(list.termsEpochs)),
            bytes32(0)
        );
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < parties.length; ++i) {
            address party = parties[i];
            bytes32 structHash;
            // Fills one vector again for each party: a new one each would cost memory that grows with both.
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                // vector[asset] = nets[asset][i], of which {_requireShape} knows that they are there.
                let size := shl(5, mload(vector))
                for {
                    let at := 0x20
                } iszero(gt(at, size)) {
                    at := add(at, 0x20)
                } {
                    let row := mload(add(nets, at))
                    mstore(add(vector, at), mload(add(add(row, 0x20), shl(5, i))))
                }
                mstore(add(vectorData, 0x80), party)
                mstore(add(vectorData, 0xe0), keccak256(add(vector, 0x20), size))
                structHash := keccak256(add(vectorData, 0x20), 0xe0)
            }
            bytes32 digest = MessageHashUtils.toTypedDataHash(domain, structHash);
            if (!Signatures.isValid(party, digest, signatures[i])) {
                revert SignatureInvalid(party, id);
            }
        }
    }

    /// A party whose nets are zero is a party too.
    function _requireWorking(address[] memory parties) private view {
        for (uint256 i = 0; i < parties.length; ++i) {
            PassStatus status = pass.standing(parties[i]).status();
            if (status != PassStatus.Working) revert PassNotWorking(parties[i], status);
        }
    }

    function _add(
        Trade calldata trade,
        uint256 units,
        uint256 amount,
        address[] calldata parties,
        address[] calldata assets,
        int256[][] memory nets
    ) private pure {
        uint256 seller = _placeOf(trade.seller, parties);
        uint256 buyer = _placeOf(trade.buyer, parties);
        int256[] memory security = nets[_placeOf(trade.security, assets)];
        int256[] memory cash = nets[_placeOf(trade.cash, assets)];
        security[seller] -= int256(units);
        security[buyer] += int256(units);
        // An amount that no signed number holds is no amount of a token that exists.
        if (amount > uint256(type(int256).max)) revert NotInTheList(trade.cash);
        cash[seller] += int256(amount);
        cash[buyer] -= int256(amount);
    }

    function _placeOf(address wanted, address[] calldata list) private pure returns (uint256 low) {
        uint256 high = list.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (list[middle] < wanted) low = middle + 1;
            else high = middle;
        }
        if (low == list.length || list[low] != wanted) revert NotInTheList(wanted);
    }

    function _deliver(
        address[] calldata assets,
        AssetKind[] memory kinds,
        address[] memory parties,
        int256[][] memory nets
    ) private {
        // The call is the same for every asset but for its end, the nets.
        bytes memory data = abi.encodeCall(IPassGatedAnnex.transferNet, (parties, nets[0]));
        for (uint256 asset = 0; asset < assets.length; ++asset) {
            int256[] memory row = nets[asset];
            if (kinds[asset] == AssetKind.Listed) {
                _payListed(assets[asset], parties, row);
                continue;
            }
            // The row takes the place of the last one in the call.
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                let size := shl(5, mload(row))
                mcopy(sub(add(add(data, 0x20), mload(data)), size), add(row, 0x20), size)
            }
            // NET-1: a class or yen refuses nets that do not sum to zero.
            assets[asset].functionCall(data);
        }
    }

    /// Another token is paid from payers to payees in their order.
    function _payListed(address token, address[] memory parties, int256[] memory nets) private {
        int256 sum;
        for (uint256 i = 0; i < nets.length; ++i) sum += nets[i];
        if (sum != 0) revert NetsNotZero(token, sum);

        uint256 payee;
        for (uint256 payer = 0; payer < nets.length; ++payer) {
            while (nets[payer] < 0) {
                while (nets[payee] <= 0) ++payee;
                uint256 amount = Math.min(uint256(-nets[payer]), uint256(nets[payee]));
                nets[payer] += int256(amount);
                nets[payee] -= int256(amount);
                IERC20(token).pay(parties[payer], parties[payee], amount);
            }
        }
    }
}
