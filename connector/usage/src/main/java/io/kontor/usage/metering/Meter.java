package io.kontor.usage.metering;

import io.kontor.model.grant.Action;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The totals of one log. The receipt is the decrement: totals change only by a receipt that carries them. Changed on the journal's
 * sequencer only; any thread may read.
 */
public final class Meter {

    /** Whether a unit was counted for the call already, at its RESERVED receipt. */
    public enum Unit {
        NEW,
        RESERVED
    }

    private record UnitKey(String grantId, Action action) {}

    private record Entry(UsageCounts counts, long index) {}

    private final Map<UnitKey, Long> units = new ConcurrentHashMap<>();
    private final Map<MeterKey, Entry> totals = new ConcurrentHashMap<>();

    /**
     * The totals after one more receipt; nothing changes yet (RCP-3).
     *
     * @param key grant, action, period
     * @param kind kind of the receipt
     * @param delivery what it releases
     * @param unit whether its unit is counted already
     */
    public UsageCounts after(MeterKey key, LeafKind kind, Delivery delivery, Unit unit) {
        UsageCounts now = counts(key);
        long ever = units(key.grantId(), key.action()) + unitChange(kind, delivery, unit);
        boolean released = kind == LeafKind.RELEASED;
        boolean hit = released && delivery.hit() == Delivery.Hit.HIT;
        return new UsageCounts(
                ever,
                Math.addExact(now.calls(), released ? 1 : 0),
                Math.addExact(now.hits(), hit ? 1 : 0),
                Math.addExact(now.usage(), hit ? delivery.usage() : 0),
                Math.addExact(now.bytes(), hit ? delivery.bytes() : 0),
                Math.addExact(now.denied(), kind == LeafKind.DENIED ? 1 : 0));
    }

    private static long unitChange(LeafKind kind, Delivery delivery, Unit unit) {
        return switch (kind) {
            case RELEASED -> unit == Unit.NEW ? 1 : 0;
            case RESERVED -> 1;
            case ABORTED, FAILED -> unit == Unit.RESERVED && delivery.bytes() == 0 ? -1 : 0;
            default -> 0;
        };
    }

    /**
     * Takes the totals of a receipt that stands in the log, now or at recovery.
     *
     * @return units that it added, below zero when it gave one back
     */
    public long take(CallReceipt receipt) {
        long now = receipt.totals().unitsEver();
        Long before = units.put(new UnitKey(receipt.grantId(), receipt.action()), now);
        totals.put(
                new MeterKey(receipt.grantId(), receipt.action(), receipt.period()),
                new Entry(receipt.totals(), receipt.index()));
        return before == null ? now : now - before;
    }

    /** Units ever used of a grant and action in this log. */
    public long units(String grantId, Action action) {
        return units.getOrDefault(new UnitKey(grantId, action), 0L);
    }

    /** Totals in force of a key; its units are those of the newest receipt of any period. */
    public UsageCounts counts(MeterKey key) {
        Entry entry = totals.get(key);
        return entry == null ? UsageCounts.ZERO : entry.counts();
    }

    /** Leaf index of the newest receipt of each action and period of a grant. */
    public Map<MeterKey, Long> newest(String grantId) {
        Map<MeterKey, Long> newest = new HashMap<>();
        totals.forEach((key, entry) -> {
            if (key.grantId().equals(grantId)) {
                newest.put(key, entry.index());
            }
        });
        return newest;
    }

    /** Totals whose newest receipt has an index of at least {@code from}, for an anchor. */
    public List<UsageTotal> changedSince(String logId, long from) {
        return totals.entrySet().stream()
                .filter(entry -> entry.getValue().index() >= from)
                .map(entry -> new UsageTotal(
                        logId,
                        entry.getKey().grantId(),
                        entry.getKey().action(),
                        entry.getKey().period(),
                        entry.getValue().index(),
                        entry.getValue().counts()))
                .sorted((a, b) -> Long.compare(a.index(), b.index()))
                .toList();
    }
}
