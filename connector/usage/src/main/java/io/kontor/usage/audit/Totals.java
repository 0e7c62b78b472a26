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

/** Adds receipts up again and compares with the running totals in them (RCP-3). */
final class Totals {

    private final Meter meter = new Meter();
    private final Set<String> reserved = new HashSet<>();

    /** What is wrong with a leaf's totals. */
    Optional<String> take(LogLeaf leaf) {
        if (!(leaf instanceof CallReceipt receipt)) {
            return Optional.empty();
        }
        boolean begun = reserved.remove(receipt.callId());
        if (receipt.kind() == LeafKind.RESERVED) {
            reserved.add(receipt.callId());
        }
        MeterKey key = new MeterKey(receipt.grantId(), receipt.action(), receipt.period());
        UsageCounts expected =
                meter.after(key, receipt.kind(), receipt.delivery(), begun ? Meter.Unit.RESERVED : Meter.Unit.NEW);
        meter.take(receipt);
        return expected.equals(receipt.totals())
                ? Optional.empty()
                : Optional.of("leaf " + receipt.index() + " of call " + receipt.callId() + " should have the totals "
                        + expected + ", it has " + receipt.totals());
    }
}
