package io.kontor.usage.audit;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.usage.metering.Meter;
import io.kontor.usage.metering.MeterKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Adds receipts up again and compares with the running totals in them (RCP-3). Of a retired segment the newest receipt of each grant,
 * action and period is left (JNL-16): its totals are taken as they are, and all that follow are compared with them.
 */
final class Totals {

    private final Meter meter = new Meter();
    private final Set<String> reserved = new HashSet<>();
    private long retiredSegment;

    /** A leaf of a segment is retired. */
    void retired(long segment) {
        retiredSegment = segment;
    }

    /** What is wrong with the totals of a leaf in a segment. */
    Optional<String> take(LogLeaf leaf, long segment) {
        if (!(leaf instanceof CallReceipt receipt)) {
            return Optional.empty();
        }
        boolean begun = reserved.remove(receipt.callId());
        if (receipt.kind() == LeafKind.RESERVED) {
            reserved.add(receipt.callId());
        }
        UsageCounts expected = after(receipt, begun ? Meter.Unit.RESERVED : Meter.Unit.NEW);
        boolean holds = segment == retiredSegment
                || expected.equals(receipt.totals())
                // Its reservation may be retired.
                || (retiredSegment > 0 && after(receipt, Meter.Unit.RESERVED).equals(receipt.totals()));
        meter.take(receipt);
        return holds
                ? Optional.empty()
                : Optional.of("leaf " + receipt.index() + " of call " + receipt.callId() + " should have the totals "
                        + expected + ", it has " + receipt.totals());
    }

    private UsageCounts after(CallReceipt receipt, Meter.Unit unit) {
        MeterKey key = new MeterKey(receipt.grantId(), receipt.action(), receipt.period());
        return meter.after(key, receipt.kind(), receipt.delivery(), unit);
    }
}
