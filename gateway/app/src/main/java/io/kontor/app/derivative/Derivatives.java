package io.kontor.app.derivative;

import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.Records;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads derivatives of the index, within a scope. */
@Component
public class Derivatives {

    private final Records records;

    Derivatives(Records records) {
        this.records = records;
    }

    /** Derivatives of a grant by their id; at most 1,000. */
    public List<DerivativeLine> of(ReadScope scope, String grantId) {
        return records.where(scope, "derivative", "grantId", grantId).stream()
                .map(DerivativeLine::of)
                .toList();
    }

    Optional<DerivativeLine> find(ReadScope scope, String derivativeId) {
        return records.find(scope, "derivative/" + derivativeId).map(DerivativeLine::of);
    }
}
