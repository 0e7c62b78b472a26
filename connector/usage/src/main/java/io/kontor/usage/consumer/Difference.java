package io.kontor.usage.consumer;

import io.kontor.model.json.JsonObject;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something about a receipt that is not as it must be, with what is needed to show it.
 *
 * @param kind kind
 * @param grantId agreement
 * @param callId call
 * @param expected what the consumer expected
 * @param got what it got
 * @param leaf base64 of the receipt
 */
public record Difference(Kind kind, String grantId, String callId, String expected, String got, String leaf) {

    /** Kinds of differences. */
    public enum Kind {
        /** A field of the receipt is not what was asked. */
        FIELD,
        /** The digest or number of the received bytes is another. */
        BYTES,
        /** Its time is more than 60 s from the consumer's clock. */
        TIME,
        /** It stands under no anchored head within two intervals. */
        NOT_ANCHORED,
        /** The proof of its inclusion does not verify. */
        NOT_INCLUDED,
        /** The anchored head is not signed by the log's key. */
        HEAD_SIGNATURE
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("kind", kind)
                .put("grantId", grantId)
                .put("callId", callId)
                .put("expected", expected)
                .put("got", got)
                .put("leaf", leaf)
                .build();
    }

    static Difference fromJson(JsonObject json) {
        String kind = json.string("kind").toUpperCase(Locale.ROOT);
        return new Difference(
                Stream.of(Kind.values())
                        .filter(value -> value.name().equals(kind))
                        .findFirst()
                        .orElseThrow(),
                json.string("grantId"),
                json.string("callId"),
                json.string("expected"),
                json.string("got"),
                json.string("leaf"));
    }
}
