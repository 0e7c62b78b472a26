package io.kontor.testkit.fabric;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.model.json.JsonObject;
import java.util.List;

/**
 * A ledger whose commits are at every organisation's peer before they are answered. Peers of a real network lag behind each other by
 * moments; a test that acts as many members in one thread would read what its own last step had not yet reached.
 */
record SettledLedger(FabricLedger own, List<FabricLedger> everywhere) implements Ledger {

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return own.evaluate(function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        CommittedTransaction committed = own.submit(function, argument);
        everywhere.forEach(ledger -> ledger.awaitCommit(committed.transactionId()));
        return committed;
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        return own.follow(from);
    }

    @Override
    public String mspId() {
        return own.mspId();
    }

    @Override
    public void close() {
        own.close();
    }
}
