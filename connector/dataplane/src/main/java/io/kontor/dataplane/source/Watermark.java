package io.kontor.dataplane.source;

import io.kontor.model.id.Digest32;

/**
 * Who was shown something, in which call (G-series: tracing).
 *
 * @param user name of the user that the session authenticated
 * @param pseudonym the user's pseudonym in the grant
 * @param callId the call
 */
public record Watermark(String user, Digest32 pseudonym, String callId) {

    private static final int PSEUDONYM_DIGITS = 12;

    /** The first digits of the pseudonym. */
    public String shortPseudonym() {
        return pseudonym.hex().substring(0, PSEUDONYM_DIGITS);
    }
}
