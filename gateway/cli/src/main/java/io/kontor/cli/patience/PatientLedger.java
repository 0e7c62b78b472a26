package io.kontor.cli.patience;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.json.JsonObject;
import java.util.concurrent.Callable;

/** A ledger whose peer or contract may be away for a while. Every write is idempotent (INV-6), so one of unknown outcome is repeated. */
public final class PatientLedger extends ForwardingLedger {

    /** @param ledger closed with this one */
    public PatientLedger(Ledger ledger) {
        super(ledger);
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return patiently(() -> super.evaluate(function, argument));
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return patiently(() -> super.submit(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return patiently(() -> super.submitConfidential(function, argument));
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
