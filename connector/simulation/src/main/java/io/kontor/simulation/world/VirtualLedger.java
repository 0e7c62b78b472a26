package io.kontor.simulation.world;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.Outage;

/** The ledger as one process reaches it; others go on while it waits. */
public final class VirtualLedger implements Ledger {

    private final Place place;
    private final Ledger ledger;
    private final LedgerRewrite rewrite;

    /**
     * Where a ledger connection is.
     *
     * @param world world
     * @param weather outages
     * @param network the contract
     * @param life process
     * @param machine machine of the process
     * @param readings readings of records that did not change
     */
    public record Place(
            World world, Weather weather, InMemoryNetwork network, Life life, String machine, Readings readings) {}

    /**
     * A connection.
     *
     * @param place where it is
     * @param ledger the contract as an identity reaches it
     * @param rewrite how transactions are carried out
     */
    public VirtualLedger(Place place, Ledger ledger, LedgerRewrite rewrite) {
        this.place = place;
        this.ledger = ledger;
        this.rewrite = rewrite;
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        if (!place.weather().reaches(place.machine())) {
            place.world().note(place.life().name() + " cannot ask " + function);
            throw away(function);
        }
        JsonObject answer = place.readings().evaluate(place.network(), ledger, function, argument);
        pass(function);
        return answer;
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        pass(function);
        Outage outage = place.weather().transaction(place.machine());
        place.network().once(outage);
        try {
            CommittedTransaction transaction = rewrite.submit(ledger, function, argument);
            note(function, "committed");
            pass(function);
            return transaction;
        } catch (LedgerException e) {
            if (e instanceof LedgerUnavailableException
                    && outage != Outage.UNAVAILABLE
                    && place.life().alive()) {
                place.world().surprise("The contract fails: " + e.getMessage());
            }
            note(function, e.getClass().getSimpleName() + " " + firstWord(e));
            throw e;
        } finally {
            place.network().once(Outage.NONE);
        }
    }

    private void note(String function, String outcome) {
        place.world().note(place.life().name() + " " + function + " " + outcome);
    }

    private static String firstWord(LedgerException failure) {
        String text = String.valueOf(failure.getMessage());
        int end = text.indexOf(':');
        return end < 0 ? "" : text.substring(0, Math.min(end, 24));
    }

    private void pass(String function) {
        place.world().meanwhile();
        if (!place.life().alive()) {
            throw away(function);
        }
    }

    private static LedgerUnavailableException away(String function) {
        return new LedgerUnavailableException("Cannot run " + function + ": the ledger is away", null);
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        throw new UnsupportedOperationException("Events come by VirtualFollowing");
    }

    @Override
    public String mspId() {
        return ledger.mspId();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
