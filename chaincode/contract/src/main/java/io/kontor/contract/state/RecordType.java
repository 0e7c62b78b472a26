package io.kontor.contract.state;

import io.kontor.model.json.JsonObject;
import java.util.function.Function;

/**
 * A kind of record on the ledger (KEY-1).
 *
 * @param name first part of its keys
 * @param keyParts parts of its key behind the name
 * @param toJson writes it
 * @param fromJson reads it
 * @param <T> the record
 */
public record RecordType<T>(
        String name, int keyParts, Function<T, JsonObject> toJson, Function<JsonObject, T> fromJson) {

    /** A kind of record whose key has one part. */
    public RecordType(String name, Function<T, JsonObject> toJson, Function<JsonObject, T> fromJson) {
        this(name, 1, toJson, fromJson);
    }
}
