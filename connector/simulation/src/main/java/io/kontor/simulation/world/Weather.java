package io.kontor.simulation.world;

import io.kontor.testkit.ledger.Outage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How ledger and network behave at present; set by the plan of a run. */
public final class Weather {

    private static final List<Outage> TROUBLES =
            List.of(Outage.UNAVAILABLE, Outage.CONFLICT, Outage.UNKNOWN_COMMITTED, Outage.UNKNOWN_LOST);

    private record Cut(String machine, long from, long to) {}

    private final World world;
    private final List<Cut> cuts = new ArrayList<>();
    private final Set<String> cutFromLedger = new HashSet<>();
    private final Set<String> cutFromBuyer = new HashSet<>();
    private final Set<String> deaf = new HashSet<>();
    private int ledgerTrouble;
    private int networkTrouble;

    /** @param world world */
    public Weather(World world) {
        this.world = world;
    }

    /**
     * Sets how often single messages and transactions go wrong.
     *
     * @param ledger of a thousand transactions
     * @param network of a thousand messages
     */
    public void rough(int ledger, int network) {
        ledgerTrouble = ledger;
        networkTrouble = network;
    }

    /** Everything works from now on. */
    public void calm() {
        rough(0, 0);
        cutFromLedger.clear();
        cutFromBuyer.clear();
        deaf.clear();
    }

    /** A machine that reaches no ledger; for a time. */
    public void cutLedger(String machine, long milliseconds) {
        cuts.add(new Cut(machine, world.now(), world.now() + milliseconds));
        during(cutFromLedger, machine, milliseconds);
    }

    /** A machine that the buyer does not reach; for a time. */
    public void cutBuyer(String machine, long milliseconds) {
        during(cutFromBuyer, machine, milliseconds);
    }

    /** A machine that gets no events; for a time. */
    public void deafen(String machine, long milliseconds) {
        during(deaf, machine, milliseconds);
    }

    private void during(Set<String> machines, String machine, long milliseconds) {
        machines.add(machine);
        world.after(world.nature(), milliseconds, "clears for " + machine, () -> machines.remove(machine));
    }

    /** Whether a machine was cut from the ledger at some time between two moments. */
    public boolean wasCut(String machine, long from, long to) {
        return cuts.stream().anyMatch(cut -> cut.machine().equals(machine) && cut.from() <= to && cut.to() >= from);
    }

    /** Whether events reach a machine. */
    boolean hears(String machine) {
        return !deaf.contains(machine) && !cutFromLedger.contains(machine);
    }

    /** What meets a query. */
    boolean reaches(String machine) {
        return !cutFromLedger.contains(machine) && !world.chance(ledgerTrouble / 4);
    }

    /** What meets a transaction. */
    Outage transaction(String machine) {
        if (cutFromLedger.contains(machine)) {
            return Outage.UNAVAILABLE;
        }
        if (!world.chance(ledgerTrouble)) {
            return Outage.NONE;
        }
        return TROUBLES.get(world.pick(TROUBLES.size()));
    }

    /**
     * Sends a message between a machine and the buyer: late, twice or never.
     *
     * @param to whose process receives it
     * @param machine machine on the way
     * @param label what the trace calls it
     * @param arrival what it does
     */
    public void send(Life to, String machine, String label, Runnable arrival) {
        if (cutFromBuyer.contains(machine) || world.chance(networkTrouble)) {
            world.note("lost " + label);
            return;
        }
        long longest = world.chance(networkTrouble) ? 4_000 : 40;
        world.after(to, world.between(1, longest), label, arrival);
        if (world.chance(networkTrouble)) {
            world.after(to, world.between(1, longest * 2), label + " again", arrival);
        }
    }
}
