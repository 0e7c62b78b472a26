package io.kontor.app.ledger;

import io.kontor.model.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose record it is (ACC-4): the kind and the id of the thing whose parties may read it, and the parties that the record itself
 * names.
 *
 * @param kind {@code OPEN} for the members' directory and the heads of the logs, else GRANT, ORDER, LOG, or RECORD for the record's own parties
 * @param id grant, order, log or key
 * @param parties parties that this record adds
 */
record RecordScope(String kind, String id, List<Party> parties) {

    private static final Set<String> OPEN = Set.of(
            "city",
            "city-version",
            "msp",
            "member",
            "key",
            "product",
            "tariff",
            "serial",
            "log",
            "head",
            "beat",
            "write-off");
    private static final Set<String> BY_ORDER = Set.of(
            "live",
            "order-log",
            "period-closed",
            "settlement",
            "account",
            "credit",
            "payment",
            "acknowledged",
            "difference",
            "silence",
            "enforced");
    private static final Set<String> BY_GRANT = Set.of(
            "grant-version",
            "deletion",
            "due",
            "allowance",
            "open-units",
            "total",
            "held",
            "breach",
            "dispute",
            "derivative");

    static RecordScope of(String key, JsonObject record) {
        String type = RecordType.of(key);
        String[] parts = key.split("/", -1);
        if ("log".equals(type)) {
            return new RecordScope("OPEN", "", List.of(new Party("LOG", parts[1], record.string("participantId"))));
        }
        if (OPEN.contains(type)) {
            return new RecordScope("OPEN", "", List.of());
        }
        if ("grant".equals(type)) {
            return ofGrant(parts[1], record);
        }
        if ("order".equals(type)) {
            return new RecordScope("ORDER", parts[1], named("ORDER", parts[1], record, "seller", "buyer"));
        }
        if (BY_ORDER.contains(type)) {
            return new RecordScope("ORDER", parts[1], List.of());
        }
        if (BY_GRANT.contains(type)) {
            return new RecordScope("GRANT", grantOf(type, parts, record), List.of());
        }
        return switch (type) {
            case "order-grant" -> new RecordScope("GRANT", parts[2], List.of());
            case "claim" -> new RecordScope("GRANT", record.object("claim").string("grantId"), List.of());
            case "lease" -> new RecordScope("GRANT", record.object("request").string("grantId"), List.of());
            default -> new RecordScope("RECORD", key, named("RECORD", key, record, "supplier", "operator", "attester"));
        };
    }

    private static RecordScope ofGrant(String grantId, JsonObject grant) {
        Stream<Party> own = named("GRANT", grantId, grant, "supplier", "seller", "buyer").stream();
        Party supplierOfOrder = new Party("ORDER", grant.string("orderId"), grant.string("supplier"));
        return new RecordScope(
                "GRANT", grantId, Stream.concat(own, Stream.of(supplierOfOrder)).toList());
    }

    private static String grantOf(String type, String[] parts, JsonObject record) {
        return switch (type) {
            case "grant-version", "deletion", "allowance", "open-units" -> parts[1];
            case "dispute", "derivative" -> record.string("grantId");
            default -> parts[2];
        };
    }

    private static List<Party> named(String kind, String id, JsonObject record, String... fields) {
        return Stream.of(fields)
                .flatMap(field -> record.optionalString(field).stream())
                .map(participant -> new Party(kind, id, participant))
                .toList();
    }

    /**
     * A member that may read what belongs to a thing.
     *
     * @param kind GRANT, ORDER, LOG or RECORD
     * @param id which one
     * @param participant the member
     */
    record Party(String kind, String id, String participant) {}
}
