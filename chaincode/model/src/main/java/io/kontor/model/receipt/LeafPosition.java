package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * Where and when a leaf stands.
 *
 * @param logId log
 * @param epoch epoch of the instance
 * @param index leaf index
 * @param time epoch milliseconds
 */
public record LeafPosition(String logId, long epoch, long index, long time) {

    public LeafPosition {
        Ids.require("log id", logId);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        Checks.range("index", index, 0, Checks.MAX);
        Checks.time("time", time);
    }
}
