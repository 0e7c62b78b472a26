package io.kontor.testkit.ledger;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.model.json.JsonObject;

/** An {@link InMemoryNetwork} as one identity sees it. Thread-safe. */
public final class InMemoryLedger implements Ledger {

    private final InMemoryNetwork network;
    private final TestIdentity identity;

    InMemoryLedger(InMemoryNetwork network, TestIdentity identity) {
        this.network = network;
        this.identity = identity;
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return network.evaluate(identity, function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return network.submit(identity, function, argument);
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return network.submitConfidential(identity, function, argument);
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        return new InMemoryEvents(network, from);
    }

    @Override
    public String mspId() {
        return identity.mspId();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
