package io.kontor.dataplane.call;

import java.util.Map;
import java.util.TreeMap;

/** Which bytes of an object have left at least once. Not thread-safe. */
final class Coverage {

    /** Parts that do not touch, by their first byte; the value is the byte after their last. */
    private final TreeMap<Long, Long> parts = new TreeMap<>();

    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = parts.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        for (Map.Entry<Long, Long> next = parts.ceilingEntry(start);
                next != null && next.getKey() <= end;
                next = parts.ceilingEntry(start)) {
            end = Math.max(end, next.getValue());
            parts.remove(next.getKey());
        }
        parts.put(start, end);
    }

    /** Whether all bytes of an object of this size have left. */
    boolean covers(long size) {
        return size == 0
                || (parts.size() == 1
                        && parts.firstKey() == 0
                        && parts.firstEntry().getValue() >= size);
    }
}
