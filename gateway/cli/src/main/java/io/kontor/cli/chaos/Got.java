package io.kontor.cli.chaos;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;

/**
 * An answer with bytes that arrived.
 *
 * @param callId call
 * @param grantId grant
 * @param plane data plane that answered
 * @param logId its log
 * @param leaf receipt that came with the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record Got(String callId, String grantId, String plane, String logId, byte[] leaf) {

    static Got of(Errand errand, byte[] leaf) {
        return new Got(
                errand.callId(),
                errand.granted().id(),
                errand.plane().name(),
                errand.plane().logId(),
                leaf);
    }

    CallReceipt receipt() {
        return LeafCodec.decodeReceipt(leaf);
    }
}
