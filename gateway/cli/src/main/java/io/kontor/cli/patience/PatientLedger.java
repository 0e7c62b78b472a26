package io.kontor.cli.patience;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.json.JsonObject;
import java.util.concurrent.Callable;

/** A ledger whose peer or contract may be away for a while. Every write is idempotent (INV-6), so one of unknown outcome is repeated. */
public final class PatientLedger implements Ledger {
    private final Ledger ledger;

    /** @param ledger closed with this one */
    public PatientLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return patiently(() -> ledger.evaluate(function, argument));
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return patiently(() -> ledger.submit(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return patiently(() -> ledger.submitConfidential(function, argument));
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

    private static <T> T patiently(Callable<T> action) {
        try {
            return Patience.with(
                    action,
                    answer -> false,
                    failure ->
                            failure instanceof LedgerUnavailableException || failure instanceof LedgerUnknownException);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot ask the ledger: " + e.getMessage(), e);
        }
    }
}
