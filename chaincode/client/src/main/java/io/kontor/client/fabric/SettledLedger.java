package io.kontor.client.fabric;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.model.json.JsonObject;
import java.util.List;

/**
 * A ledger whose commits are at every organisation's peer before they are answered. Peers of a real network lag behind each other by
 * moments; who acts as several members would read at one's peer what the step before, at another's, had not yet reached. Thread-safe.
 *
 * @param own connection of the identity that acts; closed with this
 * @param everywhere a connection to each peer; not closed with this
 */
public record SettledLedger(FabricLedger own, List<FabricLedger> everywhere) implements Ledger {

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return own.evaluate(function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return settled(own.submit(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return settled(own.submitConfidential(function, argument));
    }

    private CommittedTransaction settled(CommittedTransaction committed) {
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
