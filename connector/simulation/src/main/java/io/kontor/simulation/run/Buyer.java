package io.kontor.simulation.run;

import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.world.Life;
import io.kontor.simulation.world.SeededSuite;
import io.kontor.simulation.world.VirtualClock;
import io.kontor.simulation.world.VirtualDisk;
import io.kontor.simulation.world.VirtualLedger;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.usage.consumer.Attempt;
import io.kontor.usage.consumer.ConsumerConfig;
import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerHost;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.engine.HeadResult;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.JournalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The buyer's connector: its journal on a disk of its own, and the errands of its application, which outlives it. */
final class Buyer {

    private static final int SEGMENT = (1 << 20) + (1 << 12);

    private final Stage stage;
    private final List<Machine> machines;
    private final VirtualClock clock;
    private final SigningKey key;
    private final List<Errand> errands = new ArrayList<>();
    private final Map<String, String> sessionIds = new TreeMap<>();
    private VirtualDisk disk;
    private Life life;
    private Optional<Caller> caller = Optional.empty();
    private int starts;

    Buyer(Stage stage, List<Machine> machines) {
        this.stage = stage;
        this.machines = machines;
        this.clock = new VirtualClock(stage.world());
        this.disk = new VirtualDisk(VirtualDisk.Honesty.HONEST);
        this.life = stage.world().life("buyer#0");
        byte[] pkcs8 =
                parties().cast().connector(Deal.BUYER).issued().privateKey().getEncoded();
        this.key = new SeededSuite(stage.world().branch()).signingKey(pkcs8);
        life.end();
    }

    private DemoDeal parties() {
        return stage.deal().parties();
    }

    List<Errand> errands() {
        return errands;
    }

    VirtualDisk disk() {
        return disk;
    }

    /** The journal, while the process runs. */
    Optional<ConsumerJournal> journal() {
        return life.alive() ? caller.map(Caller::journal) : Optional.empty();
    }

    void start() {
        if (life.alive()) {
            return;
        }
        starts++;
        life = stage.world().life("buyer#" + starts);
        sessionIds.clear();
        VirtualLedger.Place place = new VirtualLedger.Place(
                stage.world(),
                stage.weather(),
                stage.network(),
                life,
                "buyer",
                stage.deal().readings());
        SeededSuite suite = new SeededSuite(stage.world().branch());
        ConsumerHost host = new ConsumerHost(
                new VirtualLedger(
                        place,
                        stage.network().connect(parties().cast().connector(Deal.BUYER)),
                        (ledger, function, argument) -> ledger.submit(function, argument)),
                clock,
                suite,
                disk.mount(life),
                SEGMENT,
                Optional.of(Runnable::run));
        ConsumerConfig config =
                new ConsumerConfig(Path.of("unused"), Durability.DISK, Duration.ofSeconds(5), Runnable::run);
        try {
            ConsumerJournal journal = new ConsumerJournal(config, key, host);
            stage.deal().grants().forEach(journal::know);
            caller = Optional.of(new Caller(stage, this, life, journal));
            errands.stream().filter(Errand::open).forEach(errand -> again(errand, 1_500));
            every(2_500, "signs heads", this::heads);
            every(4_000, "reconciles", this::reconcile);
        } catch (JournalException e) {
            stage.world().note("buyer does not start");
            life.end();
            stage.world().after(stage.world().nature(), 2_000, "buyer tries again", this::start);
        }
    }

    private void every(long interval, String label, Runnable task) {
        stage.world().after(life, interval, label, () -> {
            task.run();
            every(interval, label, task);
        });
    }

    void crash(VirtualDisk.End how) {
        if (life.alive()) {
            stage.world().note(life.name() + " " + how);
            life.end();
        }
        disk = disk.after(how, stage.world().branch());
    }

    void crashAt(int operations, VirtualDisk.End how) {
        disk.crashAt(operations, () -> {
            crash(how);
            stage.world().after(stage.world().nature(), 900, "buyer comes back", this::start);
        });
    }

    /** Begins an errand. */
    void want(Errand errand) {
        errands.add(errand);
        caller().ifPresent(calling -> calling.attempt(errand));
    }

    private Optional<Caller> caller() {
        return life.alive() ? caller : Optional.empty();
    }

    /** Tries again after a while, in this process. */
    void again(Errand errand, int within) {
        stage.world()
                .after(
                        life,
                        stage.world().pick(within),
                        "tries again",
                        () -> caller().ifPresent(calling -> calling.attempt(errand)));
    }

    /** Nobody waits any more. */
    void abandon(Errand errand) {
        errand.become(Errand.State.ABANDONED);
        journal().ifPresent(journal -> {
            for (Attempt attempt : journal.unanswered()) {
                if (attempt.callId().equals(errand.wish().callId())) {
                    journal.giveUp(attempt).whenComplete((done, failure) -> explain("gives up", failure));
                }
            }
        });
    }

    /** Who answers at the address of a log: the machine that was meant, or one with a copy of its disk. */
    Machine reached(Machine meant) {
        List<Machine> there = machines.stream()
                .filter(machine -> machine.logId().equals(meant.logId()) && (machine == meant || !machine.retired()))
                .toList();
        return there.size() == 1 ? meant : there.get(stage.world().pick(there.size()));
    }

    /** A session that heads can be sent under. */
    void opened(String machine, String grantId, String session) {
        sessionIds.put(machine + " " + grantId, session);
    }

    /** Sends the heads that are due to all machines with a session. */
    void heads() {
        journal().ifPresent(journal -> journal.headsDue().forEach(this::head));
    }

    /** Sends the head of a grant, due here or not: a supplier that waits for one takes no call before. */
    void head(String grantId) {
        Life mine = life;
        journal()
                .ifPresent(journal -> journal.headToSend(grantId).whenComplete((head, failure) -> {
                    explain("signs a head", failure);
                    if (head != null && mine.alive()) {
                        machines.forEach(machine -> send(mine, journal, machine, head));
                    }
                }));
    }

    private void send(Life mine, ConsumerJournal journal, Machine machine, ConsumerHead head) {
        String session = sessionIds.get(machine.name() + " " + head.grantId());
        if (session == null) {
            return;
        }
        stage.weather()
                .send(
                        stage.world().nature(),
                        machine.name(),
                        "head",
                        () -> machine.desk()
                                .ifPresent(desk -> desk.engine()
                                        .acceptHead(session, head.body())
                                        .whenComplete((result, failure) -> {
                                            explain("sends a head", failure);
                                            if (result instanceof HeadResult.Taken && mine.alive()) {
                                                stage.weather()
                                                        .send(
                                                                mine,
                                                                machine.name(),
                                                                "head taken",
                                                                () -> taken(journal, head));
                                            }
                                        })));
    }

    private void taken(ConsumerJournal journal, ConsumerHead head) {
        journal.headTaken(head).whenComplete((done, failure) -> explain("notes a head", failure));
    }

    void explain(String what, @Nullable Throwable failure) {
        Faults.note(stage.world(), life, what, failure);
    }

    /** Has its receipts proven. */
    void reconcile() {
        journal().ifPresent(journal -> {
            for (String logId : new TreeSet<>(journal.logs())) {
                reconcile(journal, logId);
            }
        });
    }

    private void reconcile(ConsumerJournal journal, String logId) {
        try {
            journal.reconcile(logId, this::proof);
        } catch (LedgerException | JournalException e) {
            explain("reconciles " + logId, e);
        }
    }

    /** None where nobody serves the log, or serves it from a disk that lacks what was anchored: a copy, or one that lost it. */
    private Optional<InclusionProof> proof(String logId, long index, long size) {
        return machines.stream()
                .filter(machine -> machine.logId().equals(logId))
                .flatMap(machine -> machine.desk().stream())
                .map(Desk::engine)
                .filter(engine -> engine.state().treeSize() >= size)
                .findFirst()
                .map(engine -> engine.log().inclusion(index, size));
    }

    SessionDraft draft(ConsumerJournal journal, Machine machine, Grant grant) {
        return journal.draft(new SessionDraft.Request(
                grant.grantId(),
                machine.logId(),
                party(parties().user()),
                party(parties().application())));
    }

    private static PartyKey party(NamedCredential credential) {
        return new PartyKey(credential.name(), credential.salt(), credential.key());
    }

    VirtualClock clock() {
        return clock;
    }
}
