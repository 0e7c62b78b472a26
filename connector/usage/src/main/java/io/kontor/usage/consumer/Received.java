package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.usage.call.ResultDigest;

/**
 * What came back for a call: a receipt and the bytes that came with it.
 *
 * @param leaf exact bytes of the receipt
 * @param bytes number of bytes received in all
 * @param digest digest of these bytes in order, all zero when there were none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Received(byte[] leaf, long bytes, Digest32 digest) {

    /** A receipt without bytes: a refusal, a failure, a reservation. */
    public static Received receiptOnly(byte[] leaf) {
        return new Received(leaf, 0, Digest32.ZERO);
    }

    /** A receipt with all bytes that came under it. */
    public static Received of(byte[] leaf, ResultDigest digest) {
        long bytes = digest.bytes();
        return new Received(leaf, bytes, digest.finish());
    }
}
