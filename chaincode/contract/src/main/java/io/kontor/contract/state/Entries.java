package io.kontor.contract.state;

import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimCodec;

/** The small records that only the contract needs: owners, indexes and counters (docs/spec/contract.md, Keys). */
public final class Entries {

    private Entries() {}

    /** What an organisation is in its city. */
    public enum MspKind {
        REGULATOR,
        OPERATOR
    }

    /**
     * Which city an organisation belongs to.
     *
     * @param cityId city
     * @param kind what it is there
     */
    public record MspOwner(String cityId, MspKind kind) {
        static JsonObject toJson(MspOwner owner) {
            return JsonObject.builder()
                    .put("cityId", owner.cityId)
                    .put("kind", owner.kind)
                    .build();
        }

        static MspOwner fromJson(JsonObject json) {
            return new MspOwner(json.string("cityId"), json.constant("kind", MspKind.class));
        }
    }

    /**
     * Which member pins a key.
     *
     * @param participantId member
     * @param keyId key of the member
     */
    public record KeyOwner(String participantId, String keyId) {
        static JsonObject toJson(KeyOwner owner) {
            return JsonObject.builder()
                    .put("participantId", owner.participantId)
                    .put("keyId", owner.keyId)
                    .build();
        }

        static KeyOwner fromJson(JsonObject json) {
            return new KeyOwner(json.string("participantId"), json.string("keyId"));
        }
    }

    /**
     * One identifier that an index leads to.
     *
     * @param id identifier of the record
     */
    public record Pointer(String id) {
        static RecordType<Pointer> at(String type, String field) {
            return new RecordType<>(
                    type,
                    pointer -> JsonObject.builder().put(field, pointer.id).build(),
                    json -> new Pointer(json.string(field)));
        }
    }

    /** An index entry: its key says all. */
    public enum Mark {
        SET;

        static RecordType<Mark> at(String type) {
            return new RecordType<>(type, mark -> JsonObject.builder().build(), json -> SET);
        }
    }

    /**
     * A number.
     *
     * @param value its value
     */
    public record Count(long value) {
        /** Nothing yet. */
        public static final Count ZERO = new Count(0);

        /** The count and so many more. */
        public Count plus(long more) {
            return new Count(Math.addExact(value, more));
        }

        static RecordType<Count> at(String type, String field) {
            return new RecordType<>(
                    type,
                    count -> JsonObject.builder().put(field, count.value).build(),
                    json -> new Count(json.longValue(field)));
        }
    }

    /**
     * Units of one grant and action in a log's open blocks.
     *
     * @param epoch epoch of the log in which they were leased; an earlier one than the log's means that none are open
     * @param units how many
     */
    public record OpenUnits(long epoch, long units) {
        static JsonObject toJson(OpenUnits open) {
            return JsonObject.builder()
                    .put("epoch", open.epoch)
                    .put("units", open.units)
                    .build();
        }

        static OpenUnits fromJson(JsonObject json) {
            return new OpenUnits(json.longValue("epoch"), json.longValue("units"));
        }
    }

    /**
     * A claim that stands.
     *
     * @param logId log that claimed
     * @param epoch epoch of the log in which it did
     * @param claim what it claimed
     */
    public record StandingClaim(String logId, long epoch, Claim claim) {
        static JsonObject toJson(StandingClaim standing) {
            return JsonObject.builder()
                    .put("logId", standing.logId)
                    .put("epoch", standing.epoch)
                    .put("claim", ClaimCodec.toJson(standing.claim))
                    .build();
        }

        static StandingClaim fromJson(JsonObject json) {
            return new StandingClaim(
                    json.string("logId"), json.longValue("epoch"), json.object("claim", ClaimCodec::fromJson));
        }
    }

    /**
     * A regulator's signature in place of a party's.
     *
     * @param participantId regulator
     * @param reason why
     * @param at transaction time, epoch milliseconds
     */
    public record Enforcement(String participantId, String reason, long at) {
        static JsonObject toJson(Enforcement enforcement) {
            return JsonObject.builder()
                    .put("participantId", enforcement.participantId)
                    .put("reason", enforcement.reason)
                    .put("at", enforcement.at)
                    .build();
        }

        static Enforcement fromJson(JsonObject json) {
            return new Enforcement(json.string("participantId"), json.string("reason"), json.longValue("at"));
        }
    }

    /**
     * The last contact of an idle log with the ledger.
     *
     * @param time time of the instance, epoch milliseconds
     * @param at transaction time, epoch milliseconds
     */
    public record Beat(long time, long at) {
        static JsonObject toJson(Beat beat) {
            return JsonObject.builder()
                    .put("time", beat.time)
                    .put("at", beat.at)
                    .build();
        }

        static Beat fromJson(JsonObject json) {
            return new Beat(json.longValue("time"), json.longValue("at"));
        }
    }
}
