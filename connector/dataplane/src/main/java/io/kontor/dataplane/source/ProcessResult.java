package io.kontor.dataplane.source;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** What an algorithm releases: canonical JSON, and how much of the contract it used. Immutable. */
public final class ProcessResult {

    private final byte[] body;
    private final boolean hit;
    private final int items;
    private final long records;

    private ProcessResult(byte[] body, boolean hit, int items, long records) {
        this.body = body;
        this.hit = hit;
        this.items = items;
        this.records = records;
    }

    /** Nothing was found: {@code {"hit":false}}. */
    public static ProcessResult miss() {
        return new ProcessResult(
                CanonicalJson.bytes(JsonObject.builder().put("hit", false).build()), false, 0, 0);
    }

    /** One record: {@code {"hit":true,"record":{…}}}. */
    public static ProcessResult ofRecord(JsonObject fields) {
        byte[] body = CanonicalJson.bytes(
                JsonObject.builder().put("hit", true).put("record", fields).build());
        return new ProcessResult(body, true, fields.fields().size(), 1);
    }

    /** Groups of an aggregate, each with the same fields: {@code {"groups":[…],"hit":true}}. */
    public static ProcessResult ofGroups(JsonArray groups, int items, long records) {
        byte[] body = CanonicalJson.bytes(
                JsonObject.builder().put("hit", true).put("groups", groups).build());
        return new ProcessResult(body, true, items, records);
    }

    /**
     * Records in a form that is canonical JSON already.
     *
     * @param body exact bytes; not changed by anybody afterwards
     */
    public static ProcessResult ofBytes(byte[] body, int items, long records) {
        return new ProcessResult(body, true, items, records);
    }

    /** Exact bytes of canonical JSON; not changed by anybody. */
    public byte[] bytes() {
        return body;
    }

    /** Canonical JSON. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether data was found (F-09). */
    public boolean isHit() {
        return hit;
    }

    /** Data items of each record, 0 for a miss. */
    public int items() {
        return items;
    }

    /** Records or groups, 0 for a miss. */
    public long records() {
        return records;
    }
}
