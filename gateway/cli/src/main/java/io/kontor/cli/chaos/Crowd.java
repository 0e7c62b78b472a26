package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.Parties;
import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.Attempt;
import io.kontor.usage.consumer.ConsumerConfig;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Many callers of one buyer at once over the buyer's journal. A call whose answer is lost, or that may be repeated, is made again under its
 * id at the same data plane, a bounded number of times; the buyer's heads are sent as they fall due. Thread-safe.
 */
final class Crowd implements AutoCloseable {

    private static final Duration ANCHOR_INTERVAL = Duration.ofSeconds(2);
    private static final int TRIES = 18;
    private static final int WAIT_MS = 300;
    private static final int WAIT_MAX_MS = 2_500;
    private static final int HEADS_MS = 250;
    private static final long STACK_BYTES = 256 << 10;

    private final ConsumerJournal journal;
    private final CrowdSessions sessions;
    private final Trials trials = new Trials();
    private final ExecutorService threads;
    private final ScheduledExecutorService heads = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> heading;
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private final Map<String, String> ends = new ConcurrentHashMap<>();

    /**
     * A crowd.
     *
     * @param folder folder of the buyer's journal
     * @param parties whose keys they use
     * @param ledger the buyer's ledger connection
     * @param callers most calls at once
     */
    Crowd(Path folder, Parties parties, Ledger ledger, int callers) {
        ConsumerConfig config = new ConsumerConfig(folder, Durability.DISK, ANCHOR_INTERVAL, Runnable::run);
        this.journal = new ConsumerJournal(config, ledger, InstantSource.system(), parties.memberKey());
        this.sessions = new CrowdSessions(parties, journal, trials);
        this.threads = Executors.newFixedThreadPool(callers, task -> {
            Thread thread = new Thread(Thread.currentThread().getThreadGroup(), task, "caller", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        this.heading = heads.scheduleWithFixedDelay(sessions::heads, HEADS_MS, HEADS_MS, TimeUnit.MILLISECONDS);
    }

    ConsumerJournal journal() {
        return journal;
    }

    /** Answers with bytes so far. */
    Collection<Got> got() {
        return List.copyOf(got);
    }

    /** All requests of the run. */
    Trials trials() {
        return trials;
    }

    /** How each call ended by its id: a kind of receipt, or a code, or {@code LOST}. */
    Map<String, String> ends() {
        return Map.copyOf(ends);
    }

    /** Runs errands, as many at once as there are callers; completes when each is answered or given up. */
    CompletableFuture<Void> run(List<Errand> errands) {
        return CompletableFuture.allOf(errands.stream()
                .map(errand -> CompletableFuture.runAsync(() -> run(errand), threads))
                .toArray(CompletableFuture[]::new));
    }

    /** Runs one errand on the caller's thread, until it is answered or given up. */
    void run(Errand errand) {
        ends.put(errand.callId(), "LOST");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (attempt(errand)) {
                return;
            }
            int wait = Math.min(WAIT_MAX_MS, WAIT_MS * (attempt + 1));
            Pause.of(wait / 2 + ThreadLocalRandom.current().nextInt(wait));
        }
    }

    /** Whether the receipt of its end came. */
    private boolean attempt(Errand errand) {
        Optional<CrowdSessions.Opened> session = sessions.of(errand);
        if (session.isEmpty()) {
            return false;
        }
        RawSession raw = session.get().session();
        AskedCall asked = join(journal.ask(raw.session(), errand.callId(), errand.body()));
        Optional<HttpAnswer> answer =
                trials.ask(Trial.What.call(errand, session.get().since()), () -> raw.call(asked.envelope()));
        if (answer.isEmpty()) {
            return false; // lost: asked again under the same id
        }
        Optional<byte[]> leaf = answer.get().leaf();
        if (leaf.isEmpty()) {
            refused(errand, asked, answer.get(), raw);
            return false;
        }
        return received(errand, asked, answer.get(), leaf.get());
    }

    private boolean received(Errand errand, AskedCall asked, HttpAnswer answer, byte[] leaf) {
        Received received = Received.receiptOnly(leaf);
        if (answer.isSuccess()) {
            byte[] bytes = answer.bytes();
            ResultDigest digest = asked.session().digest();
            digest.update(bytes, 0, bytes.length);
            received = Received.of(leaf, digest);
            got.add(Got.of(errand, leaf));
        }
        join(journal.received(asked, received));
        if (LeafCodec.decode(leaf) instanceof CallReceipt receipt && receipt.kind() != LeafKind.RESERVED) {
            ends.put(errand.callId(), receipt.kind().name());
            return true;
        }
        return false;
    }

    private void refused(Errand errand, AskedCall asked, HttpAnswer answer, RawSession session) {
        RejectionCode code = Stream.of(RejectionCode.values())
                .filter(each -> answer.code().equals(Optional.of(each.name())))
                .findFirst()
                .orElse(RejectionCode.STALE);
        if (code == RejectionCode.NOT_AUTHENTICATED) {
            sessions.forget(errand, session);
        }
        if (code == RejectionCode.HEAD_DUE) {
            sessions.headWanted(errand.granted().id());
        }
        ends.put(errand.callId(), answer.code().orElse("status " + answer.status()));
        join(journal.answeredWithout(asked, code));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Nobody waits any more for what has no receipt. */
    void giveUp() {
        for (Attempt attempt : journal.unanswered()) {
            join(journal.giveUp(attempt));
        }
    }

    /** Begins a run: what was before is not counted any more. */
    void begin(List<ChaosGrant> grants) {
        sessions.clear();
        got.clear();
        ends.clear();
        trials.clear();
        grants.forEach(granted -> journal.know(granted.played().grant()));
    }

    @Override
    public void close() {
        heading.cancel(false);
        heads.shutdownNow();
        threads.shutdownNow();
        sessions.close();
        journal.close();
    }
}
