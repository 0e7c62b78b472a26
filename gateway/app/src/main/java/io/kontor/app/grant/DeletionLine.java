package io.kontor.app.grant;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.model.grant.DeletionStatus;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;

/**
 * The deletion task of an ended grant with its transaction (GRT-6).
 *
 * @param source its record
 * @param task the task
 */
public record DeletionLine(LedgerRecord source, DeletionTask task) {

    static DeletionLine of(LedgerRecord source) {
        return new DeletionLine(source, DeletionTaskCodec.fromJson(source.json()));
    }

    /** Whether a sweep would find it (GRT-8). */
    public boolean dueAt(long epochMs) {
        return task.status() == DeletionStatus.OPEN && task.dueAt() <= epochMs;
    }
}
