package io.kontor.contract.derivative;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.receipt.Leaves;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.derivative.ParentCall;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks and writes what a consumer submits (DRV-1, DRV-2). */
final class Submissions {

    private Submissions() {}

    static Derivative submit(Call call, DerivativeSubmission submission) {
        LedgerState state = call.state();
        String what = "Cannot submit derivative " + submission.derivativeId();
        Grant grant = state.require(Keys.grant(submission.grantId()));
        Checks.isMember(call, grant.buyer(), what);
        List<ParentCall> parents = new ArrayList<>();
        for (ProvenLeaf leaf : submission.calls()) {
            parents.add(parent(state, leaf));
        }
        parents.sort(Comparator.comparing(ParentCall::logId).thenComparingLong(ParentCall::index));
        Derivative derivative = derivative(call, grant, submission, parents);
        Optional<Derivative> stored = state.existing(
                Keys.derivative(submission.derivativeId()), derivative, before -> asSubmitted(before, derivative));
        if (stored.isPresent()) {
            return stored.get();
        }
        ContractRejection.unless(
                !grant.status().ended() && !grant.signatures().isEmpty(),
                RejectionCode.WRONG_STATE,
                what + ": grant " + grant.grantId() + " is " + grant.status());
        submission.calls().forEach(leaf -> requireReleased(state, grant, leaf, what));
        requireDistinct(parents, what);
        submission.derivedFrom().forEach(id -> requireApproved(state, grant, id, what));
        ContractRejection.unless(
                !grant.terms().prohibitions().contains(Prohibition.DERIVE),
                RejectionCode.PROHIBITED,
                what + ": grant " + grant.grantId() + " prohibits derivatives");
        state.put(Keys.derivative(submission.derivativeId()), derivative);
        return derivative;
    }

    private static ParentCall parent(LedgerState state, ProvenLeaf leaf) {
        CallReceipt receipt = LeafCodec.decodeReceipt(leaf.bytes());
        ReceiptLog log = state.require(Keys.log(receipt.logId()));
        MerkleHasher hasher = new MerkleHasher(CryptoSuites.named(log.suite()).hash());
        return new ParentCall(receipt.logId(), receipt.index(), receipt.callId(), hasher.leaf(leaf.bytes()));
    }

    private static Derivative derivative(
            Call call, Grant grant, DerivativeSubmission submission, List<ParentCall> parents) {
        return new Derivative(
                submission.derivativeId(),
                grant.grantId(),
                grant.supplier(),
                grant.buyer(),
                submission.digest(),
                submission.title(),
                submission.use(),
                parents,
                submission.derivedFrom(),
                DerivativeStatus.SUBMITTED,
                call.signature(),
                Optional.empty(),
                Optional.empty());
    }

    /** What was stored as it was submitted; who submitted it again and when is no difference. */
    private static Derivative asSubmitted(Derivative stored, Derivative now) {
        return new Derivative(
                stored.derivativeId(),
                stored.grantId(),
                stored.supplier(),
                stored.buyer(),
                stored.digest(),
                stored.title(),
                stored.use(),
                stored.calls(),
                stored.derivedFrom(),
                DerivativeStatus.SUBMITTED,
                now.submission(),
                Optional.empty(),
                Optional.empty());
    }

    private static void requireReleased(LedgerState state, Grant grant, ProvenLeaf leaf, String what) {
        CallReceipt receipt = LeafCodec.decodeReceipt(leaf.bytes());
        ReceiptLog log = state.require(Keys.log(receipt.logId()));
        boolean own = receipt.kind() == LeafKind.RELEASED
                && receipt.grantId().equals(grant.grantId())
                && log.participantId().equals(grant.supplier());
        ContractRejection.unless(
                own,
                RejectionCode.ORDER,
                what + ": the receipt is a " + receipt.kind() + " under " + receipt.grantId() + " in a log of "
                        + log.participantId() + ", must be a released call of " + grant.grantId() + " by "
                        + grant.supplier());
        Leaves.requireProven(state, log, receipt, leaf, what);
    }

    private static void requireDistinct(List<ParentCall> parents, String what) {
        for (int i = 1; i < parents.size(); i++) {
            ContractRejection.unless(
                    !parents.get(i).equals(parents.get(i - 1)),
                    RejectionCode.MALFORMED,
                    what + ": call " + parents.get(i).callId() + " stands in it twice");
        }
    }

    private static void requireApproved(LedgerState state, Grant grant, String derivativeId, String what) {
        Derivative parent = state.require(Keys.derivative(derivativeId));
        ContractRejection.unless(
                parent.grantId().equals(grant.grantId()),
                RejectionCode.ORDER,
                what + ": derivative " + derivativeId + " is of grant " + parent.grantId() + ", must be of "
                        + grant.grantId());
        ContractRejection.unless(
                parent.status() == DerivativeStatus.APPROVED,
                RejectionCode.WRONG_STATE,
                what + ": derivative " + derivativeId + " is " + parent.status() + ", must be APPROVED");
    }
}
