package io.kontor.evidence.trust;

import io.kontor.model.id.Ids;

/**
 * Who must endorse writes of keys that concern one city.
 *
 * @param keyClass class of the keys
 * @param city the city
 * @param rule who must endorse
 */
public record KeyClassRule(String keyClass, String city, Rule rule) {

    /** Heads of logs. */
    public static final String HEAD = "head";

    public KeyClassRule {
        Ids.require("key class", keyClass);
        Ids.require("city", city);
    }
}
