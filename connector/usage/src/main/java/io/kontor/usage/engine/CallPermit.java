package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.EvidenceDigest;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.PermittedCall;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.engine.ReceiptWriter.Outcome;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.keys.Hmac;
import io.kontor.usage.metering.Meter;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.unit.UnitHold;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The permit of one admitted call; its unit is in hand and its consent claimed. */
final class CallPermit implements Permit {

    private enum Phase {
        OPEN,
        RESERVED,
        RESOLVED
    }

    private final PermitParts parts;
    private final PermittedCall call;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Runnable cut = this::cut;

    /** What a permit works with. */
    record PermitParts(
            Admission admission,
            CallFacts facts,
            GrantEntry entry,
            UnitHold hold,
            Claimed claimed,
            Hmac evidence,
            BoundedUse bounds) {}

    /** Whether a consent was claimed for the call. */
    enum Claimed {
        UNIT,
        UNIT_AND_CONSENT
    }

    CallPermit(PermitParts parts, PermittedCall call) {
        this.parts = parts;
        this.call = call;
        parts.entry().listen(cut);
        if (ended().isPresent()) {
            cut();
        }
    }

    @Override
    public PermittedCall call() {
        return call;
    }

    @Override
    public ResultDigest digest() {
        return new EvidenceDigest(parts.evidence());
    }

    @Override
    public CompletionStage<ReleaseResult> released(Delivery delivery, Answer answer) {
        if (delivery.bytes() != answer.bytes().length) {
            throw new IllegalArgumentException("Cannot release call " + call.callId() + ": the delivery names "
                    + delivery.bytes() + " bytes, the answer has " + answer.bytes().length);
        }
        advance(Phase.OPEN, Phase.RESOLVED);
        Digest32 digest = parts.evidence().digest(answer.bytes());
        Outcome outcome = new Outcome(LeafKind.RELEASED, delivery, Optional.empty(), digest, Meter.Unit.NEW);
        return parts.admission()
                .writer()
                .writeUnless(() -> ended().or(() -> parts.bounds().release(delivery)), parts.facts(), outcome)
                .handle((written, failure) -> {
                    if (failure != null) {
                        resolved(Optional.empty());
                        throw Failures.of(failure);
                    }
                    if (written.withdrawn().isPresent()) {
                        parts.admission().giveBack(parts, written.receipt());
                        return withdrawn(written);
                    }
                    parts.admission().keepAnswer(parts, answer);
                    resolved(Optional.of(written.receipt()));
                    return new ReleaseResult.Released(written.receipt());
                });
    }

    @Override
    public CompletionStage<ReleaseResult> reserve() {
        return reserve(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<ReleaseResult> reserve(long bytesMax) {
        advance(Phase.OPEN, Phase.RESERVED);
        Outcome outcome = Outcome.nothing(LeafKind.RESERVED, Meter.Unit.NEW);
        return parts.admission()
                .writer()
                .writeUnless(
                        () -> ended().or(() -> parts.bounds().stream(bytesMax)),
                        parts.facts(),
                        outcome,
                        sink -> parts.bounds().hold(sink, bytesMax))
                .handle((written, failure) -> {
                    if (failure != null) {
                        phase.set(Phase.RESOLVED);
                        resolved(Optional.empty());
                        throw Failures.of(failure);
                    }
                    if (written.withdrawn().isPresent()) {
                        phase.set(Phase.RESOLVED);
                        parts.admission().giveBack(parts, written.receipt());
                        return withdrawn(written);
                    }
                    parts.admission().answered(parts.facts(), written.receipt());
                    return new ReleaseResult.Released(written.receipt());
                });
    }

    private ReleaseResult withdrawn(ReceiptWriter.Written written) {
        resolved(Optional.of(written.receipt()));
        Refusal refusal = written.withdrawn().orElseThrow();
        return new ReleaseResult.Withdrawn(refusal.code(), refusal.detail(), written.receipt());
    }

    @Override
    public CompletionStage<IssuedReceipt> finished(Delivery delivery, ResultDigest digest) {
        advance(Phase.RESERVED, Phase.RESOLVED);
        requireSameBytes(delivery, digest);
        return resolve(
                new Outcome(LeafKind.RELEASED, delivery, Optional.empty(), digest.finish(), Meter.Unit.RESERVED));
    }

    @Override
    public CompletionStage<IssuedReceipt> aborted(Delivery delivery, ResultDigest digest) {
        advance(Phase.RESERVED, Phase.RESOLVED);
        requireSameBytes(delivery, digest);
        if (delivery.bytes() == 0) {
            return giveBackAfter(resolve(Outcome.nothing(LeafKind.ABORTED, Meter.Unit.RESERVED)));
        }
        Delivery left = new Delivery(
                Delivery.Hit.NONE, delivery.items(), delivery.records(), 0, delivery.bytes(), delivery.pages());
        return resolve(new Outcome(LeafKind.ABORTED, left, Optional.empty(), digest.finish(), Meter.Unit.RESERVED));
    }

    @Override
    public CompletionStage<IssuedReceipt> failed(String cause) {
        Phase before = phase.getAndSet(Phase.RESOLVED);
        if (before == Phase.RESOLVED) {
            throw resolvedAlready();
        }
        Meter.Unit unit = before == Phase.RESERVED ? Meter.Unit.RESERVED : Meter.Unit.NEW;
        parts.admission().report("Call " + call.callId() + " failed: " + cause);
        return giveBackAfter(resolve(Outcome.nothing(LeafKind.FAILED, unit)));
    }

    private CompletionStage<IssuedReceipt> giveBackAfter(CompletionStage<IssuedReceipt> written) {
        return written.thenApply(receipt -> {
            parts.admission().giveBack(parts, receipt);
            return receipt;
        });
    }

    private CompletableFuture<IssuedReceipt> resolve(Outcome outcome) {
        return parts.admission().writer().write(parts.facts(), outcome).handle((receipt, failure) -> {
            resolved(Optional.ofNullable(receipt));
            if (failure != null) {
                throw Failures.of(failure);
            }
            return receipt;
        });
    }

    private void requireSameBytes(Delivery delivery, ResultDigest digest) {
        if (delivery.bytes() != digest.bytes()) {
            throw new IllegalArgumentException("Cannot resolve call " + call.callId() + ": the delivery names "
                    + delivery.bytes() + " bytes, the digest took " + digest.bytes());
        }
    }

    private void advance(Phase from, Phase to) {
        if (!phase.compareAndSet(from, to)) {
            throw phase.get() == Phase.RESOLVED
                    ? resolvedAlready()
                    : new IllegalStateException(
                            "Cannot resolve call " + call.callId() + ": it is " + phase.get() + ", must be " + from);
        }
    }

    private IllegalStateException resolvedAlready() {
        return new IllegalStateException("Cannot resolve call " + call.callId() + ": it was resolved already");
    }

    private Optional<Refusal> ended() {
        return parts.entry().withdrawn(parts.admission().now());
    }

    @Override
    public Optional<RejectionCode> withdrawn() {
        return ended().or(() -> parts.admission().stale(parts.entry())).map(Refusal::code);
    }

    @Override
    public void onWithdrawn(Runnable action) {
        listeners.add(action);
        if (told.get() && listeners.remove(action)) {
            action.run();
        }
    }

    /** Serving ended: tells each listener once. */
    private void cut() {
        told.set(true);
        for (Runnable listener : List.copyOf(listeners)) {
            if (listeners.remove(listener)) {
                listener.run();
            }
        }
    }

    private void resolved(Optional<IssuedReceipt> receipt) {
        parts.entry().unlisten(cut);
        parts.admission().resolved(parts, receipt);
    }
}
