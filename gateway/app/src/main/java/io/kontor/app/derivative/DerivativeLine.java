package io.kontor.app.derivative;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeStatus;

/**
 * A derivative with its transaction.
 *
 * @param source its record
 * @param derivative the derivative
 */
public record DerivativeLine(LedgerRecord source, Derivative derivative) {

    static DerivativeLine of(LedgerRecord source) {
        return new DerivativeLine(source, DerivativeCodec.fromJson(source.json()));
    }

    /** Whether the supplier has yet to decide. */
    public boolean undecided() {
        return derivative.status() == DerivativeStatus.SUBMITTED;
    }
}
