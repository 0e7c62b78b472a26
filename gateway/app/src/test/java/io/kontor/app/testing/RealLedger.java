package io.kontor.app.testing;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.ledger.InMemoryNetwork;
import java.time.Clock;
import java.util.List;

/** The real contract in this process, with the deal played up to the order. */
public final class RealLedger {

    private final InMemoryNetwork network = new InMemoryNetwork(Clock.systemUTC());
    private final DemoCast cast = DemoCast.create();
    private final DemoDeal deal = new DemoDeal(
                    cast, network::connect, Clock.systemUTC().instant())
            .foundCities()
            .registerResources()
            .authorise()
            .order();

    /** The deal. */
    public DemoDeal deal() {
        return deal;
    }

    /** The ledger as an officer of the wallet sees it. */
    public Officer connect(String identity) {
        return new Officer(network.connect(cast.officer(identity.substring(0, identity.indexOf('/')))));
    }

    /**
     * The ledger of one officer; it attests nothing.
     *
     * @param ledger the ledger
     */
    public record Officer(Ledger ledger) implements Ledger, LedgerEvidence {

        @Override
        public JsonObject evaluate(String function, JsonObject argument) {
            return ledger.evaluate(function, argument);
        }

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            return ledger.submit(function, argument);
        }

        @Override
        public LedgerEvents follow(EventPosition from) {
            return ledger.follow(from);
        }

        @Override
        public String mspId() {
            return ledger.mspId();
        }

        @Override
        public void close() {
            ledger.close();
        }

        @Override
        public byte[] endorsedStatus(String transactionId, List<String> organisations) {
            throw new LedgerUnavailableException("Cannot attest " + transactionId + ": this ledger has no peers", null);
        }
    }
}
