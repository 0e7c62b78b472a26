package io.kontor.cli.bench;

import io.kontor.cli.bench.CallRow.Load;
import io.kontor.cli.bench.CallRow.Side;
import io.kontor.cli.bench.CallRow.Subject;
import io.kontor.cli.bench.CallRow.Traces;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls with enforcement and without, in interleaved pairs against two processes of the same program, one of which idles while the other
 * is called. One thread.
 */
final class CallsBenchmark {

    private static final int WARMUP_CONNECTIONS = 256;
    private static final int CONSENT_CONNECTIONS = 64;
    private static final int HALF_CONNECTIONS = 64;
    private static final String JERSEY = "jersey";
    private static final int CONSENT_LEG_MS = 60_000;
    private static final int SETTLE_LEGS = 3;
    private static final int SETTLE_LIMIT = 3;
    private static final double SETTLED = 0.97;

    private final BenchStage stage;
    private final Plan plan;
    private final Consumer<CallRow> rows;

    /**
     * What is measured.
     *
     * @param sources memory, upstream; jersey for the second yardstick
     * @param durabilities disk, os
     * @param connections numbers of connections
     * @param rounds pairs of legs of each subject
     * @param millis duration of a leg
     * @param warmupMillis duration of the warm-up of each process, and of a quarter of it before each number of connections and each load
     * @param consents consented calls of a round; 0 for none
     */
    record Plan(
            List<String> sources,
            List<String> durabilities,
            List<Integer> connections,
            int rounds,
            int millis,
            int warmupMillis,
            int consents) {}

    CallsBenchmark(BenchStage stage, Plan plan, Consumer<CallRow> rows) {
        this.stage = stage;
        this.plan = plan;
        this.rows = rows;
    }

    void run() throws IOException {
        for (String source : plan.sources()) {
            for (String durability : plan.durabilities()) {
                String data = source.equals(JERSEY) ? "memory" : source;
                try (BenchStage.Pair pair = stage.pair(data, durability, source)) {
                    if (source.equals(JERSEY)) {
                        againstJersey(pair, durability);
                    } else {
                        measure(pair, source, durability);
                    }
                    if (plan.consents() > 0 && source.equals("memory")) {
                        consented(pair, durability);
                    }
                }
            }
        }
    }

    private void measure(BenchStage.Pair pair, String source, String durability) throws IOException {
        Two two = new Two(pair.plain(), pair.enforced(), List.of(stage.deal().plainCall()));
        warmUp(two, WARMUP_CONNECTIONS, plan.warmupMillis(), 0);
        for (int connections : plan.connections()) {
            Subject subject = new Subject(source, durability, connections);
            warmUp(two, connections, plan.warmupMillis() / 4, 0);
            List<CallRow> full = rounds(two, subject, 0);
            if (connections == HALF_CONNECTIONS) {
                long half =
                        (long) Medians.median(full, row -> row.enforced().load().perSecond()) / 2;
                long rate = Math.max(1, half);
                warmUp(two, connections, plan.warmupMillis() / 4, rate);
                rounds(two, new Subject(source, durability, connections, Load.HALF), rate);
            }
        }
    }

    private void againstJersey(BenchStage.Pair pair, String durability) throws IOException {
        try (JerseyServer jersey = stage.jersey()) {
            Two two = new Two(jersey, pair.enforced(), List.of(stage.deal().plainCall()));
            warmUp(two, WARMUP_CONNECTIONS, plan.warmupMillis(), 0);
            rounds(two, new Subject(JERSEY, durability, HALF_CONNECTIONS), 0);
        }
    }

    /** Two servers that answer the same: a yardstick and one with enforcement. */
    private record Two(Measured plain, BenchServer enforced, List<JsonObject> body) {

        LoadLeg plainLeg(int connections, int millis, long rate) {
            return new LoadLeg(plain.port(), Optional.empty(), connections, millis, rate, body);
        }

        LoadLeg enforcedLeg(int connections, int millis, long rate) {
            return new LoadLeg(enforced.port(), Optional.of(enforced.log()), connections, millis, rate, body);
        }
    }

    /**
     * Calls both in turn, as they will be measured, for so long at least, then until neither's CPU per call falls any more: they compile
     * while they are called, and what a server does when calls pause and come again is compiled only if they pause.
     */
    private void warmUp(Two two, int connections, int millis, long rate) throws IOException {
        LoadLeg plain = two.plainLeg(connections, plan.millis(), rate);
        LoadLeg enforced = two.enforcedLeg(connections, plan.millis(), rate);
        Settling plainCpu = new Settling();
        Settling enforcedCpu = new Settling();
        for (int spent = 0; spent < SETTLE_LIMIT * millis; spent += plan.millis()) {
            plainCpu.next(stage.measured(two.plain(), plain).cpuPerCall());
            enforcedCpu.next(stage.measured(two.enforced(), enforced).cpuPerCall());
            if (spent + plan.millis() >= millis && plainCpu.settled() && enforcedCpu.settled()) {
                return;
            }
        }
    }

    /** Whether a row of figures has stopped falling. */
    private static final class Settling {

        private double lowest = Double.MAX_VALUE;
        private int since;

        void next(double figure) {
            since = figure < lowest * SETTLED ? 0 : since + 1;
            lowest = Math.min(figure, lowest);
        }

        boolean settled() {
            return since >= SETTLE_LEGS;
        }
    }

    /** Odd rounds begin with the yardstick, even ones with enforcement. */
    private List<CallRow> rounds(Two two, Subject subject, long rate) throws IOException {
        List<CallRow> measured = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            CallRow row = round(two, subject, round, rate);
            measured.add(row);
            rows.accept(row);
        }
        return measured;
    }

    private CallRow round(Two two, Subject subject, int round, long rate) throws IOException {
        LoadLeg plainLeg = two.plainLeg(subject.connections(), plan.millis(), rate);
        Optional<Side> first = Optional.empty();
        if (round % 2 == 1) {
            first = Optional.of(stage.measured(two.plain(), plainLeg));
        }
        Traces before = two.enforced().traces();
        Side enforced = stage.measured(two.enforced(), two.enforcedLeg(subject.connections(), plan.millis(), rate));
        Traces after = two.enforced().traces();
        Side plain = first.isPresent() ? first.get() : stage.measured(two.plain(), plainLeg);
        return new CallRow(subject, round, plain, enforced, between(before, after));
    }

    private void consented(BenchStage.Pair pair, String durability) throws IOException {
        Subject subject = new Subject("consent", durability, CONSENT_CONNECTIONS);
        Side nothing = new Side(new LoadResult(0, 0, 0, 0, 0, 0), 0, 0);
        List<CallRow> measured = new ArrayList<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            List<JsonObject> bodies = stage.deal().personalCalls(plan.consents());
            Traces before = pair.enforced().traces();
            LoadLeg leg =
                    new Two(pair.plain(), pair.enforced(), bodies).enforcedLeg(CONSENT_CONNECTIONS, CONSENT_LEG_MS, 0);
            Side enforced = stage.measured(pair.enforced(), leg);
            Traces traces = between(before, pair.enforced().traces());
            if (round > 0) {
                measured.add(new CallRow(subject, round, nothing, enforced, traces));
            }
        }
        measured.forEach(rows);
    }

    private static Traces between(Traces before, Traces after) {
        return new Traces(after.syncs() - before.syncs(), after.ledgerTransactions() - before.ledgerTransactions());
    }
}
