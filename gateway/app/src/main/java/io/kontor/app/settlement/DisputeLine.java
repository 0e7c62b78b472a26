package io.kontor.app.settlement;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeStatus;

/**
 * A dispute with its transaction.
 *
 * @param source its record
 * @param dispute the dispute
 */
public record DisputeLine(LedgerRecord source, Dispute dispute) {

    static DisputeLine of(LedgerRecord source) {
        return new DisputeLine(source, DisputeCodec.fromJson(source.json()));
    }

    /** Whether it waits for a decision. */
    public boolean undecided() {
        return dispute.status() == DisputeStatus.RAISED || dispute.status() == DisputeStatus.EVIDENCE_COLLECTED;
    }
}
