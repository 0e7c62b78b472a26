package io.kontor.model.receipt;

import io.kontor.model.id.Checks;

/**
 * The first leaf of an epoch.
 *
 * @param at where and when it stands
 * @param instance instance that claimed the epoch, 32 hex characters
 */
public record EpochOpenedLeaf(LeafPosition at, String instance) implements LogLeaf {

    public EpochOpenedLeaf {
        Checks.hex16("instance", instance);
    }

    @Override
    public LeafKind kind() {
        return LeafKind.EPOCH_OPENED;
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
