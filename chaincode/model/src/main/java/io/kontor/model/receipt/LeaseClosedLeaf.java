package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * A block of units is given back.
 *
 * @param at where and when it stands
 * @param leaseId the lease
 * @param used units of it that were used
 */
public record LeaseClosedLeaf(LeafPosition at, String leaseId, long used) implements LogLeaf {

    public LeaseClosedLeaf {
        Ids.require("lease id", leaseId);
        Checks.range("used", used, 0, Checks.MAX);
    }

    @Override
    public LeafKind kind() {
        return LeafKind.LEASE_CLOSED;
    }

    @Override
    public String logId() {
        return at.logId();
    }

    @Override
    public long epoch() {
        return at.epoch();
    }

    @Override
    public long index() {
        return at.index();
    }

    @Override
    public long time() {
        return at.time();
    }
}
