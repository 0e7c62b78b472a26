package io.kontor.cli.bench;

import io.kontor.cli.synthetic.Parties;
import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.id.Digest32;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Anchors and plain creations in interleaved legs on one ledger. A plain creation is an attested consent: it reads one absent key and
 * writes one record of some 190 bytes, without an endorsement policy of its own. One thread.
 */
final class LedgerBenchmark {

    private static final int SHOWN = 3;

    private final LedgerStage stage;
    private final Plan plan;
    private final Consumer<LedgerRow> rows;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong created = new AtomicLong();
    private final List<AnchoredLog> logs;
    private final AtomicLong shown = new AtomicLong();

    /**
     * What is measured.
     *
     * @param clients numbers of clients
     * @param rounds pairs of legs of each number
     * @param leg duration of a leg
     * @param warmup duration of the warm-up of each kind
     * @param receipts receipts that an anchor adds
     * @param totals totals that an anchor reports
     */
    record Plan(List<Integer> clients, int rounds, Duration leg, Duration warmup, int receipts, int totals) {}

    LedgerBenchmark(LedgerStage stage, Plan plan, Consumer<LedgerRow> rows) {
        this.stage = stage;
        this.plan = plan;
        this.rows = rows;
        int most = plan.clients().stream().mapToInt(Integer::intValue).max().orElse(1);
        this.logs = IntStream.range(0, most)
                .mapToObj(i -> new AnchoredLog("L-" + run + "-" + i, stage.supplier(), plan))
                .toList();
    }

    void run() throws InterruptedException {
        ExecutorService opening = Executors.newFixedThreadPool(logs.size());
        logs.forEach(log -> opening.execute(() -> log.open(stage.supplierSettled())));
        opening.shutdown();
        if (!opening.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Cannot measure: the logs were not registered within two minutes");
        }
        if (!plan.warmup().isZero()) {
            leg(logs.size(), plan.warmup(), client -> create());
            leg(logs.size(), plan.warmup(), client -> logs.get(client).anchor());
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int clients : plan.clients()) {
                rows.accept(pair(round, clients));
            }
        }
    }

    /** Odd rounds begin with the creations, even ones with the anchors. */
    private LedgerRow pair(int round, int clients) throws InterruptedException {
        Optional<LedgerRow.Side> first = Optional.empty();
        if (round % 2 == 1) {
            first = Optional.of(leg(clients, plan.leg(), client -> create()));
        }
        LedgerRow.Side anchors =
                leg(clients, plan.leg(), client -> logs.get(client).anchor());
        LedgerRow.Side creations = first.isPresent() ? first.get() : leg(clients, plan.leg(), client -> create());
        return new LedgerRow(stage.ledger(), clients, round, creations, anchors);
    }

    private void create() {
        long number = created.incrementAndGet();
        byte[] commitment =
                CryptoSuites.intl().digest(Long.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        new ConsentLedger(stage.attester())
                .attest(new Consent(
                        "C-" + run + "-" + number,
                        Parties.ATTESTER,
                        Digest32.of(commitment),
                        1_790_000_000_000L,
                        1_890_000_000_000L,
                        ConsentStatus.GIVEN,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** What a client does again and again. */
    private interface Work {
        void once(int client);
    }

    private LedgerRow.Side leg(int clients, Duration length, Work work) throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong failed = new AtomicLong();
        long bytes = stage.blockBytes();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    attempt(work, client, latencies, failed);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        return LedgerRow.Side.of(latencies, failed.get(), nanos, stage.blockBytes() - bytes);
    }

    private void attempt(Work work, int client, Latencies latencies, AtomicLong failed) {
        long before = System.nanoTime();
        try {
            work.once(client);
            long took = System.nanoTime() - before;
            synchronized (latencies) {
                latencies.add(took);
            }
        } catch (LedgerException e) {
            failed.incrementAndGet();
            if (shown.incrementAndGet() <= SHOWN) {
                System.err.println(e.getMessage());
            }
        }
    }
}
