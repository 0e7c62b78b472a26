package io.kontor.usage.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** At most 100 refusals a second per grant become receipts (architecture §4.8); the rest are told to come later. */
final class DenialLimit {

    private static final int PER_SECOND = 100;

    private record Second(long second, int used) {}

    private final Map<String, Second> used = new ConcurrentHashMap<>();

    boolean take(String grantId, long now) {
        long second = now / 1000;
        Second after = used.merge(
                grantId,
                new Second(second, 1),
                (before, first) -> before.second() == second ? new Second(second, before.used() + 1) : first);
        return after.used() <= PER_SECOND;
    }
}
