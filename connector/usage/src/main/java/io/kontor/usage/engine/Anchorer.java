package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.contact.LedgerContact;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings heads to the ledger: at the interval when leaves were added, at once on request, one at a time (LOG-4). The request's exact
 * bytes are in the journal before they are submitted, and are submitted again while they are valid; then a new head covers all.
 */
final class Anchorer {

    /** A request whose head is older is given up: the ledger refuses it from 60 s on (ANCHOR-4). */
    private static final long VALID_MS = 50_000;

    private final LogStore log;
    private final LogState state;
    private final HeadSigner signer;
    private final ReceiptLedger ledger;
    private final LedgerContact contact;
    private final LedgerTasks tasks;
    private final InstantSource clock;
    private @Nullable CompletableFuture<LogHead> running;
    private @Nullable CompletableFuture<LogHead> next;
    private @Nullable AnchorRequest unresolved;
    private volatile Optional<LogHead> anchored;
    private volatile long coveredAt;

    Anchorer(EngineBase base, HeadSigner signer, Optional<LogHead> anchored) {
        this.log = base.log();
        this.state = base.state();
        this.signer = signer;
        this.ledger = new ReceiptLedger(base.contact());
        this.contact = base.contact();
        this.tasks = base.tasks();
        this.clock = base.clock();
        this.anchored = anchored;
        this.coveredAt = clock.millis();
    }

    /** Newest head on the ledger that this instance knows of. */
    Optional<LogHead> anchored() {
        return anchored;
    }

    long anchoredSize() {
        return anchored.map(head -> head.head().treeSize()).orElse(0L);
    }

    /** Whether a leaf has been out of an anchored head for longer than the bound: fail closed (INV-2). */
    boolean overdue(Duration bound) {
        return clock.millis() - coveredAt > bound.toMillis() && log.size() > anchoredSize();
    }

    /** Notes that nothing waits; to be called every second. */
    void observe() {
        if (log.size() == anchoredSize()) {
            coveredAt = clock.millis();
        }
    }

    /** Anchors when leaves were added; to be called at the interval. */
    void tick() {
        if (log.size() > anchoredSize()) {
            CompletableFuture<LogHead> unused = anchor();
        }
    }

    /** Anchors what is in the log now. A request while one is under way waits for the one after it. */
    synchronized CompletableFuture<LogHead> anchor() {
        if (running == null) {
            CompletableFuture<LogHead> result = new CompletableFuture<>();
            start(result);
            return result;
        }
        if (next == null) {
            next = new CompletableFuture<>();
        }
        return next;
    }

    private void start(CompletableFuture<LogHead> result) {
        running = result;
        request()
                .thenCompose(request -> tasks.run(() -> submit(request)))
                .whenComplete((head, failure) -> finished(result, head, failure));
    }

    private void finished(CompletableFuture<LogHead> result, @Nullable LogHead head, @Nullable Throwable failure) {
        synchronized (this) {
            running = null;
            CompletableFuture<LogHead> waiting = next;
            next = null;
            if (waiting != null) {
                start(waiting);
            }
        }
        if (head != null) {
            result.complete(head);
        } else {
            result.completeExceptionally(
                    failure == null ? new IllegalStateException("Cannot anchor: no head") : failure);
        }
    }

    private CompletionStage<AnchorRequest> request() {
        AnchorRequest again = unresolved;
        if (again != null && clock.millis() - again.head().time() < VALID_MS) {
            return CompletableFuture.completedFuture(again);
        }
        CompletionStage<?> known = again == null
                ? CompletableFuture.completedFuture(null)
                : tasks.run(() -> {
                    anchored = Heads.read(ledger, log.logId());
                    unresolved = null;
                    return anchored;
                });
        return known.thenCompose(done -> snapshot()).thenCompose(this::persist);
    }

    private record Snapshot(
            TreeHead head, long time, long from, List<UsageTotal> totals, List<PeriodClosed> closedPeriods) {}

    private CompletableFuture<Snapshot> snapshot() {
        long from = anchoredSize();
        return log.sequence(sink -> new Snapshot(
                sink.head(),
                sink.time(),
                from,
                state.meter().changedSince(log.logId(), from),
                state.closedBetween(from, sink.head().treeSize())));
    }

    private CompletableFuture<AnchorRequest> persist(Snapshot snapshot) {
        SignedTreeHead head = signer.sign(snapshot.head(), log.epoch(), snapshot.time());
        AnchorRequest request = new AnchorRequest(
                head,
                log.tree().consistency(snapshot.from(), head.treeSize()).path(),
                snapshot.totals(),
                snapshot.closedPeriods());
        byte[] bytes = CanonicalJson.bytes(AnchorRequestCodec.toJson(request));
        return log.sequence(sink -> {
            sink.local(LocalRecord.ANCHOR_REQUESTED, bytes);
            return request;
        });
    }

    /** Blocks. */
    private LogHead submit(AnchorRequest request) {
        unresolved = request;
        try {
            LogHead head = ledger.anchor(request).record();
            return adopt(request, head);
        } catch (LedgerUnavailableException | LedgerConflictException e) {
            // It is not on the ledger: the next head covers more.
            unresolved = null;
            throw e;
        } catch (LedgerRejectedException e) {
            unresolved = null;
            if (e.code() == RejectionCode.HEAD_CONSISTENCY) {
                reconcile(e);
            }
            throw e;
        }
    }

    private LogHead adopt(AnchorRequest request, LogHead head) {
        unresolved = null;
        anchored = Optional.of(head);
        coveredAt = Math.max(coveredAt, request.head().time());
        return head;
    }

    /** The ledger's head is not the one that was thought: it is this log's own, or the log was forked and serves no more. */
    private void reconcile(LedgerRejectedException refusal) {
        try {
            Optional<LogHead> found = Heads.read(ledger, log.logId());
            anchored = found;
            if (found.isPresent() && !Heads.continues(log, found.get())) {
                contact.end("the ledger holds another head of this log: " + refusal.text());
            }
        } catch (LedgerException e) {
            unresolved = null;
            refusal.addSuppressed(e);
        }
    }
}
