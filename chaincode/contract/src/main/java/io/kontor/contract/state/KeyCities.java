package io.kontor.contract.state;

import io.kontor.model.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * The city that each key concerns alone: the city of the supplier, or of the record itself. Every key type stands in this table, so a
 * new one is decided upon before anything is written under it (END-5).
 */
final class KeyCities {

    private static final Place SEVERAL = (cities, key, record) -> Optional.empty();
    private static final Place CITY_IN_KEY = (cities, key, record) -> Optional.of(part(key, 1));
    private static final Place CITY = (cities, key, record) -> record.optionalString("cityId");
    private static final Place SUPPLIER = (cities, key, record) -> cities.ofMember(record.string("supplier"));
    private static final Place MEMBER = (cities, key, record) -> cities.ofMember(record.string("participantId"));
    private static final Place LOG_IN_KEY = (cities, key, record) -> cities.ofLog(part(key, 1));
    private static final Place LOG = (cities, key, record) -> cities.ofLog(record.string("logId"));
    private static final Place GRANT_IN_KEY = (cities, key, record) -> cities.ofGrant(part(key, 1));
    private static final Place GRANT_BEHIND_TIME = (cities, key, record) -> cities.ofGrant(part(key, 2));
    private static final Place ORDER_IN_KEY = (cities, key, record) -> cities.ofOrder(part(key, 1));
    private static final Place ORDER = (cities, key, record) -> cities.ofOrder(record.string("orderId"));
    private static final Place SCENARIO = (cities, key, record) -> cities.ofScenario(record.string("scenarioId"));
    private static final Place PRODUCT_IN_KEY = (cities, key, record) -> cities.ofProduct(part(key, 1));

    /** What only the city's regulator may change (END-3). */
    static final Map<String, Place> REGULATED = Map.of(
            "city", CITY_IN_KEY,
            "msp", CITY,
            "member", CITY,
            "key", MEMBER,
            "authorisation", CITY,
            "decision", CITY_IN_KEY);

    /** What two of the city and its witness change (END-2), and, without a city, what concerns several (END-1). */
    static final Map<String, Place> SHARED = Map.ofEntries(
            Map.entry("terms", SEVERAL),
            Map.entry("witness", SEVERAL),
            Map.entry("consent", SEVERAL),
            Map.entry("serial", CITY_IN_KEY),
            Map.entry("scenario", CITY),
            Map.entry("log", CITY),
            Map.entry("resource", SUPPLIER),
            Map.entry("grant", SUPPLIER),
            Map.entry("derivative", SUPPLIER),
            Map.entry("head", LOG_IN_KEY),
            Map.entry("beat", LOG_IN_KEY),
            Map.entry("total", LOG_IN_KEY),
            Map.entry("held", LOG_IN_KEY),
            Map.entry("lease", LOG_IN_KEY),
            Map.entry("open-lease", LOG_IN_KEY),
            Map.entry("breach", LOG_IN_KEY),
            Map.entry("write-off", LOG_IN_KEY),
            Map.entry("purged", LOG_IN_KEY),
            Map.entry("disputed", LOG_IN_KEY),
            Map.entry("claim", LOG),
            Map.entry("given-back", LOG),
            Map.entry("allowance", GRANT_IN_KEY),
            Map.entry("open-units", GRANT_IN_KEY),
            Map.entry("suspension", GRANT_IN_KEY),
            Map.entry("deletion", GRANT_IN_KEY),
            Map.entry("due", GRANT_BEHIND_TIME),
            Map.entry("order", SCENARIO),
            Map.entry("product", SCENARIO),
            Map.entry("tariff", PRODUCT_IN_KEY),
            Map.entry("order-grant", ORDER_IN_KEY),
            Map.entry("order-log", ORDER_IN_KEY),
            Map.entry("live", ORDER_IN_KEY),
            Map.entry("period-closed", ORDER_IN_KEY),
            Map.entry("settlement", ORDER_IN_KEY),
            Map.entry("acknowledged", ORDER_IN_KEY),
            Map.entry("difference", ORDER_IN_KEY),
            Map.entry("silence", ORDER_IN_KEY),
            Map.entry("enforced", ORDER_IN_KEY),
            Map.entry("account", ORDER_IN_KEY),
            Map.entry("credit", ORDER_IN_KEY),
            Map.entry("payment", ORDER_IN_KEY),
            Map.entry("dispute", ORDER));

    private final LedgerState state;

    KeyCities(LedgerState state) {
        this.state = state;
    }

    /** Where a key or its record says which city it concerns. */
    @FunctionalInterface
    interface Place {
        Optional<String> cityOf(KeyCities cities, String key, JsonObject record);
    }

    /**
     * The city concerned.
     *
     * @param type the key's type
     * @param key the key
     * @param record what will stand there
     * @return empty where a key concerns several cities
     * @throws IllegalStateException when it is not decided whom keys of this type concern
     */
    Optional<String> cityOf(String type, String key, JsonObject record) {
        Place place = REGULATED.getOrDefault(type, SHARED.get(type));
        if (place == null) {
            throw new IllegalStateException(
                    "Cannot write " + key + ": it is not decided who endorses keys of type " + type);
        }
        return place.cityOf(this, key, record);
    }

    private Optional<String> ofMember(String participantId) {
        return state.find(Keys.member(participantId)).map(member -> member.cityId());
    }

    private Optional<String> ofLog(String logId) {
        return state.find(Keys.log(logId)).map(log -> log.cityId());
    }

    private Optional<String> ofGrant(String grantId) {
        return state.find(Keys.grant(grantId)).flatMap(grant -> ofMember(grant.supplier()));
    }

    private Optional<String> ofOrder(String orderId) {
        return state.find(Keys.order(orderId)).flatMap(order -> ofScenario(order.scenarioId()));
    }

    private Optional<String> ofScenario(String scenarioId) {
        return state.find(Keys.scenario(scenarioId)).map(scenario -> scenario.cityId());
    }

    private Optional<String> ofProduct(String productId) {
        return state.find(Keys.product(productId)).flatMap(product -> ofScenario(product.scenarioId()));
    }

    private static String part(String key, int place) {
        return key.split("/", -1)[place];
    }
}
