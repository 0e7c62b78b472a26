package io.kontor.simulation.run;

import io.kontor.client.ledger.EventPosition;
import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.world.Trace;
import io.kontor.simulation.world.VirtualDisk;
import io.kontor.simulation.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One seed from its first step to its verdict: a storm, a calm in which everything is mended, a last loss of power, the checks. */
final class Run {

    /** After a start that failed the next one is 4 s later. */
    private static final int DECISION_MS = 5_000;

    private static final long CALM_MS = 60_000;
    private static final long SETTLING_MS = 27_000;
    private static final long LAST_MS = 12_000;

    private final long seed;
    private final World world;
    private final Stage stage;
    private final Plan plan;
    private final List<Errand> probes = new ArrayList<>();
    private long until = World.START.toEpochMilli();

    Run(Deal deal, long seed, Mutation mutation, Trace.Keep keep) {
        this.seed = seed;
        this.world = new World(seed, keep);
        this.stage = Stage.of(world, deal, mutation);
        this.plan = new Plan(stage);
    }

    Outcome play() {
        plan.begin();
        pass(Plan.STORM_MS);
        calm();
        pass(CALM_MS);
        settle();
        pass(SETTLING_MS);
        plan.buyer().errands().stream().filter(Errand::open).toList().forEach(plan.buyer()::abandon);
        anchor();
        pass(SETTLING_MS);
        plan.buyer().reconcile();
        losePower();
        pass(LAST_MS);
        anchor();
        pass(LAST_MS);
        plan.buyer().reconcile();
        pass(1_000);
        stage.network().events(new EventPosition(0, Optional.empty())).stream()
                .filter(event -> event.function().equals("grant:terminate"))
                .forEach(event -> event.keys().stream()
                        .filter(key -> key.startsWith("grant/"))
                        .forEach(key -> stage.book().endOnLedger(key.substring("grant/".length()), event.at())));
        List<String> violations = new Checks(stage, plan).run();
        List<String> all = new ArrayList<>(violations);
        all.addAll(world.surprises());
        all.addAll(unserved());
        return new Outcome(
                seed,
                all,
                world.trace().count(),
                world.trace().digest(),
                stage.book().delivered().size(),
                world.trace().lines());
    }

    private void pass(long milliseconds) {
        until += milliseconds;
        world.runUntil(until);
    }

    private void calm() {
        world.note("calm");
        stage.weather().calm();
        plan.buyer().disk().mend();
        plan.buyer().crash(VirtualDisk.End.KILLED);
        plan.buyer().start();
        for (Machine machine : plan.machines()) {
            machine.disk().mend();
            machine.clock().deviate(0);
            machine.crash(VirtualDisk.End.KILLED);
        }
        survivors().forEach(Machine::start);
    }

    /** Of the disks that hold one log, the one that can go on; the others are put away. */
    private List<Machine> survivors() {
        List<Machine> survivors = new ArrayList<>();
        Set<String> logs = new HashSet<>();
        for (Machine machine : plan.machines()) {
            if (stage.book().writtenOff().containsKey(machine.logId())) {
                machine.start();
            } else if (logs.add(machine.logId())) {
                survivors.add(machine);
            }
        }
        for (Machine machine : plan.machines()) {
            if (!survivors.contains(machine) && !stage.book().writtenOff().containsKey(machine.logId())) {
                survivors.stream()
                        .filter(original -> original.logId().equals(machine.logId()))
                        .forEach(original -> choose(original, machine));
            }
        }
        return survivors;
    }

    private void choose(Machine original, Machine copy) {
        copy.retire();
        original.start();
        decide(original, copy);
    }

    /** The copy goes on only where the original is found to be the older one, not where the ledger is away just now. */
    private void decide(Machine original, Machine copy) {
        if (original.outdated()) {
            world.note(original.name() + " goes on with the disk of " + copy.name());
            original.adopt(copy);
        } else if (original.desk().isEmpty()) {
            world.after(world.nature(), DECISION_MS, original.name() + " is looked at", () -> decide(original, copy));
        }
    }

    /** Everybody who still waits asks again, and each machine is asked once more. */
    private void settle() {
        for (Machine machine : List.copyOf(plan.machines())) {
            if (machine.desk().isPresent()) {
                Errand probe = plan.errand(plan.probed(), machine);
                probes.add(probe);
                plan.buyer().want(probe);
            }
        }
    }

    private void anchor() {
        plan.machines()
                .forEach(machine -> machine.desk()
                        .ifPresent(desk -> desk.engine()
                                .anchor()
                                .whenComplete((head, failure) -> Faults.note(world, desk.life(), "anchors", failure))));
    }

    private void losePower() {
        for (Machine machine : List.copyOf(plan.machines())) {
            if (machine.desk().isPresent()) {
                machine.crash(VirtualDisk.End.POWER_LOST);
                machine.start();
            }
        }
        plan.buyer().crash(VirtualDisk.End.POWER_LOST);
        plan.buyer().start();
    }

    private List<String> unserved() {
        List<String> unserved = new ArrayList<>();
        Set<String> serving = new HashSet<>();
        plan.machines().stream()
                .filter(machine -> machine.desk().isPresent())
                .forEach(machine -> serving.add(machine.logId()));
        for (Machine machine : plan.machines()) {
            if (stage.book().writtenOff().containsKey(machine.logId())) {
                if (machine.desk().isPresent()) {
                    unserved.add("machine " + machine.name() + " serves a log that was written off");
                }
            } else if (!serving.contains(machine.logId())) {
                unserved.add("machine " + machine.name() + " does not start although all is mended: "
                        + machine.lastFailure());
            }
        }
        for (Errand probe : probes) {
            boolean lost = stage.book().writtenOff().containsKey(probe.machine().logId());
            if (!lost && probe.state() != Errand.State.RECEIPTED) {
                unserved.add("machine " + probe.machine().name() + " gives no receipt although all is mended");
            }
        }
        return unserved;
    }
}
