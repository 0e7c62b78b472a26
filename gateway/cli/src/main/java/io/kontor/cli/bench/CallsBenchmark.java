package io.kontor.cli.bench;

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
    private static final int CONSENT_LEG_MS = 60_000;

    private final BenchStage stage;
    private final Plan plan;
    private final Consumer<CallRow> rows;

    /**
     * What is measured.
     *
     * @param sources memory, upstream
     * @param durabilities disk, os
     * @param connections numbers of connections
     * @param rounds pairs of legs of each subject
     * @param millis duration of a leg
     * @param warmupMillis duration of the warm-up of each process, and of a quarter of it before each number of connections
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

    void run() throws IOException, InterruptedException {
        for (String source : plan.sources()) {
            for (String durability : plan.durabilities()) {
                try (BenchStage.Pair pair = stage.pair(source, durability)) {
                    measure(pair, source, durability);
                    if (plan.consents() > 0 && source.equals("memory")) {
                        consented(pair, durability);
                    }
                }
            }
        }
    }

    private void measure(BenchStage.Pair pair, String source, String durability)
            throws IOException, InterruptedException {
        List<JsonObject> body = List.of(CallBodies.plain(pair.plainGrant()));
        warmUp(pair, body, WARMUP_CONNECTIONS, plan.warmupMillis());
        for (int connections : plan.connections()) {
            Subject subject = new Subject(source, durability, connections);
            warmUp(pair, body, connections, plan.warmupMillis() / 4);
            for (int round = 1; round <= plan.rounds(); round++) {
                rows.accept(pair(pair, subject, body, round));
            }
        }
    }

    private void warmUp(BenchStage.Pair pair, List<JsonObject> body, int connections, int millis)
            throws IOException, InterruptedException {
        if (millis > 0) {
            stage.load(plainLeg(pair, body, connections, millis));
            stage.load(enforcedLeg(pair, body, connections, millis));
        }
    }

    /** Odd rounds begin with the yardstick, even ones with enforcement. */
    private CallRow pair(BenchStage.Pair pair, Subject subject, List<JsonObject> body, int round)
            throws IOException, InterruptedException {
        Optional<Side> first = Optional.empty();
        if (round % 2 == 1) {
            first = Optional.of(plain(pair, subject, body));
        }
        Traces before = pair.enforced().traces();
        LoadLeg leg = enforcedLeg(pair, body, subject.connections(), plan.millis());
        Side enforced = stage.measured(pair.enforced(), leg);
        Traces after = pair.enforced().traces();
        Side plain = first.isPresent() ? first.get() : plain(pair, subject, body);
        return new CallRow(subject, round, plain, enforced, between(before, after));
    }

    private Side plain(BenchStage.Pair pair, Subject subject, List<JsonObject> body)
            throws IOException, InterruptedException {
        return stage.measured(pair.plain(), plainLeg(pair, body, subject.connections(), plan.millis()));
    }

    private void consented(BenchStage.Pair pair, String durability) throws IOException, InterruptedException {
        Subject subject = new Subject("consent", durability, CONSENT_CONNECTIONS);
        Side nothing = new Side(new LoadResult(0, 0, 0, 0, 0, 0), 0, 0);
        List<CallRow> measured = new ArrayList<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            List<JsonObject> bodies = BenchConsents.bodies(stage.deal(), pair.personalGrant(), plan.consents());
            Traces before = pair.enforced().traces();
            LoadLeg leg = enforcedLeg(pair, bodies, CONSENT_CONNECTIONS, CONSENT_LEG_MS);
            Side enforced = stage.measured(pair.enforced(), leg);
            Traces traces = between(before, pair.enforced().traces());
            if (round > 0) {
                measured.add(new CallRow(subject, round, nothing, enforced, traces));
            }
        }
        measured.forEach(rows);
    }

    private static LoadLeg plainLeg(BenchStage.Pair pair, List<JsonObject> body, int connections, int millis) {
        return new LoadLeg(pair.plain().port(), Optional.empty(), connections, millis, 0, body);
    }

    private static LoadLeg enforcedLeg(BenchStage.Pair pair, List<JsonObject> bodies, int connections, int millis) {
        return new LoadLeg(pair.enforced().port(), Optional.of(pair.enforced().log()), connections, millis, 0, bodies);
    }

    private static Traces between(Traces before, Traces after) {
        return new Traces(after.syncs() - before.syncs(), after.ledgerTransactions() - before.ledgerTransactions());
    }
}
