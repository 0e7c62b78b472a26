package io.kontor.evidence.log;

import io.kontor.model.grant.Action;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows the running totals of a log and says what a receipt's must be (RCP-3). One thread. */
final class RunningTotals {

    private record UnitKey(String grantId, Action action) {}

    private record Key(String grantId, Action action, int period) {}

    private final Map<UnitKey, Long> units = new HashMap<>();
    private final Map<Key, UsageCounts> totals = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();

    void take(CallReceipt receipt) {
        Key key = new Key(receipt.grantId(), receipt.action(), receipt.period());
        UsageCounts expected = after(receipt, totals.getOrDefault(key, UsageCounts.ZERO));
        if (!expected.equals(receipt.totals())) {
            throw LogCheck.TOTALS.broken("receipt " + receipt.index() + " of grant " + receipt.grantId() + " says "
                    + receipt.totals() + ", the receipts before it give " + expected);
        }
        units.put(new UnitKey(receipt.grantId(), receipt.action()), expected.unitsEver());
        totals.put(key, expected);
        if (receipt.kind() == LeafKind.RESERVED) {
            reserved.add(receipt.callId());
        } else {
            reserved.remove(receipt.callId());
        }
    }

    private UsageCounts after(CallReceipt receipt, UsageCounts now) {
        Delivery delivery = receipt.delivery();
        boolean released = receipt.kind() == LeafKind.RELEASED;
        boolean hit = released && delivery.hit() == Delivery.Hit.HIT;
        long ever = units.getOrDefault(new UnitKey(receipt.grantId(), receipt.action()), 0L) + unitChange(receipt);
        return new UsageCounts(
                ever,
                now.calls() + (released ? 1 : 0),
                now.hits() + (hit ? 1 : 0),
                now.usage() + (hit ? delivery.usage() : 0),
                now.bytes() + (hit ? delivery.bytes() : 0),
                now.denied() + (receipt.kind() == LeafKind.DENIED ? 1 : 0));
    }

    private long unitChange(CallReceipt receipt) {
        boolean before = reserved.contains(receipt.callId());
        return switch (receipt.kind()) {
            case RELEASED -> before ? 0 : 1;
            case RESERVED -> 1;
            case ABORTED, FAILED -> before && receipt.delivery().bytes() == 0 ? -1 : 0;
            default -> 0;
        };
    }

    /** Grants with receipts. */
    long grants() {
        return totals.keySet().stream().map(Key::grantId).distinct().count();
    }
}
