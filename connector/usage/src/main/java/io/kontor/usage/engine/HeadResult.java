package io.kontor.usage.engine;

import io.kontor.model.rejection.RejectionCode;

/** What became of a consumer's signed head. */
public sealed interface HeadResult {

    /**
     * It is in the log.
     *
     * @param index index of the CONSUMER_HEAD leaf
     */
    record Taken(long index) implements HeadResult {}

    /**
     * It is not.
     *
     * @param code MALFORMED, HEAD_SIGNATURE, HEAD_CONSISTENCY, HEAD_TIME or BUSY
     * @param detail one line with both values
     */
    record Refused(RejectionCode code, String detail) implements HeadResult {}
}
