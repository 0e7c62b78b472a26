package io.kontor.usage.consumer;

import io.kontor.model.json.JsonObject;

/**
 * An attempt that needs no receipt any more (CNJ-3).
 *
 * @param callId call
 * @param session session
 * @param sequence sequence number
 * @param code code that came instead, {@link #REPEATED} or {@link #LOST}
 */
record ClosedAttempt(String callId, String session, long sequence, String code) {

    /** The answer brought the receipt that the call had already. */
    static final String REPEATED = "REPEATED";
    /** Nobody waits for the answer any more; whether the call was executed is not known here. */
    static final String LOST = "LOST";

    static ClosedAttempt of(Attempt asked, String code) {
        return new ClosedAttempt(asked.callId(), asked.session(), asked.sequence(), code);
    }

    boolean lost() {
        return code.equals(LOST);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("callId", callId)
                .put("session", session)
                .put("sequence", sequence)
                .put("code", code)
                .build();
    }

    static ClosedAttempt fromJson(JsonObject json) {
        return new ClosedAttempt(
                json.string("callId"), json.string("session"), json.longValue("sequence"), json.string("code"));
    }
}
