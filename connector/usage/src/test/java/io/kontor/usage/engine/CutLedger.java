package io.kontor.usage.engine;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One instance's connection to a ledger that others go on using. */
final class CutLedger extends ForwardingLedger {

    private final AtomicReference<@Nullable LedgerEvents> stream = new AtomicReference<>();
    private volatile boolean cut;

    CutLedger(Ledger ledger) {
        super(ledger);
    }

    /** Nothing is reached any more and event streams break. */
    void cut() {
        cut = true;
        LedgerEvents events = stream.get();
        if (events != null) {
            events.close();
        }
    }

    private void requireLine(String function) {
        if (cut) {
            throw new LedgerUnavailableException("Cannot run " + function + ": the line is cut", null);
        }
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        requireLine(function);
        return super.evaluate(function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        requireLine(function);
        return super.submit(function, argument);
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        requireLine("follow");
        LedgerEvents events = super.follow(from);
        stream.set(events);
        return events;
    }
}
