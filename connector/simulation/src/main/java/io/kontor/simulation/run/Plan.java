package io.kontor.simulation.run;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.deal.Wish;
import io.kontor.simulation.world.VirtualDisk.End;
import io.kontor.simulation.world.World;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What befalls a run: who calls when, and what breaks. */
final class Plan {

    /** How long things break. */
    static final long STORM_MS = 45_000;

    private static final List<String> GRANTS = List.of(Deal.SMALL, Deal.LARGE, Deal.LARGE, Deal.CONSENT);

    private static final int MOST_MACHINES = 3;
    private static final int FEWEST_CALLS = 50;
    private static final int MORE_CALLS = 80;
    private static final int MOST_DISASTERS = 9;
    private static final int CALLS_AT_COPY = 4;

    private final Stage stage;
    private final World world;
    private final List<Machine> machines = new ArrayList<>();
    private final Buyer buyer;
    private final String favourite;
    private final Random ids;
    private final String probed;
    private boolean clockStepped;

    Plan(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
        this.ids = world.branch();
        this.favourite = GRANTS.get(world.pick(GRANTS.size()));
        this.probed = world.chance(700) ? Deal.LARGE : Deal.SMALL;
        int count = 1 + world.pick(MOST_MACHINES);
        for (int i = 1; i <= count; i++) {
            machines.add(new Machine(stage, "L" + i, "L" + i));
        }
        this.buyer = new Buyer(stage, machines);
    }

    List<Machine> machines() {
        return machines;
    }

    Buyer buyer() {
        return buyer;
    }

    boolean clockStepped() {
        return clockStepped;
    }

    /** Puts everything in motion. */
    void begin() {
        machines.forEach(Machine::start);
        buyer.start();
        stage.weather().rough(world.pick(60), world.pick(60));
        int calls = FEWEST_CALLS + world.pick(MORE_CALLS);
        for (int i = 0; i < calls; i++) {
            at(world.between(500, STORM_MS), "wants", () -> buyer.want(errand()));
        }
        int disasters = world.pick(MOST_DISASTERS);
        for (int i = 0; i < disasters; i++) {
            at(world.between(1_000, STORM_MS), "disaster", this::disaster);
        }
        if (world.chance(350)) {
            at(world.between(3_000, STORM_MS), "end of a grant", this::end);
        }
        if (world.chance(200)) {
            at(world.between(3_000, STORM_MS), "write-off", () -> writeOff(any()));
        }
    }

    private Machine any() {
        return machines.get(world.pick(machines.size()));
    }

    /** A grant that never ends. */
    String probed() {
        return probed;
    }

    private void at(long delay, String label, Runnable action) {
        world.after(world.nature(), delay, label, action);
    }

    /** A call at a machine of the plan; most calls of a run go for one grant, and few consents serve many calls. */
    private Errand errand() {
        String grantId = world.chance(700) ? favourite : GRANTS.get(world.pick(GRANTS.size()));
        return errand(grantId, any());
    }

    Errand errand(String grantId, Machine machine) {
        Grant grant = stage.deal().require(grantId);
        byte[] id = new byte[16];
        ids.nextBytes(id);
        List<JsonObject> consents = stage.deal().consents();
        Optional<JsonObject> consent = grantId.equals(Deal.CONSENT)
                ? Optional.of(consents.get(world.pick(consents.size())))
                : Optional.empty();
        return new Errand(Wish.of(HexFormat.of().formatHex(id), grant, consent), machine);
    }

    private void disaster() {
        Machine machine = any();
        switch (world.pick(13)) {
            case 0 -> fall(machine, End.KILLED);
            case 1 -> fall(machine, End.POWER_LOST);
            case 2 -> machine.crashAt(world.pick(6), world.chance(500) ? End.KILLED : End.POWER_LOST);
            case 3 -> stage.weather().cutLedger(machine.name(), world.between(500, 40_000));
            case 4 -> machines.forEach(each -> stage.weather().cutLedger(each.name(), 12_000));
            case 5 -> stage.weather().cutBuyer(machine.name(), world.between(500, 15_000));
            case 6 -> stage.weather().deafen(machine.name(), world.between(500, 20_000));
            case 7 -> failSync(machine);
            case 8 -> fill(machine);
            case 9 -> step(machine);
            case 10 -> copy(machine);
            case 11 -> drain(machine);
            default -> trouble();
        }
    }

    private void fall(Machine machine, End how) {
        machine.crash(how);
        at(world.between(100, 8_000), machine.name() + " comes back", machine::start);
    }

    private void failSync(Machine machine) {
        machine.disk().failNextSync();
        at(world.between(1_000, 8_000), "is restarted", () -> fall(machine, End.KILLED));
    }

    private void fill(Machine machine) {
        machine.disk().fill();
        at(
                world.between(1_000, 15_000),
                machine.name() + " has room",
                () -> machine.disk().mend());
    }

    private void step(Machine machine) {
        clockStepped = true;
        machine.clock().deviate(world.between(-40_000, 50_000));
        at(
                world.between(2_000, 20_000),
                machine.name() + " clock is set",
                () -> machine.clock().deviate(0));
    }

    private void drain(Machine machine) {
        machine.drain();
        at(world.between(2_000, 12_000), machine.name() + " is drained", machine::shut);
        at(world.between(12_000, 15_000), machine.name() + " comes back", machine::start);
    }

    /** The supplier ends a grant, by its own command at one machine or, as its officer, on the ledger. */
    private void end() {
        List<Grant> mortal = stage.deal().grants().stream()
                .filter(grant -> !grant.grantId().equals(probed))
                .toList();
        String grantId = mortal.get(world.pick(mortal.size())).grantId();
        if (world.chance(500)) {
            any().terminate(grantId);
        } else {
            new GrantLedger(officer()).terminate(grantId, "ended by the officer");
        }
    }

    /** A machine never comes back, as its supplier thinks: it may have stopped, or only be out of reach. Another one takes its place. */
    void writeOff(Machine machine) {
        if (stage.book().broken(machine.logId()) && machine.desk().isPresent()) {
            return;
        }
        if (world.chance(500)) {
            machine.crash(End.KILLED);
        } else {
            stage.weather().cutLedger(machine.name(), 30_000);
        }
        new ReceiptLedger(officer()).writeOff(machine.logId(), "does not come back");
        stage.book().writeOff(machine.logId(), world.now());
        at(26_000, machine.name() + " is put away", machine::retire);
        String next = "N" + machines.size();
        Machine instead = new Machine(stage, next, next);
        machines.add(instead);
        instead.start();
    }

    private Ledger officer() {
        return stage.network().connect(stage.deal().parties().cast().officer(Deal.SUPPLIER));
    }

    /** Somebody starts a copy of the disk elsewhere, while the original runs calls or is down. */
    private void copy(Machine machine) {
        if (stage.book().broken(machine.logId())) {
            return;
        }
        String claimed = world.chance(500) ? Deal.SMALL : Deal.CONSENT;
        for (int i = 0; i < CALLS_AT_COPY; i++) {
            at(world.between(0, 300), "wants", () -> buyer.want(errand(claimed, machine)));
        }
        Machine copy = machine.copy(machine.name() + "copy");
        machines.add(copy);
        at(world.between(100, world.chance(500) ? 1_500 : 9_000), "copy starts", copy::start);
    }

    private void trouble() {
        int what = world.pick(6);
        End how = world.chance(500) ? End.KILLED : End.POWER_LOST;
        if (what == 0) {
            buyer.crash(how);
            at(world.between(100, 5_000), "buyer comes back", buyer::start);
        } else if (what == 1) {
            buyer.crashAt(world.pick(6), how);
        } else if (what == 2) {
            buyer.disk().failNextSync();
            at(world.between(1_000, 5_000), "buyer is restarted", () -> {
                buyer.crash(End.KILLED);
                buyer.start();
            });
        } else if (what == 3) {
            buyer.disk().fill();
            at(world.between(1_000, 8_000), "buyer has room", () -> buyer.disk().mend());
        } else if (what == 4) {
            stage.weather().cutLedger("buyer", world.between(500, 20_000));
        } else {
            Machine machine = any();
            machine.shut();
            at(world.between(100, 3_000), machine.name() + " comes back", machine::start);
        }
    }
}
