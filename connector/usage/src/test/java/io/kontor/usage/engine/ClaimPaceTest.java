package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimBatchCodec;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.ClaimResultCodec;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.contact.Threads;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.receiptlog.LogIdentity;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.unit.ClaimBatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LOG-11: how often claims go. */
class ClaimPaceTest {

    private Instant now = Scene.NOW;
    private final Delays delays = new Delays();
    private final Claims claims = new Claims();
    private final LogStore log = new LogStore(
            new FaultyFiles(),
            new JournalConfig(Durability.OS, 64, 4 << 20, Runnable::run, Optional.of(Runnable::run)),
            new LogIdentity("L1", HashFunction.sha256(), () -> Scene.NOW),
            new LogState());
    private final ClaimBatcher batcher =
            new ClaimBatcher(new ReceiptLedger(claims), log, new LedgerTasks(delays), () -> now, 1_000);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void claims_that_come_after_one_gather_until_a_quarter_of_a_second_is_over() {
        log.setEpoch(1);
        CompletableFuture<Optional<RejectionCode>> first = claim(0);
        assertThat(first).isCompletedWithValue(Optional.empty());
        List<CompletableFuture<Optional<RejectionCode>>> later = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            later.add(claim(i));
        }
        assertThat(claims.batches).containsExactly(1);
        assertThat(delays.asked).containsExactly(Duration.ofMillis(250));
        now = now.plusMillis(250);
        delays.run();
        assertThat(claims.batches).containsExactly(1, 256);
        assertThat(later.subList(0, 256)).allSatisfy(done -> assertThat(done).isCompleted());
        assertThat(later.get(256)).isNotDone();
        now = now.plusMillis(250);
        delays.run();
        assertThat(claims.batches).containsExactly(1, 256, 44);
        now = now.plusMillis(250);
        delays.run();
        assertThat(claim(999)).isCompleted();
    }

    @Test
    void who_was_answered_late_has_a_moment_to_ask_again_before_the_next_batch_goes() {
        log.setEpoch(1);
        claims.before = () -> now = now.plusMillis(300);
        assertThat(claim(1)).isCompleted();
        List<CompletableFuture<Optional<RejectionCode>>> later = List.of(claim(2), claim(3));
        assertThat(delays.asked).containsExactly(Duration.ofMillis(20));
        assertThat(claims.batches).containsExactly(1);
        delays.run();
        assertThat(claims.batches).containsExactly(1, 2);
        assertThat(later).allSatisfy(done -> assertThat(done).isCompleted());
    }

    @Test
    void a_clock_that_was_put_back_holds_nothing_up_and_tasks_that_are_closed_leave_no_claim_waiting() {
        log.setEpoch(1);
        claims.before = () -> now = now.minusSeconds(3_600);
        assertThat(claim(1)).isCompleted();
        assertThat(delays.asked).containsExactly(Duration.ofMillis(20));
        delays.run();
        claims.before = () -> {};
        assertThat(claim(3)).isCompleted();
        CompletableFuture<Optional<RejectionCode>> waiting = claim(4);
        assertThat(waiting).isNotDone();
        delays.close();
        now = now.plusMillis(250);
        delays.run();
        assertThat(waiting).isCompletedExceptionally();
        assertThat(claim(5)).isCompletedExceptionally();
    }

    private CompletableFuture<Optional<RejectionCode>> claim(int number) {
        return batcher.claim(new Claim(
                        "%032x".formatted(number), "G-1", Action.PROCESS, UnitSource.LEDGER, Optional.empty()))
                .toCompletableFuture();
    }

    /** Calls at once, delays when the test says so. */
    private static final class Delays implements Threads {

        private final List<Duration> asked = new ArrayList<>();
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean closed;

        @Override
        public void execute(Runnable call) {
            requireOpen();
            call.run();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            requireOpen();
            asked.add(delay);
            waiting.add(task);
        }

        @Override
        public void every(Duration interval, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }

        void run() {
            waiting.remove().run();
        }

        private void requireOpen() {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
        }
    }

    /** A ledger on which each claim stands. */
    private static final class Claims implements Ledger {

        private final List<Integer> batches = new ArrayList<>();
        private Runnable before = () -> {};

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            before.run();
            ClaimBatch batch = ClaimBatchCodec.fromJson(argument);
            batches.add(batch.claims().size());
            List<ClaimResult> results = batch.claims().stream()
                    .map(claim -> new ClaimResult(claim.callId(), Optional.empty()))
                    .toList();
            return new CommittedTransaction(
                    "tx-" + batches.size(),
                    batches.size(),
                    JsonObject.builder()
                            .put("results", JsonArray.ofObjects(results, ClaimResultCodec::toJson))
                            .build());
        }

        @Override
        public JsonObject evaluate(String function, JsonObject argument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LedgerEvents follow(EventPosition from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String mspId() {
            return "F";
        }

        @Override
        public void close() {}
    }
}
