package io.kontor.simulation.run;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.grant.Grant;
import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.world.Life;
import io.kontor.simulation.world.Mount;
import io.kontor.simulation.world.SeededSuite;
import io.kontor.simulation.world.VirtualClock;
import io.kontor.simulation.world.VirtualDisk;
import io.kontor.simulation.world.VirtualFollowing;
import io.kontor.simulation.world.VirtualLedger;
import io.kontor.simulation.world.VirtualThreads;
import io.kontor.simulation.world.World;
import io.kontor.usage.engine.ActivationResult;
import io.kontor.usage.engine.EngineHost;
import io.kontor.usage.engine.EngineStartException;
import io.kontor.usage.engine.GrantActivation;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.engine.UsageEngineConfig;
import io.kontor.usage.engine.UsageEngines;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.keys.KeyFolder;
import io.kontor.usage.keys.KeyProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A machine of the supplier: a disk, a clock, and at most one engine at a time. */
final class Machine {

    private static final byte[] MASTER = new byte[CryptoSuite.LENGTH];
    private static final UsageEngineConfig.Timing TIMING = new UsageEngineConfig.Timing(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofSeconds(30));
    /** Segments of some records only, so that a run rolls them often. */
    private static final UsageEngineConfig.Limits LIMITS =
            new UsageEngineConfig.Limits(1, 64, 64, 256, (1 << 20) + (1 << 12));

    private static final int RETRY_MS = 4_000;
    /** Of a thousand machines, those in the durability class OS. */
    private static final int UNSYNCED = 300;

    private final Stage stage;
    private final String name;
    private final String logId;
    private final VirtualClock clock;
    private final Durability durability;
    /** When grants were ended by the supplier's own command, as the disk here holds it. */
    private final Map<String, Long> ended = new TreeMap<>();

    private VirtualDisk disk;
    private Life life;
    private Optional<Desk> desk = Optional.empty();
    private String lastFailure = "";
    private int starts;
    private boolean retired;

    Machine(Stage stage, String name, String logId) {
        this(
                stage,
                new Identity(name, logId, stage.world().chance(UNSYNCED) ? Durability.OS : Durability.DISK),
                new VirtualDisk(stage.mutation().honesty()));
    }

    private record Identity(String name, String logId, Durability durability) {}

    private Machine(Stage stage, Identity identity, VirtualDisk disk) {
        this.stage = stage;
        this.name = identity.name();
        this.logId = identity.logId();
        this.durability = identity.durability();
        this.clock = new VirtualClock(stage.world());
        this.disk = disk;
        this.life = stage.world().life(name + "#0");
        life.end();
    }

    String name() {
        return name;
    }

    String logId() {
        return logId;
    }

    VirtualClock clock() {
        return clock;
    }

    VirtualDisk disk() {
        return disk;
    }

    /** What serves here now. */
    Optional<Desk> desk() {
        return life.alive() ? desk : Optional.empty();
    }

    /** Why it did not start the last time. */
    String lastFailure() {
        return lastFailure;
    }

    /** Whether it was refused as older than what the ledger knows of its log. */
    boolean outdated() {
        return desk.isEmpty() && lastFailure.contains("restored from an old copy");
    }

    /** A machine with a copy of the disk as it is now, under the same log. */
    Machine copy(String copyName) {
        stage.book().fork(logId);
        Machine copy = new Machine(
                stage,
                new Identity(copyName, logId, durability),
                disk.after(VirtualDisk.End.KILLED, stage.world().branch()));
        copy.ended.putAll(ended);
        return copy;
    }

    /** Starts, and tries again until it runs. */
    void start() {
        if (retired || life.alive()) {
            return;
        }
        starts++;
        life = stage.world().life(name + "#" + starts);
        Life mine = life;
        mine.blocking(this::launch);
        if (desk.isEmpty()) {
            mine.end();
            stage.world().note(name + " does not start: " + summary(lastFailure));
            stage.world().after(stage.world().nature(), RETRY_MS, name + " tries again", this::start);
        } else {
            activate(mine);
        }
    }

    private static String summary(String failure) {
        int end = failure.indexOf(':');
        return failure.substring(0, end < 0 ? failure.length() : end);
    }

    private void launch() {
        desk = Optional.empty();
        try {
            UsageEngine engine = UsageEngines.start(config(), host());
            desk = Optional.of(new Desk(stage, this, life, engine));
            stage.world()
                    .note(life.name() + " serves in epoch " + engine.state().epoch() + " from "
                            + engine.state().treeSize());
        } catch (EngineStartException e) {
            lastFailure = String.valueOf(e.getMessage());
        }
    }

    private EngineHost host() {
        World world = stage.world();
        VirtualLedger.Place place = new VirtualLedger.Place(
                world,
                stage.weather(),
                stage.network(),
                life,
                name,
                stage.deal().readings());
        SeededSuite suite = new SeededSuite(world.branch());
        Mount mount = disk.mount(life);
        return new EngineHost(
                new VirtualLedger(
                        place,
                        stage.network().connect(stage.deal().parties().cast().connector(Deal.SUPPLIER)),
                        stage.mutation().rewrite()),
                clock,
                suite,
                mount,
                Optional.of(life.later("journal", 8)),
                new KeyFolder(mount, MASTER, suite),
                new VirtualThreads(world, life),
                (ledger, from, handler) -> new VirtualFollowing(place, from, handler));
    }

    private UsageEngineConfig config() {
        return new UsageEngineConfig(
                Path.of("unused"),
                logId,
                Deal.SUPPLIER,
                "F",
                "http://127.0.0.1:1/" + logId,
                new KeyProtection.KeyFile(Path.of("unused")),
                durability,
                TIMING,
                LIMITS,
                Runnable::run);
    }

    private void activate(Life mine) {
        for (Grant grant : stage.deal().grants()) {
            activate(mine, grant);
        }
    }

    private void activate(Life mine, Grant grant) {
        desk.ifPresent(serving -> serving.engine()
                .activate(new GrantActivation(grant.grantId(), grant.termsHash(), Deal.evidenceKey(grant.grantId())))
                .whenComplete((result, failure) -> {
                    Faults.note(stage.world(), mine, "activates", failure);
                    if (!(result instanceof ActivationResult.Active)) {
                        stage.world().after(mine, 700, "activates again", () -> activate(mine, grant));
                    }
                }));
    }

    /** Ends the process; what the disk keeps depends on how. */
    void crash(VirtualDisk.End how) {
        stage.world().note(life.name() + (life.alive() ? " " : " is down, ") + how);
        life.end();
        if (how == VirtualDisk.End.POWER_LOST && durability == Durability.OS && disk.unsynced()) {
            stage.book().lose(logId);
        }
        disk = disk.after(how, stage.world().branch());
    }

    /** The supplier ends a grant by its own command here. */
    void terminate(String grantId) {
        Life mine = life;
        desk().ifPresent(serving -> serving.engine()
                .terminate(grantId, "ended by the supplier")
                .whenComplete((done, failure) -> {
                    Faults.note(stage.world(), mine, "terminates", failure);
                    if (done != null) {
                        stage.world().note(mine.name() + " has ended " + grantId);
                        ended.putIfAbsent(grantId, stage.world().now());
                    }
                }));
    }

    /** Hands over what it does not need, and takes no call any more. */
    void drain() {
        Life mine = life;
        desk().ifPresent(serving -> serving.engine().drain().whenComplete((drained, failure) -> {
            Faults.note(stage.world(), mine, "drains", failure);
            if (drained != null) {
                stage.world().note(mine.name() + " has drained " + drained.units() + " units");
            }
        }));
    }

    /** Ends the process in the midst of a later operation of its disk. */
    void crashAt(int operations, VirtualDisk.End how) {
        disk.crashAt(operations, () -> {
            crash(how);
            stage.world().after(stage.world().nature(), 1_500, name + " comes back", this::start);
        });
    }

    /** Ends the process in order, handing over what can be handed over. */
    void shut() {
        desk().ifPresent(serving -> {
            stage.world().note(life.name() + " shuts");
            life.blocking(() -> serving.engine().close());
            life.end();
        });
    }

    /** Whether it was put away for good. */
    boolean retired() {
        return retired;
    }

    /** Never starts again. */
    void retire() {
        crash(VirtualDisk.End.KILLED);
        retired = true;
    }

    /** Takes over the disk of another machine, with what that holds. */
    void adopt(Machine other) {
        disk = other.disk;
        ended.clear();
        ended.putAll(other.ended);
    }

    /** When a grant was ended by the supplier's own command, if the disk here holds that it was. */
    Optional<Long> ended(String grantId) {
        return Optional.ofNullable(ended.get(grantId));
    }
}
