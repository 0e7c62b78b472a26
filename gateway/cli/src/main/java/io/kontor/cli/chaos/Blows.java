package io.kontor.cli.chaos;

import io.kontor.cli.deploy.LedgerSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What befalls the processes of one run, in the order that its seed gives. One thread; what comes back comes back on others. */
final class Blows {

    private static final int FORWARD_S = 45;
    private static final int BACKWARD_S = 600;
    private static final int NOTHING = 4_096;
    /** Longer than the others take to miss it. */
    private static final int LEADERLESS_MS = 15_000;

    private final Bed bed;
    private final Random random;
    private final String run;
    private final Consumer<String> note;
    private final List<Blow> deck = new ArrayList<>();
    private final List<CompletableFuture<Void>> returning = new ArrayList<>();
    private final List<Plane> impostors = new CopyOnWriteArrayList<>();
    private final Set<String> forked = new TreeSet<>();
    private final Set<String> stepped = new TreeSet<>();

    Blows(Bed bed, Random random, String run, Consumer<String> note) {
        this.bed = bed;
        this.random = random;
        this.run = run;
        this.note = note;
    }

    List<Plane> impostors() {
        return List.copyOf(impostors);
    }

    /** Logs that two disks wrote. */
    Set<String> forked() {
        return Set.copyOf(forked);
    }

    /** Logs whose clock was stepped. */
    Set<String> stepped() {
        return Set.copyOf(stepped);
    }

    /** What brings back what was struck; waits for all that was begun. */
    CompletableFuture<Void> returned() {
        return CompletableFuture.allOf(returning.toArray(CompletableFuture[]::new));
    }

    /** The first blow of a run kills a data plane, the others are drawn. */
    void strike(boolean first) {
        if (deck.isEmpty()) {
            shuffle();
        }
        Plane plane = bed.planes().get(random.nextInt(bed.planes().size()));
        Blow blow = first ? Blow.KILL_PLANE : deck.remove(deck.size() - 1);
        switch (blow) {
            case KILL_PLANE -> killPlane(plane);
            case COPY_DISK -> copy(plane);
            case KILL_LEADER, KILL_LEDGER, KILL_GATEWAY, KILL_PEER, KILL_CONTRACT -> killLedger(blow);
            case KILL_DATABASE -> killDatabase();
            case NO_NEW_SEGMENT -> {
                note.accept(plane.name() + " can make no new segment");
                plane.fill(PlaneConfiguration.SEGMENT - 1L);
            }
            case DISK_FULL -> fill(plane);
            case STEP_CLOCK -> step(plane);
            case PAUSE_PLANE -> pause(plane);
        }
    }

    /** On a network of several organisations a run begins with what befalls the network, so that all of it does in most runs. */
    private void shuffle() {
        List<Blow> ofLedger = new ArrayList<>(bed.ledger().blows());
        Collections.shuffle(ofLedger, random);
        deck.addAll(Blow.DECK);
        deck.addAll(ofLedger);
        boolean mixed = bed.ledger().site().kind() == LedgerSite.Kind.DEVELOPMENT;
        Collections.shuffle(mixed ? deck : deck.subList(0, Blow.DECK.size()), random);
    }

    private void killLedger(Blow blow) {
        String name = bed.ledger().kill(blow, random);
        note.accept("kill -9 " + name + (blow == Blow.KILL_LEADER ? ", which leads" : ""));
        later(() -> bed.ledger().startAgain(name), blow == Blow.KILL_LEADER ? LEADERLESS_MS : 0);
    }

    private void kill(String what, Runnable kill, Runnable comeback) {
        note.accept("kill -9 " + what);
        kill.run();
        later(comeback);
    }

    private void killPlane(Plane plane) {
        kill(plane.name(), plane::kill, plane::start);
    }

    private void killDatabase() {
        bed.absences().begin(Database.PROCESS, Absences.Why.DOWN);
        kill(Database.PROCESS, bed.database()::kill, () -> {
            bed.database().restart();
            bed.absences().end(Database.PROCESS, Absences.Why.DOWN);
        });
    }

    private void fill(Plane plane) {
        note.accept("the disk of " + plane.name() + " is full");
        plane.fill(NOTHING);
        later(() -> {
            plane.empty();
            replaceWhenEnded(plane);
        });
    }

    private void step(Plane plane) {
        int seconds = random.nextInt(BACKWARD_S + FORWARD_S) - BACKWARD_S;
        note.accept("the clock of " + plane.name() + " is stepped by " + seconds + " s");
        stepped.add(plane.logId());
        plane.step(Duration.ofSeconds(seconds));
        later(() -> plane.step(Duration.ZERO));
    }

    private void pause(Plane plane) {
        note.accept(plane.name() + " stands still");
        plane.pause();
        later(plane::resume);
    }

    /** A copy of the disk serves somewhere else while the original runs, which its staff may start anew. */
    private void copy(Plane plane) {
        if (!forked.add(plane.logId())) {
            return;
        }
        note.accept("the disk of " + plane.name() + " is copied and started");
        Plane impostor = bed.impostor(plane, plane.name() + "-copy-" + run);
        List.of(plane, impostor).forEach(one -> bed.absences().begin(one.name(), Absences.Why.COPIED));
        returning.add(CompletableFuture.runAsync(() -> {
            impostor.start().ifPresent(note);
            impostors.add(impostor);
        }));
        if (random.nextBoolean()) {
            later(() -> replaceWhenEnded(plane));
        }
    }

    private static void replaceWhenEnded(Plane plane) {
        if (!List.of("SERVING", "STALE").contains(plane.control().serving())) {
            plane.kill();
            plane.start();
        }
    }

    private void later(Runnable comeback) {
        later(comeback, 0);
    }

    private void later(Runnable comeback, int least) {
        int wait = least + 200 + random.nextInt(1_800);
        returning.add(CompletableFuture.runAsync(() -> {
            Pause.of(wait);
            comeback.run();
        }));
    }

    /** Everything is mended; of the disks of a log the one that can go on goes on. */
    void mend() {
        bed.mendLedger();
        impostors.forEach(Plane::kill);
        for (Plane plane : bed.planes()) {
            plane.resume();
            plane.empty();
            plane.step(Duration.ZERO);
            if (forked.contains(plane.logId())) {
                plane.kill();
            }
            replaceWhenEnded(plane);
            if (!plane.alive()) {
                goOnWithCopy(plane);
            }
        }
    }

    private void goOnWithCopy(Plane plane) {
        Optional<Plane> impostor = impostors.stream()
                .filter(copy -> copy.logId().equals(plane.logId()))
                .findFirst();
        if (impostor.isPresent()) {
            note.accept(plane.name() + " goes on with the copy's disk");
            plane.adopt(impostor.get());
            plane.start().ifPresent(note);
        }
    }
}
