package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.Optional;

/**
 * The consumer's duty to delete what it holds of an ended grant, and its signed statement (domain C-06).
 *
 * @param grantId ended grant
 * @param buyer member that must delete
 * @param openedAt when the grant ended, epoch milliseconds
 * @param dueAt when the statement is due, epoch milliseconds
 * @param keysDestroyedDigest digest of the supplier's statement of destroyed keys, once given
 * @param statementDigest digest of the buyer's deletion statement, once given
 * @param statedAt when it was given, epoch milliseconds
 * @param overdueAt when a sweep found it due and not stated, epoch milliseconds
 */
public record DeletionTask(
        String grantId,
        String buyer,
        long openedAt,
        long dueAt,
        Optional<Digest32> keysDestroyedDigest,
        Optional<Digest32> statementDigest,
        Optional<Long> statedAt,
        Optional<Long> overdueAt) {

    public DeletionTask {
        Ids.require("grant id", grantId);
        Ids.require("buyer", buyer);
        Checks.time("opened at", openedAt);
        Checks.time("due at", dueAt);
        statedAt.ifPresent(value -> Checks.time("stated at", value));
        overdueAt.ifPresent(value -> Checks.range("overdue at", value, dueAt, Checks.MAX));
        if (dueAt < openedAt) {
            throw new MalformedException("Cannot accept deletion task of grant " + grantId + ": it is due at " + dueAt
                    + ", must not be due before " + openedAt);
        }
        if (statementDigest.isPresent() != statedAt.isPresent()) {
            throw new MalformedException("Cannot accept deletion task of grant " + grantId
                    + ": a statement has both a digest and a time, or neither");
        }
    }

    /** Where it stands; a statement that comes late is DONE all the same, and the task keeps its time of being overdue. */
    public DeletionStatus status() {
        if (statementDigest.isPresent()) {
            return DeletionStatus.DONE;
        }
        return overdueAt.isPresent() ? DeletionStatus.OVERDUE : DeletionStatus.OPEN;
    }
}
