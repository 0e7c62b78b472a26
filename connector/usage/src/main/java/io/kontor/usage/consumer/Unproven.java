package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Receipts that were not yet shown to stand in an anchored head. Guarded by the journal's state. */
final class Unproven {

    /**
     * A receipt without proof.
     *
     * @param number its number
     * @param logId log
     * @param index where it says that it stands
     * @param leafHash its leaf
     * @param receivedAt own clock, epoch milliseconds
     */
    record Waiting(int number, String logId, long index, Digest32 leafHash, long receivedAt) {}

    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();
    private final Set<Digest32> reported = new HashSet<>();

    void add(int number, CallReceipt receipt, Digest32 leafHash, long receivedAt) {
        waiting.put(number, new Waiting(number, receipt.logId(), receipt.index(), leafHash, receivedAt));
    }

    void settled(int number) {
        Waiting done = waiting.remove(number);
        if (done != null) {
            reported.remove(done.leafHash());
        }
    }

    /** That it is not anchored is on record; it goes on waiting. */
    void reported(Digest32 leafHash) {
        reported.add(leafHash);
    }

    boolean isReported(Waiting receipt) {
        return reported.contains(receipt.leafHash());
    }

    Set<String> logs() {
        Set<String> logs = new TreeSet<>();
        waiting.values().forEach(receipt -> logs.add(receipt.logId()));
        return logs;
    }

    /** The oldest receipts of a log that wait and have a number below {@code below}. */
    List<Waiting> of(String logId, int below, int most) {
        return waiting.values().stream()
                .filter(receipt -> receipt.logId().equals(logId) && receipt.number() < below)
                .limit(most)
                .toList();
    }
}
