package io.kontor.dataplane.consumer;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.Received;

/**
 * What arrived of one download over all its streams. As long as it arrives without a gap its digest is compared with the receipt; bytes
 * that come again count once (DPL-43). Thread-safe.
 */
final class OpenDownload {

    private final AskedCall asked;
    private final ResultDigest digest;
    private long taken;
    private boolean gap;
    private boolean ended;
    private boolean followed;

    OpenDownload(AskedCall asked, ResultDigest digest) {
        this.asked = asked;
        this.digest = digest;
    }

    AskedCall asked() {
        return asked;
    }

    /** Bytes of the object from its first that arrived without a gap. */
    synchronized long taken() {
        return taken;
    }

    /** Takes bytes that arrived and stand at a place of the object. */
    synchronized void take(long at, byte[] bytes) {
        if (at > taken) {
            gap = true;
        } else if (!gap && !ended && at + bytes.length > taken) {
            int known = (int) (taken - at);
            digest.update(bytes, known, bytes.length - known);
            taken += bytes.length - known;
        }
    }

    /**
     * A receipt with what arrived, where that can be compared with it: of a whole object once all of it came. What left and was lost on
     * its way may still be asked for again.
     */
    synchronized Received with(byte[] leaf) {
        CallReceipt receipt = LeafCodec.decodeReceipt(leaf);
        boolean lost = receipt.kind() == LeafKind.RELEASED
                && taken < receipt.delivery().bytes();
        if (receipt.kind() == LeafKind.RESERVED || gap || ended || lost) {
            return Received.receiptOnly(leaf);
        }
        ended = true;
        return Received.of(leaf, digest);
    }

    /** Whether nobody asks for its end yet; from now on somebody does. */
    synchronized boolean follow() {
        boolean first = !followed;
        followed = true;
        return first;
    }
}
