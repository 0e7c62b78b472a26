package io.kontor.cli.chaos;

import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.patience.PatientLedger;
import io.kontor.cli.synthetic.Parties;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.dataplane.app.RawSession;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotalCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run: new grants, volleys of calls at every data plane, blows meanwhile, then everything is mended and counted. One thread. */
final class ChaosRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int VOLLEY_MS = 2_500;

    private final Bed bed;
    private final Crowd crowd;
    private final LogReader reader;
    private final AnchorWatch anchors;
    private final Set<String> steppedEver;
    private final Plan plan;
    private final Consumer<String> note;
    private final Random random;
    private final List<Check> checks = new ArrayList<>();

    /**
     * What a run is.
     *
     * @param number number of the run, from 1; names its grants
     * @param seed decides who is struck when, and who calls whom
     * @param seconds seconds of load
     * @param callers calls at once
     */
    record Plan(int number, long seed, int seconds, int callers) {

        int volleys() {
            return Math.max(1, (int) (seconds * 1_000L / VOLLEY_MS));
        }

        int calls() {
            return volleys() * callers;
        }
    }

    ChaosRun(ChaosStage stage, Plan plan, Consumer<String> note) {
        this.bed = stage.bed();
        this.crowd = stage.crowd();
        this.reader = stage.reader();
        this.anchors = stage.anchors();
        this.steppedEver = stage.stepped();
        this.plan = plan;
        this.note = note;
        this.random = new Random(plan.seed());
    }

    /** Plays it and says what held. */
    List<Check> play() throws IOException {
        start();
        if (!checks.isEmpty()) {
            return checks;
        }
        List<ChaosGrant> grants = bed.deal().grants(plan.number(), plan.calls());
        crowd.begin(grants);
        for (Plane plane : bed.planes()) {
            for (ChaosGrant granted : grants) {
                plane.control().startFlow(granted.played());
            }
        }
        Blows blows = new Blows(bed, random, String.valueOf(plan.number()), note);
        bed.absences().clear();
        Pulse pulse = Pulse.on(bed.deal().ofEachPeer());
        Looks looks = Looks.at(bed.planes());
        CalmCallers calm = CalmCallers.of(crowd, calm(grants), bed.planes());
        try (pulse;
                looks;
                calm) {
            fight(blows, grants);
            steppedEver.addAll(blows.stepped());
            blows.mend();
        }
        stalled(pulse);
        settle(grants);
        judge(grants, blows);
        checks.addAll(AnswerVerdict.of(conduct(grants, looks)));
        return checks;
    }

    private static ChaosGrant calm(List<ChaosGrant> grants) {
        return grants.stream()
                .filter(granted -> granted.kind() == ChaosGrant.Kind.CALM)
                .findFirst()
                .orElseThrow();
    }

    /** What was asked under the grants of this run; a head of the run before may have been answered late. */
    private AnswerVerdict.Conduct conduct(List<ChaosGrant> grants, Looks looks) {
        Set<String> ours = grants.stream().map(ChaosGrant::id).collect(Collectors.toSet());
        List<Trial> trials = crowd.trials().all().stream()
                .filter(trial -> ours.contains(trial.what().grantId()))
                .toList();
        return new AnswerVerdict.Conduct(
                trials, looks.all(), bed.absences().all(), new LedgerHistory(anchors.written()));
    }

    /** A network of several must go on without one of its processes; the development ledger has one of each and stands still without. */
    private void stalled(Pulse pulse) {
        Check stall = LedgerVerdict.stall(pulse);
        if (onNetwork()) {
            checks.add(stall);
        } else {
            note.accept(stall.name() + ": " + stall.got());
        }
    }

    private boolean onNetwork() {
        return bed.ledger().site().kind() == LedgerSite.Kind.FABRIC;
    }

    private void start() {
        List<CompletableFuture<Optional<String>>> starts = bed.planes().stream()
                .map(plane -> CompletableFuture.supplyAsync(plane::start))
                .toList();
        for (CompletableFuture<Optional<String>> start : starts) {
            start.join().ifPresent(why -> checks.add(new Check("data planes start", "READY", why, false)));
        }
    }

    /** Calls and blows at the same time; a copy is asked as soon as it is there. */
    private void fight(Blows blows, List<ChaosGrant> grants) {
        List<CompletableFuture<Void>> volleys = new ArrayList<>();
        for (int volley = 0; volley < plan.volleys(); volley++) {
            volleys.add(crowd.run(errands(grants, blows.impostors())));
            int first = 20 + random.nextInt(VOLLEY_MS / 2);
            Pause.of(first);
            blows.strike(volley == 0);
            int rest = VOLLEY_MS - first;
            if (onNetwork()) {
                Pause.of(rest / 2);
                blows.strike(false);
                rest -= rest / 2;
            }
            Pause.of(rest);
            if (random.nextBoolean() || onNetwork()) {
                blows.strike(false);
            }
        }
        CompletableFuture<Void> calls = CompletableFuture.allOf(volleys.toArray(CompletableFuture[]::new));
        ended("calls end", calls);
        ended("processes come back", blows.returned());
    }

    private void ended(String what, CompletableFuture<Void> tasks) {
        String got = "all";
        try {
            tasks.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            got = String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            got = "not within " + LONGEST.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            got = "interrupted";
        }
        checks.add(Check.equal(what, "all", got));
    }

    private List<Errand> errands(List<ChaosGrant> grants, List<Plane> impostors) {
        List<Errand> errands = new ArrayList<>();
        for (int i = 0; i < plan.callers(); i++) {
            Plane plane = bed.planes().get(random.nextInt(bed.planes().size()));
            Plane asked = impostors.stream()
                    .filter(copy -> copy.logId().equals(plane.logId()) && random.nextBoolean())
                    .findFirst()
                    .orElse(plane);
            errands.add(new Errand(RawSession.newCallId(), drawn(grants), asked));
        }
        return errands;
    }

    private ChaosGrant drawn(List<ChaosGrant> grants) {
        int share = random.nextInt(100);
        for (ChaosGrant granted : grants) {
            share -= granted.kind().share();
            if (share < 0) {
                return granted;
            }
        }
        throw new IllegalStateException("Cannot draw a grant: shares do not add up to 100");
    }

    /** What is still open is asked again, then given up. */
    private void settle(List<ChaosGrant> grants) {
        Set<Errand> again = new LinkedHashSet<>();
        crowd.journal()
                .unanswered()
                .forEach(attempt -> grants.stream()
                        .filter(granted -> granted.id().equals(attempt.grantId()))
                        .forEach(granted -> bed.planes().stream()
                                .filter(plane -> plane.logId().equals(attempt.logId()))
                                .forEach(plane -> again.add(new Errand(attempt.callId(), granted, plane)))));
        ended("calls without an answer are asked again", crowd.run(List.copyOf(again)));
        crowd.giveUp();
    }

    private void judge(List<ChaosGrant> grants, Blows blows) throws IOException {
        // A machine that comes back from many blows may leave a question without an answer for a while.
        Ledger ledger = new PatientLedger(bed.deal().connector(Parties.SUPPLIER));
        List<LogReading> logs = new ArrayList<>();
        for (Plane plane : bed.planes()) {
            Pause.until(PATIENCE, () -> anchored(plane));
            checks.add(Check.equal(
                    plane.name() + " serves again", "SERVING", plane.control().serving()));
            logs.add(reader.read(
                    plane, new ReceiptLedger(ledger).head(plane.logId()).head()));
            Pause.until(PATIENCE, () -> reconciled(plane));
        }
        checks.addAll(anchors.look(bed.planes().stream().map(Plane::logId).toList()));
        Map<Digest32, Got> delivered = new HashMap<>();
        crowd.got().forEach(got -> delivered.put(reader.leafHash(got.leaf()), got));
        Map<String, Long> limits = new HashMap<>();
        grants.forEach(granted -> limits.put(granted.id(), granted.limit()));
        checks.addAll(Verdict.of(new Scene(
                limits,
                new Scene.Answers(delivered, crowd.ends()),
                BuyerBooks.of(crowd.journal(), grants),
                logs,
                onLedger(ledger, grants),
                new Scene.History(blows.forked(), steppedEver))));
    }

    private Scene.OnLedger onLedger(Ledger ledger, List<ChaosGrant> grants) {
        Map<String, Long> given = new HashMap<>();
        Map<String, UsageCounts> totals = new HashMap<>();
        for (ChaosGrant granted : grants) {
            Allowance allowance = new ReceiptLedger(ledger).allowance(granted.id(), Action.PROCESS);
            given.put(granted.id(), allowance.leasedTotal() - allowance.returnedTotal());
            List<String> names = bed.planes().stream()
                    .map(plane -> Scene.OnLedger.totalOf(plane.logId(), granted.id()))
                    .toList();
            new SupervisionLedger(ledger)
                    .states(names)
                    .forEach((name, record) ->
                            record.map(UsageTotalCodec::fromJson).ifPresent(total -> totals.put(name, total.counts())));
        }
        return new Scene.OnLedger(given, totals);
    }

    private static boolean anchored(Plane plane) {
        try {
            plane.control().anchor();
            JsonObject state = plane.control().state();
            return state.string("serving").equals("SERVING")
                    && state.longValue("anchoredSize") == state.longValue("treeSize");
        } catch (IOException e) {
            return false; // asked again until the time is up
        }
    }

    /** The buyer looks for its receipts under the head, 1,000 at once. */
    private boolean reconciled(Plane plane) {
        crowd.journal().reconcile(plane.logId(), (log, index, size) -> Optional.of(reader.proof(plane, index, size)));
        return !crowd.journal().logs().contains(plane.logId());
    }
}
