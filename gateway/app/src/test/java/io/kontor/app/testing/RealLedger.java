package io.kontor.app.testing;

import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.client.ledger.LedgerUnavailableException;
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

    /** The ledger of one officer; it attests nothing. */
    public static final class Officer extends ForwardingLedger implements LedgerEvidence {

        Officer(Ledger ledger) {
            super(ledger);
        }

        @Override
        public byte[] endorsedStatus(String transactionId, List<String> organisations) {
            throw new LedgerUnavailableException("Cannot attest " + transactionId + ": this ledger has no peers", null);
        }
    }
}
