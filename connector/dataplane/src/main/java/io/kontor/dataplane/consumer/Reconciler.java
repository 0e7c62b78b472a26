package io.kontor.dataplane.consumer;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.request.RequestSigner;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.consumer.Attempt;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Difference;
import io.kontor.usage.journal.JournalException;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks again and again that the receipts stand under anchored heads; proofs come from the suppliers' mirror endpoints (LOG-5, LOG-6). */
final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int WAIT_S = 15;
    private static final Duration LOST_AFTER = Duration.ofMinutes(20);

    private final ConsumerJournal journal;
    private final ReceiptLedger ledger;
    private final PeerClient client;
    private final RequestSigner signer;
    private final LongSupplier clock;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> running;

    Reconciler(ConsumerJournal journal, Ledger ledger, PeerClient client, Signing signing, Duration interval) {
        this.journal = journal;
        this.ledger = new ReceiptLedger(ledger);
        this.client = client;
        this.signer = signing.signer();
        this.clock = signing.clock();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kontor-reconciler");
            thread.setDaemon(true);
            return thread;
        });
        this.running = timer.scheduleWithFixedDelay(
                this::reconcileAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Who signs requests, and when.
     *
     * @param signer signs by the member's connector key
     * @param clock epoch milliseconds
     */
    record Signing(RequestSigner signer, LongSupplier clock) {}

    private void reconcileAll() {
        giveUpLost();
        for (String logId : journal.logs()) {
            try {
                for (Difference difference : journal.reconcile(logId, this::proof)) {
                    LOG.warn("Difference {} of call {}", difference.kind(), difference.callId());
                }
            } catch (LedgerException | ProblemException | JournalException | MalformedException e) {
                LOG.info("Log {} cannot be checked now: {}", logId, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Log {} cannot be checked", logId, e);
            }
        }
    }

    /** An attempt outlives its session by some minutes at most; what is left then has no answer any more. */
    private void giveUpLost() {
        long oldest = clock.getAsLong() - LOST_AFTER.toMillis();
        try {
            for (Attempt attempt : journal.unanswered()) {
                if (attempt.askedAt() < oldest) {
                    journal.giveUp(attempt).toCompletableFuture().join();
                    LOG.warn("Call {} is given up: no answer within {}", attempt.callId(), LOST_AFTER);
                }
            }
        } catch (JournalException | CompletionException e) {
            LOG.error("Lost calls cannot be closed", e);
        }
    }

    /** What is not given now is a difference once it is late (CNJ-5). */
    private Optional<InclusionProof> proof(String logId, long index, long treeSize) {
        try {
            return Optional.of(ask(logId, index, treeSize));
        } catch (ProblemException e) {
            LOG.info("Leaf {} of log {} is not proven now: {}", index, logId, e.getMessage());
            return Optional.empty();
        }
    }

    private InclusionProof ask(String logId, long index, long treeSize) {
        String path = "/v1/logs/" + logId + "/proof?index=" + index + "&size=" + treeSize;
        String url = ledger.log(logId).address() + path;
        try {
            return client.send(HttpMethod.GET, url, signer.headers("GET", path, new byte[0]), new byte[0])
                    .compose(response -> BoundedBody.read(response, ANSWER_BYTES)
                            .map(body -> {
                                if (response.statusCode() != 200) {
                                    throw new ProblemException(Problem.of(
                                            502,
                                            RejectionCode.PROOF,
                                            "Log " + logId + " answered " + response.statusCode()));
                                }
                                return InclusionProofCodec.fromJson(CanonicalJson.parse(body));
                            }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(WAIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(logId, e);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(logId, e);
        }
    }

    private static ProblemException unavailable(String logId, Exception cause) {
        return new ProblemException(
                Problem.of(502, RejectionCode.PROOF, "Log " + logId + " gives no proof now: " + cause.getMessage()));
    }

    @Override
    public void close() {
        running.cancel(false);
        timer.shutdownNow();
    }
}
