package io.kontor.client.ledger;

import io.kontor.model.json.JsonObject;

/** A ledger that hands everything to another one; a subclass says what it does otherwise. As thread-safe as the ledger behind it. */
public abstract class ForwardingLedger implements Ledger {

    private final Ledger behind;

    /** @param behind closed with this one */
    protected ForwardingLedger(Ledger behind) {
        this.behind = behind;
    }

    /** The ledger behind this one. */
    protected final Ledger behind() {
        return behind;
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return behind.evaluate(function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return behind.submit(function, argument);
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return behind.submitConfidential(function, argument);
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        return behind.follow(from);
    }

    @Override
    public String mspId() {
        return behind.mspId();
    }

    @Override
    public void close() {
        behind.close();
    }
}
