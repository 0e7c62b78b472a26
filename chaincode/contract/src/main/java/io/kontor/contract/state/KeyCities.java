package io.kontor.contract.state;

import io.kontor.model.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** The city that a key concerns alone: the city of the supplier, or of the record itself (END-1). */
final class KeyCities {

    /** What only the city's regulator may change. */
    static final Set<String> REGULATED = Set.of("city", "member", "authorisation");

    private static final Set<String> OF_CITY = Set.of("serial");
    private static final Set<String> OF_LOG = Set.of("head", "beat", "total", "held", "lease");
    private static final Set<String> OF_GRANT = Set.of("allowance", "suspension", "deletion");
    private static final Set<String> OF_ORDER = Set.of("settlement", "account");

    private final LedgerState state;

    KeyCities(LedgerState state) {
        this.state = state;
    }

    /**
     * The city concerned.
     *
     * @param type the key's type
     * @param key the key
     * @param record what will stand there
     * @return empty where a key concerns several cities or is written once
     */
    Optional<String> cityOf(String type, String key, JsonObject record) {
        if (type.equals("city") || OF_CITY.contains(type)) {
            return Optional.of(firstPart(key));
        }
        if (REGULATED.contains(type) || type.equals("log") || type.equals("scenario")) {
            return record.optionalString("cityId");
        }
        if (type.equals("grant") || type.equals("resource")) {
            return record.optionalString("supplier").flatMap(this::ofMember);
        }
        if (OF_LOG.contains(type)) {
            return state.find(Keys.log(firstPart(key))).map(log -> log.cityId());
        }
        if (OF_GRANT.contains(type)) {
            return state.find(Keys.grant(firstPart(key))).flatMap(grant -> ofMember(grant.supplier()));
        }
        if (OF_ORDER.contains(type)) {
            return state.find(Keys.order(firstPart(key)))
                    .flatMap(order -> state.find(Keys.scenario(order.scenarioId())))
                    .map(scenario -> scenario.cityId());
        }
        return Optional.empty();
    }

    private Optional<String> ofMember(String participantId) {
        return state.find(Keys.member(participantId)).map(member -> member.cityId());
    }

    private static String firstPart(String key) {
        int from = key.indexOf('/') + 1;
        int to = key.indexOf('/', from);
        return to < 0 ? key.substring(from) : key.substring(from, to);
    }
}
