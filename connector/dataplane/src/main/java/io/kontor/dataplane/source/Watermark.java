package io.kontor.dataplane.source;

import io.kontor.model.id.Digest32;

/**
 * Who was shown something, in which call: what leaves can be traced to its receipt (DPL-9).
 *
 * @param user name of the user that the session authenticated
 * @param fingerprint of the user's key, as it stands in the receipt
 * @param callId the call
 */
public record Watermark(String user, Digest32 fingerprint, String callId) {

    private static final int DIGITS = 12;

    /** The first digits of the fingerprint. */
    public String shortFingerprint() {
        return fingerprint.hex().substring(0, DIGITS);
    }
}
