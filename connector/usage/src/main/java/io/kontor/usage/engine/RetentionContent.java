package io.kontor.usage.engine;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.PeriodClosedLeaf;
import io.kontor.usage.journal.OldSegment;
import io.kontor.usage.receiptlog.LocalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a segment is about, and which of its records a start needs for ever (JNL-16). Built once, then read. */
final class RetentionContent {

    private final Set<String> grants = new TreeSet<>();
    private final List<Long> released = new ArrayList<>();
    private final Set<Integer> kept = new HashSet<>();
    /** Ordinal of the newest record of each thing of which the newest alone is needed. */
    private final Map<String, Integer> newest = new HashMap<>();

    private long leavesEnd;
    private long lastTime;

    RetentionContent(OldSegment segment) {
        List<OldSegment.Content> records = segment.records();
        for (int ordinal = 0; ordinal < records.size(); ordinal++) {
            OldSegment.Content record = records.get(ordinal);
            if (record.type() == LocalRecord.LEAF) {
                leaf(LeafCodec.decode(record.payload()), ordinal);
            } else {
                local(LocalRecord.of(record.type()).orElseThrow(), record.payload(), ordinal);
            }
        }
        kept.addAll(newest.values());
    }

    private void leaf(LogLeaf leaf, int ordinal) {
        leavesEnd = leaf.index() + 1;
        lastTime = Math.max(lastTime, leaf.time());
        leaf.concernedGrant().ifPresent(grants::add);
        newest.put("leaf", ordinal);
        if (leaf instanceof CallReceipt receipt) {
            newest.put("totals " + receipt.grantId() + " " + receipt.action() + " " + receipt.period(), ordinal);
            if (receipt.kind() == LeafKind.RELEASED) {
                released.add(receipt.index());
            }
        } else if (leaf instanceof ConsumerHeadLeaf head) {
            newest.put("head " + head.grantId(), ordinal);
        } else if (leaf instanceof PeriodClosedLeaf || leaf instanceof EpochOpenedLeaf) {
            kept.add(ordinal);
        }
    }

    private void local(LocalRecord type, byte[] payload, int ordinal) {
        switch (type) {
            case ANCHOR_REQUESTED -> newest.put("anchor", ordinal);
            case LEASE_TAKEN ->
                grants.add(LeaseCodec.fromJson(CanonicalJson.parse(payload))
                        .request()
                        .grantId());
            case BYTES_HELD -> grants.add(CanonicalJson.parse(payload).string("grantId"));
            default -> kept.add(ordinal);
        }
    }

    /** Index of the leaf behind the last one in it; 0 when it holds none. */
    long leavesEnd() {
        return leavesEnd;
    }

    /** Time of its newest leaf, epoch milliseconds. */
    long lastTime() {
        return lastTime;
    }

    /** Grants that its records are about. */
    Set<String> grants() {
        return grants;
    }

    /** Leaf indices of its RELEASED receipts, which may be disputed. */
    List<Long> released() {
        return released;
    }

    /** Whether the record of an ordinal keeps its payload. */
    boolean keeps(int ordinal) {
        return kept.contains(ordinal);
    }
}
