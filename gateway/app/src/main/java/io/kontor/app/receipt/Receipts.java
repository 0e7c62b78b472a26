package io.kontor.app.receipt;

import io.kontor.app.ledger.ReadScope;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds receipts for other capabilities. */
@Component
public class Receipts {

    private final CallQueries queries;

    Receipts(CallQueries queries) {
        this.queries = queries;
    }

    /** The receipt at an index of a log, if the scope holds it. */
    public Optional<CallRow> find(ReadScope scope, String logId, long index) {
        return queries.find(scope, logId, index);
    }
}
