package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * What a call that released nothing gave back. Its call id claims nothing any more.
 *
 * @param callId call, 32 hex characters
 * @param logId log
 * @param index leaf index of its ABORTED or FAILED leaf
 * @param unit what became of its unit
 */
public record GivenBack(String callId, String logId, long index, UnitReturn unit) {

    public GivenBack {
        Checks.hex16("call id", callId);
        Ids.require("log id", logId);
        Checks.range("index", index, 0, Checks.MAX);
    }
}
