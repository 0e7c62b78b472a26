package io.kontor.client.fabric;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.model.json.JsonObject;
import java.util.List;

/**
 * A ledger whose commits are at every organisation's peer before they are answered. Peers of a real network lag behind each other by
 * moments; who acts as several members would read at one's peer what the step before, at another's, had not yet reached. Thread-safe.
 */
public final class SettledLedger extends ForwardingLedger {

    private final FabricLedger own;
    private final List<FabricLedger> everywhere;

    /**
     * @param own connection of the identity that acts; closed with this
     * @param everywhere a connection to each peer; not closed with this
     */
    public SettledLedger(FabricLedger own, List<FabricLedger> everywhere) {
        super(own);
        this.own = own;
        this.everywhere = List.copyOf(everywhere);
    }

    /** The connection of the identity that acts. */
    public FabricLedger own() {
        return own;
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return settled(super.submit(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return settled(super.submitConfidential(function, argument));
    }

    private CommittedTransaction settled(CommittedTransaction committed) {
        everywhere.forEach(ledger -> ledger.awaitCommit(committed.transactionId()));
        return committed;
    }
}
