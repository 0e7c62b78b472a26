package io.kontor.usage.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** At most 100 of a kind a second: refusals of a grant that become receipts (architecture §4.8), questions about unknown grants. */
final class DenialLimit {

    private static final int PER_SECOND = 100;

    private record Second(long second, int used) {}

    private final Map<String, Second> used = new ConcurrentHashMap<>();

    boolean take(String kind, long now) {
        long second = now / 1000;
        Second after = used.merge(
                kind,
                new Second(second, 1),
                (before, first) -> before.second() == second ? new Second(second, before.used() + 1) : first);
        return after.used() <= PER_SECOND;
    }
}
