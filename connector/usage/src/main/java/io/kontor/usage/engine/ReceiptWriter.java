package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.metering.Meter;
import io.kontor.usage.metering.MeterKey;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.LogSink;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.receiptlog.WrittenLeaf;
import io.kontor.usage.unit.AllowanceKeeper;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Writes receipts of calls with their running totals, in order with everything else in the log. */
final class ReceiptWriter {

    private final LogStore log;
    private final LogState state;
    private final AllowanceKeeper units;

    ReceiptWriter(LogStore log, LogState state, AllowanceKeeper units) {
        this.log = log;
        this.state = state;
        this.units = units;
    }

    /** Outcome of one call, to become a receipt. */
    record Outcome(
            LeafKind kind, Delivery delivery, Optional<RejectionCode> refusal, Digest32 resultDigest, Meter.Unit unit) {

        static Outcome denied(RejectionCode code) {
            return new Outcome(LeafKind.DENIED, Delivery.NOTHING, Optional.of(code), Digest32.ZERO, Meter.Unit.NEW);
        }

        /** Nothing was released. */
        static Outcome nothing(LeafKind kind, Meter.Unit unit) {
            return new Outcome(kind, Delivery.NOTHING, Optional.empty(), Digest32.ZERO, unit);
        }
    }

    /** What was written: as wanted, or ABORTED because the grant had ended. */
    record Written(IssuedReceipt receipt, Optional<Refusal> withdrawn) {}

    CompletableFuture<IssuedReceipt> write(CallFacts facts, Outcome outcome) {
        return log.sequence(sink -> write(sink, facts, outcome)).thenApply(leaf -> issued(facts, leaf));
    }

    /** Writes the outcome unless serving has ended: then ABORTED. The question is asked in order with terminations. */
    CompletableFuture<Written> writeUnless(Supplier<Optional<Refusal>> withdrawn, CallFacts facts, Outcome outcome) {
        return writeUnless(withdrawn, facts, outcome, sink -> {});
    }

    /**
     * Writes the outcome unless serving has ended, and with it what else must stand in the journal.
     *
     * @param besides runs after the outcome, unless serving has ended
     */
    CompletableFuture<Written> writeUnless(
            Supplier<Optional<Refusal>> withdrawn, CallFacts facts, Outcome outcome, Consumer<LogSink> besides) {
        record Draft(WrittenLeaf<CallReceipt> leaf, Optional<Refusal> refusal) {}
        return log.sequence(sink -> {
                    Optional<Refusal> refusal =
                            state.termination(facts.grantId()).or(withdrawn);
                    Outcome written = refusal.isPresent() ? Outcome.nothing(LeafKind.ABORTED, outcome.unit()) : outcome;
                    WrittenLeaf<CallReceipt> leaf = write(sink, facts, written);
                    if (refusal.isEmpty()) {
                        besides.accept(sink);
                    }
                    return new Draft(leaf, refusal);
                })
                .thenApply(draft -> new Written(issued(facts, draft.leaf()), draft.refusal()));
    }

    private WrittenLeaf<CallReceipt> write(LogSink sink, CallFacts facts, Outcome outcome) {
        int period = state.period(facts.orderId());
        MeterKey key = new MeterKey(facts.grantId(), facts.action(), period);
        UsageCounts totals = state.meter().after(key, outcome.kind(), outcome.delivery(), outcome.unit());
        WrittenLeaf<CallReceipt> leaf = sink.leaf(at -> receipt(at, facts, outcome, period, totals));
        state.take(leaf.leaf());
        return leaf;
    }

    private IssuedReceipt issued(CallFacts facts, WrittenLeaf<CallReceipt> leaf) {
        long left = units.pool(facts.grantId(), facts.action()).left();
        return new IssuedReceipt(leaf.leaf(), leaf.bytes(), left);
    }

    private static CallReceipt receipt(
            LeafPosition at, CallFacts facts, Outcome outcome, int period, UsageCounts totals) {
        return new CallReceipt(
                outcome.kind(),
                at.logId(),
                at.epoch(),
                at.index(),
                at.time(),
                facts.session(),
                facts.sequence(),
                facts.callId(),
                facts.grantId(),
                facts.grantVersion(),
                facts.action(),
                facts.resourceId(),
                facts.scenarioId(),
                facts.orderId(),
                period,
                facts.user(),
                facts.application(),
                facts.consent(),
                outcome.refusal(),
                outcome.delivery(),
                facts.requestDigest(),
                outcome.resultDigest(),
                totals);
    }
}
