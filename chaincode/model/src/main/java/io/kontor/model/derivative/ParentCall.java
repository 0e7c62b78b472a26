package io.kontor.model.derivative;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * A released call that a derivative was made from.
 *
 * @param logId log
 * @param index leaf index of its receipt
 * @param callId call, 32 hex characters
 * @param leafHash leaf hash of its receipt
 */
public record ParentCall(String logId, long index, String callId, Digest32 leafHash) {

    public ParentCall {
        Ids.require("log id", logId);
        Checks.range("index", index, 0, Checks.MAX);
        Checks.hex16("call id", callId);
    }
}
