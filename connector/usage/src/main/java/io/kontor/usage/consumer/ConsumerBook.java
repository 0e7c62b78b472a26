package io.kontor.usage.consumer;

import io.kontor.model.grant.Action;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.session.HeadDuty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the consumer's journal says: trees, counts, receipts that are not proven yet, differences. Guarded by itself. */
final class ConsumerBook {

    private record CountKey(String orderId, int period, String grantId, Action action) {}

    /** A receipt whose place under an anchored head was not shown yet. */
    @SuppressWarnings("ArrayRecordComponent")
    record Unproven(CallReceipt receipt, byte[] leaf) {}

    private final Map<String, ConsumerTree> trees = new HashMap<>();
    private final Map<String, HeadDuty> duties = new HashMap<>();
    private final Map<CountKey, PeriodCount> counts = new HashMap<>();
    private final Map<String, TreeMap<Long, Unproven>> unproven = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, List<RecordPosition>> positions = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    /** Whether a receipt of a call's end was taken already. */
    synchronized boolean ended(String callId) {
        return ended.contains(callId);
    }

    /** Takes a receipt; the end of a call counts once. */
    synchronized void take(CallReceipt receipt, byte[] leaf, RecordPosition at, long now) {
        positions.computeIfAbsent(receipt.grantId(), grant -> new ArrayList<>()).add(at);
        unproven.computeIfAbsent(receipt.logId(), log -> new TreeMap<>())
                .putIfAbsent(receipt.index(), new Unproven(receipt, leaf));
        if (receipt.kind() == LeafKind.RESERVED || !ended.add(receipt.callId())) {
            return;
        }
        tree(receipt.grantId()).add(receipt, leaf);
        duty(receipt.grantId()).answered(now);
        if (receipt.kind() == LeafKind.RELEASED) {
            count(receipt);
        }
    }

    private void count(CallReceipt receipt) {
        CountKey key = new CountKey(receipt.orderId(), receipt.period(), receipt.grantId(), receipt.action());
        boolean hit = receipt.delivery().hit() == Delivery.Hit.HIT;
        PeriodCount one = new PeriodCount(
                receipt.grantId(),
                receipt.action(),
                1,
                hit ? 1 : 0,
                hit ? receipt.delivery().usage() : 0);
        counts.merge(
                key,
                one,
                (a, b) -> new PeriodCount(
                        a.grantId(),
                        a.action(),
                        Math.addExact(a.calls(), b.calls()),
                        Math.addExact(a.hits(), b.hits()),
                        Math.addExact(a.usage(), b.usage())));
    }

    /** Where the receipts of an agreement stand in the journal, in the order in which they came. */
    synchronized List<RecordPosition> receipts(String grantId, int from, int limit) {
        List<RecordPosition> all = positions.getOrDefault(grantId, List.of());
        int start = Math.min(Math.max(0, from), all.size());
        return List.copyOf(all.subList(start, Math.min(all.size(), start + limit)));
    }

    synchronized ConsumerTree tree(String grantId) {
        return trees.computeIfAbsent(grantId, id -> new ConsumerTree());
    }

    synchronized HeadDuty duty(String grantId) {
        return duties.computeIfAbsent(grantId, id -> new HeadDuty());
    }

    synchronized List<PeriodCount> counts(String orderId, int period) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().orderId().equals(orderId)
                        && entry.getKey().period() == period)
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(PeriodCount::grantId).thenComparing(PeriodCount::action))
                .toList();
    }

    synchronized List<Unproven> unproven(String logId, int max) {
        return unproven.getOrDefault(logId, new TreeMap<>()).values().stream()
                .limit(max)
                .toList();
    }

    synchronized Set<String> logs() {
        return Set.copyOf(unproven.keySet());
    }

    /** Receipts are settled: proven, or a difference. */
    synchronized void proven(String logId, Collection<Long> indexes) {
        unproven.getOrDefault(logId, new TreeMap<>()).keySet().removeAll(indexes);
    }

    /** Adds a difference; tells whether it is new. */
    synchronized boolean add(Difference difference) {
        if (differences.contains(difference)) {
            return false;
        }
        differences.add(difference);
        return true;
    }

    synchronized List<Difference> differences() {
        return List.copyOf(differences);
    }
}
