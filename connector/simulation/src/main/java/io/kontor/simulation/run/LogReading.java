package io.kontor.simulation.run;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.receipt.UsageTotalCodec;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A log as its disk holds it in the end, counted once more from its leaves. */
final class LogReading {

    private static final int PAGE = 500;

    private final UsageEngine engine;
    private final List<LoggedLeaf> leaves = new ArrayList<>();
    private final List<CallReceipt> receipts = new ArrayList<>();
    private final Map<String, UsageCounts> counted = new TreeMap<>();
    private final Map<String, Long> units = new TreeMap<>();

    private LogReading(UsageEngine engine) {
        this.engine = engine;
    }

    static LogReading of(UsageEngine engine) {
        LogReading reading = new LogReading(engine);
        List<LoggedLeaf> page;
        do {
            page = engine.log().leaves(reading.leaves.size(), PAGE);
            reading.leaves.addAll(page);
        } while (page.size() == PAGE);
        reading.count();
        return reading;
    }

    private void count() {
        Set<String> reserved = new HashSet<>();
        for (LoggedLeaf each : leaves) {
            LogLeaf leaf = LeafCodec.decode(each.leaf().orElseThrow());
            if (leaf instanceof CallReceipt receipt) {
                receipts.add(receipt);
                count(receipt, reserved);
            }
        }
    }

    private void count(CallReceipt receipt, Set<String> reserved) {
        String unitKey = receipt.grantId() + "/" + receipt.action();
        boolean ends = reserved.contains(receipt.callId());
        long change = switch (receipt.kind()) {
            case RESERVED -> 1;
            case RELEASED -> ends ? 0 : 1;
            case ABORTED, FAILED -> ends && receipt.delivery().bytes() == 0 ? -1 : 0;
            default -> 0;
        };
        if (receipt.kind() == LeafKind.RESERVED) {
            reserved.add(receipt.callId());
        }
        long ever = units.merge(unitKey, change, Math::addExact);
        boolean released = receipt.kind() == LeafKind.RELEASED;
        boolean hit = released && receipt.delivery().hit() == Delivery.Hit.HIT;
        counted.merge(
                "total/" + receipt.logId() + "/" + unitKey + "/" + receipt.period(),
                new UsageCounts(
                        ever,
                        released ? 1 : 0,
                        hit ? 1 : 0,
                        hit ? receipt.delivery().usage() : 0,
                        hit ? receipt.delivery().bytes() : 0,
                        receipt.kind() == LeafKind.DENIED ? 1 : 0),
                (sum, more) -> new UsageCounts(
                        more.unitsEver(),
                        sum.calls() + more.calls(),
                        sum.hits() + more.hits(),
                        sum.usage() + more.usage(),
                        sum.bytes() + more.bytes(),
                        sum.denied() + more.denied()));
    }

    List<CallReceipt> receipts() {
        return receipts;
    }

    /** Units used and reserved of a grant and action. */
    long units(String grantAndAction) {
        return units.getOrDefault(grantAndAction, 0L);
    }

    boolean holds(long index, byte[] leaf) {
        return index >= 0
                && index < leaves.size()
                && leaves.get(Math.toIntExact(index))
                        .leaf()
                        .filter(bytes -> Arrays.equals(bytes, leaf))
                        .isPresent();
    }

    /** INV-2, INV-3, INV-5: all under the anchored head; totals on the ledger = receipts. */
    List<String> against(Ledger ledger, InMemoryNetwork network) {
        List<String> violations = new ArrayList<>();
        LogHead head = new ReceiptLedger(ledger).head(engine.logId());
        if (head.head().treeSize() != leaves.size()) {
            violations.add("INV-2: log " + engine.logId() + " has " + leaves.size() + " leaves, "
                    + head.head().treeSize() + " are under its head");
        }
        if (!engine.log().head().head().rootHash().equals(head.head().rootHash())
                && head.head().treeSize() == leaves.size()) {
            violations.add("INV-3: log " + engine.logId() + " has another root than its head on the ledger");
        }
        Map<String, String> values = network.state().values();
        counted.forEach((key, counts) -> {
            Optional<UsageCounts> total = Optional.ofNullable(values.get(key))
                    .map(text -> UsageTotalCodec.fromJson(CanonicalJson.parse(text)))
                    .map(UsageTotal::counts);
            if (!total.equals(Optional.of(counts))) {
                violations.add("INV-5: " + key + " is " + total + " on the ledger, its receipts say " + counts);
            }
        });
        return violations;
    }
}
