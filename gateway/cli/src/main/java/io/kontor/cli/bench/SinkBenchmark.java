package io.kontor.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Writers that each wait for their record, sink after sink in every round. */
final class SinkBenchmark {

    private static final int RECORD_BYTES = 420;

    private final int writers;
    private final int rounds;
    private final long nanos;

    SinkBenchmark(int writers, int rounds, long nanos) {
        this.writers = writers;
        this.rounds = rounds;
        this.nanos = nanos;
    }

    /** Round 0 warms up and is not shown. */
    List<SinkRow> run(List<DurableSink> sinks, Consumer<SinkRow> shown) throws Exception {
        List<SinkRow> rows = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (DurableSink sink : sinks) {
                SinkRow row = leg(sink, round);
                if (round > 0) {
                    rows.add(row);
                    shown.accept(row);
                }
            }
        }
        return rows;
    }

    private SinkRow leg(DurableSink sink, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<DurableSink.Writer> open = new ArrayList<>();
        try {
            List<Callable<Latencies>> tasks = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                open.add(sink.writer());
            }
            long start = System.nanoTime();
            open.forEach(writer -> tasks.add(() -> write(writer, start + nanos)));
            Latencies all = new Latencies();
            for (Future<Latencies> written : threads.invokeAll(tasks)) {
                all.add(written.get());
            }
            return new SinkRow(
                    sink.name(),
                    writers,
                    round,
                    all.count(),
                    (System.nanoTime() - start) / 1_000,
                    all.percentileMicros(50),
                    all.percentileMicros(99));
        } finally {
            threads.shutdownNow();
            for (DurableSink.Writer writer : open) {
                writer.close();
            }
        }
    }

    private static Latencies write(DurableSink.Writer writer, long end) throws Exception {
        Latencies latencies = new Latencies();
        byte[] bytes = new byte[RECORD_BYTES];
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            writer.write(bytes);
            latencies.add(System.nanoTime() - now);
        }
        return latencies;
    }
}
