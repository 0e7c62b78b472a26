package io.kontor.app.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The collections of records under {@code /api/v1} (REST-5): path, type of the record, and the fields that filter it. */
enum RecordCollection {
    CITIES("cities", "city", "cityId"),
    MEMBERS("members", "member", "cityId", "status", "mspId"),
    RESOURCES("resources", "resource", "supplier", "cityId", "status", "dataClass"),
    AUTHORISATIONS("authorisations", "authorisation", "cityId", "operator", "status"),
    SCENARIOS("scenarios", "scenario", "cityId", "operator", "status", "authorisationId"),
    PRODUCTS("products", "product", "operator", "cityId", "scenarioId", "status"),
    TARIFFS("tariffs", "tariff", "productId"),
    ORDERS("orders", "order", "seller", "buyer", "scenarioId", "productId", "status"),
    GRANTS("grants", "grant", "supplier", "seller", "buyer", "orderId", "resourceId", "status"),
    ALLOWANCES("allowances", "allowance", "grantId", "action"),
    CONSENTS("consents", "consent", "attester", "status"),
    LOGS("logs", "log", "participantId", "cityId"),
    HEADS("heads", "head"),
    TOTALS("totals", "total", "logId", "grantId", "action"),
    SETTLEMENTS("settlements", "settlement", "orderId", "status"),
    ACCOUNTS("accounts", "account", "orderId"),
    DISPUTES("disputes", "dispute", "orderId", "grantId", "status"),
    CREDITS("credits", "credit", "orderId", "disputeId"),
    DELETIONS("deletions", "deletion", "grantId", "buyer", RecordStates.STATE),
    DERIVATIVES("derivatives", "derivative", "grantId", "supplier", "buyer", "status"),
    DIFFERENCES("differences", "difference", "orderId", "period"),
    WRITE_OFFS("write-offs", "write-off", "logId");

    private final String path;
    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> filters;

    RecordCollection(String path, String type, String... filters) {
        this.path = path;
        this.type = type;
        this.filters = List.of(filters);
    }

    String type() {
        return type;
    }

    List<String> filters() {
        return filters;
    }

    static Optional<RecordCollection> at(String path) {
        return Stream.of(values())
                .filter(collection -> collection.path.equals(path))
                .findFirst();
    }
}
