package io.kontor.usage.unit;

import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.receiptlog.LogStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Collects the claims of concurrent calls into one transaction at a time, at most four a second (LOG-11): while one batch is on its way,
 * and until the next one may go, claims gather. An unknown outcome is asked again with the same ids, so a claim stands once (CLAIM-2).
 * Thread-safe.
 */
public final class ClaimBatcher {

    /** Largest batch (CLAIM-1). */
    public static final int MAX_BATCH = 256;

    /** From one transaction to the next (LOG-11). */
    private static final Duration PACE = Duration.ofMillis(250);

    /** From an answer to the next transaction: without it callers fall into two halves that take turns when a claim takes longer than the pace. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final int TRIES = 5;

    private final ReceiptLedger ledger;
    private final LogStore log;
    private final LedgerTasks tasks;
    private final InstantSource clock;
    private final int waitingMax;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private boolean resting;
    private long sentAt;

    private record Pending(Claim claim, CompletableFuture<Optional<RejectionCode>> result) {}

    /**
     * A batcher for one log.
     *
     * @param ledger where claims go
     * @param log log of the calls
     * @param tasks threads
     * @param clock own clock
     * @param waitingMax claims that may wait; beyond it claims fail with {@link ClaimsBusyException}
     */
    public ClaimBatcher(ReceiptLedger ledger, LogStore log, LedgerTasks tasks, InstantSource clock, int waitingMax) {
        this.ledger = ledger;
        this.log = log;
        this.tasks = tasks;
        this.clock = clock;
        this.waitingMax = waitingMax;
    }

    /**
     * Claims for one call.
     *
     * @return absent code when the claim stands; completes exceptionally when the ledger cannot be reached: then the claim may or may not
     *     stand, and the same call may claim again
     */
    public CompletionStage<Optional<RejectionCode>> claim(Claim claim) {
        CompletableFuture<Optional<RejectionCode>> result = new CompletableFuture<>();
        synchronized (this) {
            if (waiting.size() >= waitingMax) {
                return CompletableFuture.failedFuture(new ClaimsBusyException(waitingMax));
            }
            waiting.add(new Pending(claim, result));
        }
        send(next());
        return result;
    }

    /** Takes the next batch, none while one is on its way or was a moment ago; a call id stands in a batch once. */
    private synchronized List<Pending> next() {
        if (resting || waiting.isEmpty()) {
            return List.of();
        }
        resting = true;
        sentAt = clock.millis();
        Map<String, Pending> batch = new HashMap<>();
        List<Pending> ordered = new ArrayList<>();
        List<Pending> again = new ArrayList<>();
        while (!waiting.isEmpty() && ordered.size() < MAX_BATCH) {
            Pending pending = waiting.remove();
            if (batch.putIfAbsent(pending.claim.callId(), pending) == null) {
                ordered.add(pending);
            } else {
                again.add(pending);
            }
        }
        again.forEach(waiting::addFirst);
        return ordered;
    }

    /** Lets the next batch go once it may and those who were just answered had time to ask again; a clock put back holds nothing up. */
    private void rest() {
        long over = clock.millis() - sentAt;
        long left = over < 0 ? 0 : PACE.toMillis() - over;
        tasks.after(Duration.ofMillis(Math.max(left, GATHER.toMillis()))).whenComplete((done, failure) -> resume());
    }

    private void resume() {
        synchronized (this) {
            resting = false;
        }
        send(next());
    }

    private void send(List<Pending> batch) {
        if (batch.isEmpty()) {
            return;
        }
        ClaimBatch request = new ClaimBatch(
                log.logId(), log.epoch(), batch.stream().map(Pending::claim).toList());
        tasks.run(() -> submit(request)).whenComplete((results, failure) -> {
            rest();
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                batch.forEach(pending -> pending.result.completeExceptionally(cause));
            } else {
                complete(batch, results);
            }
        });
    }

    private static void complete(List<Pending> batch, List<ClaimResult> results) {
        Map<String, ClaimResult> byCall = new HashMap<>();
        results.forEach(result -> byCall.put(result.callId(), result));
        for (Pending pending : batch) {
            ClaimResult result = byCall.get(pending.claim.callId());
            if (result == null) {
                pending.result.completeExceptionally(new IllegalStateException(
                        "Cannot claim for call " + pending.claim.callId() + ": the ledger's answer does not name it"));
            } else {
                pending.result.complete(result.refusal());
            }
        }
    }

    private List<ClaimResult> submit(ClaimBatch request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ledger.claim(request).record();
            } catch (LedgerUnknownException | LedgerConflictException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
