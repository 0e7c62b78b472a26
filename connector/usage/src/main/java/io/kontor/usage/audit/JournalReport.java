package io.kontor.usage.audit;

import io.kontor.model.merkle.TreeHead;
import io.kontor.usage.journal.JournalReader.Extent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a journal holds, all of it verified (JNL-12).
 *
 * @param name where it is
 * @param side whose it is
 * @param extent segments, batches, hash chain
 * @param logId its log, where it holds leaves
 * @param head tree over its leaves
 * @param anchors heads that were to be anchored and are heads of this tree
 * @param records number of records by name
 */
public record JournalReport(
        String name,
        Side side,
        Extent extent,
        Optional<String> logId,
        TreeHead head,
        long anchors,
        Map<String, Long> records) {

    /** Whose journal it is. */
    public enum Side {
        SUPPLIER,
        CONSUMER,
        /** It holds nothing yet. */
        UNKNOWN
    }

    public JournalReport {
        records = new TreeMap<>(records);
    }

    /** Number of all records. */
    public long size() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }
}
