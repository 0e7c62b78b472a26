package io.kontor.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step got.
 *
 * @param got what happened, to be compared with what was expected
 * @param transaction ledger transaction that carries it
 * @param facts counters, bytes, fee, log index and the like, in order of display
 */
record Outcome(String got, Optional<String> transaction, Map<String, String> facts) {

    static Outcome of(String got) {
        return new Outcome(got, Optional.empty(), Map.of());
    }

    static Outcome of(String got, String transaction) {
        return new Outcome(got, Optional.of(transaction), Map.of());
    }

    Outcome with(String fact, Object value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(fact, String.valueOf(value));
        return new Outcome(got, transaction, more);
    }
}
