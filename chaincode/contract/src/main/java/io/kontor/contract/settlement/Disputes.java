package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.order.Order;
import io.kontor.model.order.Signature;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeOpeningCodec;
import io.kontor.model.settlement.DisputeStatus;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.Base64;
import java.util.Optional;

/** Disputes of single released calls (DIS-1 … DIS-3). */
final class Disputes {

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Disputes() {}

    static JsonObject raise(Call call) {
        DisputeOpening opening = DisputeOpeningCodec.fromJson(call.argument());
        LedgerState state = call.state();
        String what = "Cannot dispute with " + opening.disputeId();
        Order order = state.require(Keys.order(opening.orderId()));
        Checks.isMember(call, order.buyer(), what);
        byte[] leaf = Base64.getDecoder().decode(opening.leaf());
        CallReceipt receipt = LeafCodec.decodeReceipt(leaf);
        ReceiptLog log = state.require(Keys.log(receipt.logId()));
        HashFunction hash = CryptoSuites.named(log.suite()).hash();
        Digest32 leafHash = new MerkleHasher(hash).leaf(leaf);
        Dispute dispute = raised(opening, receipt, leafHash);
        Optional<Dispute> stored = state.existing(Keys.dispute(dispute.disputeId()), dispute, Disputes::asRaised);
        if (stored.isPresent()) {
            return DisputeCodec.toJson(stored.get());
        }
        requireProof(state, opening, dispute, hash, what);
        requireCharged(state, order, receipt, what);
        requireOwnLog(state, order, dispute, log, what);
        requireWindow(call, order, dispute, what);
        Key<Pointer> disputed = Keys.disputed(dispute.logId(), dispute.index());
        state.find(disputed).ifPresent(other -> {
            throw new ContractRejection(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": the call is disputed by " + other.id() + " already");
        });
        state.put(disputed, new Pointer(dispute.disputeId()));
        return store(state, dispute);
    }

    private static Dispute raised(DisputeOpening opening, CallReceipt receipt, Digest32 leafHash) {
        return new Dispute(
                opening.disputeId(),
                opening.orderId(),
                receipt.period(),
                receipt.grantId(),
                receipt.action(),
                receipt.logId(),
                receipt.index(),
                leafHash,
                receipt.delivery().usage(),
                opening.ground(),
                Optional.empty(),
                DisputeStatus.RAISED,
                Optional.empty(),
                Optional.empty());
    }

    private static void requireProof(
            LedgerState state, DisputeOpening opening, Dispute dispute, HashFunction hash, String what) {
        SignedTreeHead anchored = state.require(Keys.head(dispute.logId())).head();
        boolean proven = opening.proof().leafIndex() == dispute.index()
                && new MerkleVerifier(hash).includes(dispute.leafHash(), opening.proof(), anchored.head());
        ContractRejection.unless(
                proven,
                RejectionCode.PROOF,
                what + ": leaf " + dispute.leafHash().hex() + " is not proven at index " + dispute.index()
                        + " under head " + anchored.treeSize() + " "
                        + anchored.rootHash().hex());
    }

    /** What somebody else's log says of a grant is no receipt of its supplier. */
    private static void requireOwnLog(LedgerState state, Order order, Dispute dispute, ReceiptLog log, String what) {
        Grant grant = state.require(Keys.grant(dispute.grantId()));
        ContractRejection.unless(
                grant.orderId().equals(order.orderId()) && grant.supplier().equals(log.participantId()),
                RejectionCode.ORDER,
                what + ": grant " + grant.grantId() + " is of " + grant.supplier() + " under order " + grant.orderId()
                        + ", the receipt is of a log of " + log.participantId() + ", the order is " + order.orderId());
    }

    private static void requireCharged(LedgerState state, Order order, CallReceipt receipt, String what) {
        boolean charged = receipt.kind() == LeafKind.RELEASED
                && receipt.delivery().hit() == Delivery.Hit.HIT
                && receipt.orderId().equals(order.orderId())
                && Settlements.tariff(state, order).pricedActions().contains(receipt.action());
        ContractRejection.unless(
                charged,
                RejectionCode.ORDER,
                what + ": the receipt is a " + receipt.kind() + " "
                        + receipt.delivery().hit() + " of "
                        + receipt.action() + " under order " + receipt.orderId()
                        + ", must be a released hit of a charged action of order " + order.orderId());
    }

    /** From the calculation until so many days after the last confirmation (DIS-2). */
    private static void requireWindow(Call call, Order order, Dispute dispute, String what) {
        Settlement settlement = call.state().require(Keys.settlement(order.orderId(), dispute.period()));
        ContractRejection.unless(
                settlement.rating().isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": period " + dispute.period() + " is " + settlement.status() + ", must be CALCULATED");
        if (settlement.status().compareTo(SettlementStatus.CONFIRMED) < 0) {
            return;
        }
        long confirmedAt = settlement.confirmations().stream()
                .mapToLong(Signature::at)
                .max()
                .orElseThrow();
        int days = Cities.profile(call.state(), suppliersCity(call.state(), dispute))
                .limits()
                .disputeWindowDays();
        ContractRejection.unless(
                call.at() <= confirmedAt + days * MILLIS_PER_DAY,
                RejectionCode.BOUNDS,
                what + ": the window of " + days + " days after " + confirmedAt + " is over, the time is " + call.at());
    }

    static JsonObject evidence(Call call) {
        call.argument().requireOnly("disputeId", "evidenceDigest");
        Dispute dispute = call.state().require(Keys.dispute(call.argument().string("disputeId")));
        Optional<Digest32> digest = Optional.of(call.argument().string("evidenceDigest", Digest32::fromHex));
        String what = "Cannot record evidence of dispute " + dispute.disputeId();
        Order order = call.state().require(Keys.order(dispute.orderId()));
        Checks.isOneOf(call, Calculation.parties(call.state(), order), what);
        if (dispute.evidenceDigest().isPresent()) {
            ContractRejection.unless(
                    dispute.evidenceDigest().equals(digest),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": its digest is " + dispute.evidenceDigest().get().hex());
            return DisputeCodec.toJson(dispute);
        }
        ContractRejection.unless(
                dispute.status() == DisputeStatus.RAISED,
                RejectionCode.WRONG_STATE,
                what + ": it is " + dispute.status() + ", must be RAISED");
        return store(
                call.state(),
                with(dispute, DisputeStatus.EVIDENCE_COLLECTED, digest, Optional.empty(), Optional.empty()));
    }

    static JsonObject resolve(Call call) {
        call.argument().requireOnly("disputeId", "outcome", "decision");
        LedgerState state = call.state();
        Dispute dispute = state.require(Keys.dispute(call.argument().string("disputeId")));
        DisputeStatus outcome = call.argument().constant("outcome", DisputeStatus.class);
        Optional<String> decision = Optional.of(Checks.text(call, "decision"));
        String what = "Cannot resolve dispute " + dispute.disputeId() + " as " + outcome;
        ContractRejection.unless(
                outcome == DisputeStatus.UPHELD || outcome == DisputeStatus.DISMISSED,
                RejectionCode.MALFORMED,
                what + ": must be UPHELD or DISMISSED");
        Order order = state.require(Keys.order(dispute.orderId()));
        if (!Checks.isRegulatorOf(call, suppliersCity(state, dispute))) {
            Checks.isMember(call, order.seller(), what);
        }
        if (dispute.decision().isPresent()) {
            ContractRejection.unless(
                    dispute.status() == outcome && dispute.decision().equals(decision),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": it is " + dispute.status() + " by decision "
                            + dispute.decision().get());
            return answer(dispute, storedCredit(state, dispute));
        }
        Optional<CreditNote> credit = outcome == DisputeStatus.UPHELD
                ? Optional.of(Correction.apply(state, order, dispute, what))
                : Optional.empty();
        Dispute resolved = with(dispute, outcome, dispute.evidenceDigest(), decision, credit.map(CreditNote::period));
        store(state, resolved);
        return answer(resolved, credit);
    }

    private static Optional<CreditNote> storedCredit(LedgerState state, Dispute dispute) {
        return dispute.creditPeriod()
                .map(period -> state.require(Keys.credit(dispute.orderId(), period, dispute.disputeId())));
    }

    private static JsonObject answer(Dispute dispute, Optional<CreditNote> credit) {
        JsonObjectBuilder answer = JsonObject.builder().put("dispute", DisputeCodec.toJson(dispute));
        credit.ifPresent(note -> answer.put("creditNote", CreditNoteCodec.toJson(note)));
        return answer.build();
    }

    private static String suppliersCity(LedgerState state, Dispute dispute) {
        Grant grant = state.require(Keys.grant(dispute.grantId()));
        return state.require(Keys.member(grant.supplier())).cityId();
    }

    private static JsonObject store(LedgerState state, Dispute dispute) {
        state.put(Keys.dispute(dispute.disputeId()), dispute);
        return DisputeCodec.toJson(dispute);
    }

    private static Dispute asRaised(Dispute stored) {
        return with(stored, DisputeStatus.RAISED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Dispute with(
            Dispute dispute,
            DisputeStatus status,
            Optional<Digest32> evidenceDigest,
            Optional<String> decision,
            Optional<Integer> creditPeriod) {
        return new Dispute(
                dispute.disputeId(),
                dispute.orderId(),
                dispute.period(),
                dispute.grantId(),
                dispute.action(),
                dispute.logId(),
                dispute.index(),
                dispute.leafHash(),
                dispute.usage(),
                dispute.ground(),
                evidenceDigest,
                status,
                decision,
                creditPeriod);
    }
}
