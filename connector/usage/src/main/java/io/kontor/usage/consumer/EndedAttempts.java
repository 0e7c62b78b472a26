package io.kontor.usage.consumer;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attempts that were closed without a receipt, of the newest calls: a code or a lost answer does not say that the attempt was not executed,
 * and its receipt may still come by a later one. Guarded by the journal's state.
 */
final class EndedAttempts {

    private static final int CALLS = 20_000;

    private final Map<String, Set<String>> byCall = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > CALLS;
        }
    };

    void add(ClosedAttempt closed) {
        Set<String> attempts = byCall.computeIfAbsent(closed.callId(), id -> new HashSet<>());
        if (attempts.size() < OpenCall.MAX_ATTEMPTS) {
            attempts.add(key(closed.session(), closed.sequence()));
        }
    }

    boolean has(String callId, String session, long sequence) {
        return byCall.getOrDefault(callId, Set.of()).contains(key(session, sequence));
    }

    private static String key(String session, long sequence) {
        return session + " " + sequence;
    }
}
