package io.kontor.usage.consumer;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.MerkleHasher;
import java.util.Arrays;
import java.util.Base64;

/**
 * Something about a receipt that is not as it must be, durable and with what is needed to show it (CNJ-4).
 *
 * @param kind kind
 * @param grantId agreement
 * @param callId call
 * @param logId log that was asked
 * @param at own clock, epoch milliseconds
 * @param expected what the consumer expected
 * @param got what it got
 * @param leaf base64 of the receipt; of something longer than a leaf may be its beginning
 */
public record Difference(
        Kind kind, String grantId, String callId, String logId, long at, String expected, String got, String leaf) {

    /** Longest evidence that is kept, in bytes. */
    private static final int MAX_LEAF = 2_048;

    private static final int MAX_TEXT = 512;

    /** Kinds of differences. */
    public enum Kind {
        /** The bytes are no receipt. */
        UNREADABLE(Effect.VOIDS),
        /** Another log than the session's. */
        LOG(Effect.VOIDS),
        /** Another session than that of the call. */
        SESSION(Effect.VOIDS),
        /** Another sequence number than that of the call. */
        SEQUENCE(Effect.VOIDS),
        /** Another call. */
        CALL_ID(Effect.VOIDS),
        /** Another agreement. */
        GRANT(Effect.VOIDS),
        /** Another version of the agreement. */
        GRANT_VERSION(Effect.VOIDS),
        /** Another order than the agreement's. */
        ORDER(Effect.VOIDS),
        /** Another resource than the agreement's. */
        RESOURCE(Effect.VOIDS),
        /** Another action. */
        ACTION(Effect.VOIDS),
        /** Another purpose. */
        PURPOSE(Effect.VOIDS),
        /** Another user's key. */
        USER(Effect.VOIDS),
        /** Another application's key. */
        APPLICATION(Effect.VOIDS),
        /** Another consent. */
        CONSENT(Effect.VOIDS),
        /** The digest of another request. */
        REQUEST_DIGEST(Effect.VOIDS),
        /** A result came, and the receipt says that none was released. */
        OUTCOME(Effect.VOIDS),
        /** Another number of bytes than arrived. */
        RESULT_BYTES(Effect.VOIDS),
        /** The digest of another result. */
        RESULT_DIGEST(Effect.VOIDS),
        /** It counts more than a record can hold, alone or with those before. */
        AMOUNT(Effect.VOIDS),
        /** The call has another receipt already. */
        SECOND_RECEIPT(Effect.VOIDS),
        /** Its time is more than 60 s from the consumer's clock. */
        TIME(Effect.NONE),
        /** Another leaf stands at the same index of the log. */
        LOG_INDEX(Effect.NONE),
        /** Its running totals do not follow from the receipts that came. */
        TOTALS(Effect.NONE),
        /** It stands under no anchored head within two intervals. */
        NOT_ANCHORED(Effect.NONE),
        /** The proof of its inclusion does not verify. */
        NOT_INCLUDED(Effect.NONE),
        /** The anchored head is not signed by the log's key. */
        HEAD_SIGNATURE(Effect.NONE);

        private enum Effect {
            VOIDS,
            NONE
        }

        private final Effect effect;

        Kind(Effect effect) {
            this.effect = effect;
        }

        /** Whether a receipt with it is void: neither counted nor in the own tree. */
        public boolean voidsReceipt() {
            return effect == Effect.VOIDS;
        }
    }

    static Difference of(Attempt asked, Finding finding, byte[] leaf, long at) {
        byte[] evidence = leaf.length > MAX_LEAF ? Arrays.copyOf(leaf, MAX_LEAF) : leaf;
        return new Difference(
                finding.kind(),
                asked.grantId(),
                asked.callId(),
                asked.logId(),
                at,
                shortened(finding.expected()),
                shortened(finding.got()),
                Base64.getEncoder().encodeToString(evidence));
    }

    static Difference of(StoredReceipt stored, Finding finding, long at) {
        return new Difference(
                finding.kind(),
                stored.receipt().grantId(),
                stored.receipt().callId(),
                stored.receipt().logId(),
                at,
                shortened(finding.expected()),
                shortened(finding.got()),
                stored.leaf());
    }

    private static String shortened(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    /** The form in which it is kept and shown. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("kind", kind.name())
                .put("grantId", grantId)
                .put("callId", callId)
                .put("logId", logId)
                .put("at", at)
                .put("expected", expected)
                .put("got", got)
                .put("leaf", leaf)
                .build();
    }

    static Difference fromJson(JsonObject json) {
        return new Difference(
                json.constant("kind", Kind.class),
                json.string("grantId"),
                json.string("callId"),
                json.string("logId"),
                json.longValue("at"),
                json.string("expected"),
                json.string("got"),
                json.string("leaf", Difference::evidence));
    }

    /** What arrived in place of a receipt may be nothing at all. */
    private static String evidence(String leaf) {
        return leaf.isEmpty() ? leaf : Checks.base64("leaf", leaf, MAX_LEAF);
    }

    Digest32 leafHash(MerkleHasher hasher) {
        return hasher.leaf(Base64.getDecoder().decode(leaf));
    }
}
