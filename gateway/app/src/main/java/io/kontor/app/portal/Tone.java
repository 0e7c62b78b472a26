package io.kontor.app.portal;

import java.util.Map;

/** The six tones of states, the same everywhere; a tone has a colour and a shape. */
final class Tone {

    private static final String NEUTRAL = "neutral";
    private static final String WAITING = "waiting";
    private static final String GOOD = "good";
    private static final String REFUSED = "refused";
    private static final String FROZEN = "frozen";
    private static final String ENDED = "ended";

    private static final Map<String, String> BY_STATE = Map.ofEntries(
            Map.entry("PROPOSED", WAITING),
            Map.entry("ACTIVE", GOOD),
            Map.entry("SUSPENDED", FROZEN),
            Map.entry("REFUSED", REFUSED),
            Map.entry("EXPIRED", ENDED),
            Map.entry("TERMINATED", ENDED),
            Map.entry("CLOSED", ENDED),
            Map.entry("WRITTEN_OFF", ENDED),
            Map.entry("RELEASED", GOOD),
            Map.entry("HIT", GOOD),
            Map.entry("MISS", NEUTRAL),
            Map.entry("RESERVED", WAITING),
            Map.entry("ABORTED", ENDED),
            Map.entry("DENIED", REFUSED),
            Map.entry("SESSION_REFUSED", REFUSED),
            Map.entry("FAILED", REFUSED),
            Map.entry("GIVEN", WAITING),
            Map.entry("CONSUMED", GOOD),
            Map.entry("REVOKED", ENDED),
            Map.entry("UNKNOWN", NEUTRAL),
            Map.entry("ANCHORED", GOOD),
            Map.entry("PENDING", WAITING),
            Map.entry("EQUAL", GOOD),
            Map.entry("DIFFERENT", REFUSED),
            Map.entry("OPEN", NEUTRAL),
            Map.entry("CLOSED_FOR_METERING", WAITING),
            Map.entry("CALCULATED", WAITING),
            Map.entry("CONFIRMED", GOOD),
            Map.entry("PAID", GOOD),
            Map.entry("SHARED", GOOD),
            Map.entry("NON_TAX_NOTICED", GOOD),
            Map.entry("TREASURY_PAID", GOOD),
            Map.entry("RAISED", WAITING),
            Map.entry("EVIDENCE_COLLECTED", WAITING),
            Map.entry("UPHELD", GOOD),
            Map.entry("DISMISSED", ENDED),
            Map.entry("WITHDRAWN", ENDED),
            Map.entry("SUBMITTED", WAITING),
            Map.entry("COMMITTED", GOOD),
            Map.entry("REJECTED", REFUSED),
            Map.entry("CONFLICT", REFUSED),
            Map.entry("UNAVAILABLE", FROZEN),
            Map.entry("VERIFIED", GOOD),
            Map.entry("BEHIND", WAITING),
            Map.entry("MISMATCH", REFUSED),
            Map.entry("UNREACHABLE", FROZEN),
            Map.entry("OVERDUE", REFUSED),
            Map.entry("DONE", GOOD),
            Map.entry("APPROVED", GOOD));

    private Tone() {}

    static String of(String state) {
        return BY_STATE.getOrDefault(state, NEUTRAL);
    }
}
