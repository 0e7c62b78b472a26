package io.kontor.cli.chaos;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was added to a log up to its anchored head.
 *
 * @param anchored its head on the ledger
 * @param receipts receipts by the hash of their leaf
 * @param head size and root of the whole log, made from its leaves
 */
record LogReading(SignedTreeHead anchored, Map<Digest32, CallReceipt> receipts, TreeHead head) {

    LogReading {
        receipts = Map.copyOf(receipts);
    }

    String logId() {
        return anchored.logId();
    }

    boolean holds(Digest32 leafHash) {
        return receipts.containsKey(leafHash);
    }

    Stream<CallReceipt> of(String grantId) {
        return receipts.values().stream()
                .filter(receipt -> receipt.grantId().equals(grantId))
                .sorted((one, other) -> Long.compare(one.index(), other.index()));
    }

    Stream<CallReceipt> released(String grantId) {
        return of(grantId).filter(receipt -> receipt.kind() == LeafKind.RELEASED);
    }

    /** The receipts of a grant added up, whatever totals they carry; empty when there are none. */
    Optional<UsageCounts> counts(String grantId) {
        List<CallReceipt> ordered = of(grantId).toList();
        Set<String> reserved = new HashSet<>();
        UsageCounts sum = UsageCounts.ZERO;
        for (CallReceipt receipt : ordered) {
            sum = plus(sum, receipt, reserved.contains(receipt.callId()));
            if (receipt.kind() == LeafKind.RESERVED) {
                reserved.add(receipt.callId());
            }
        }
        return ordered.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static UsageCounts plus(UsageCounts sum, CallReceipt receipt, boolean ends) {
        long units = switch (receipt.kind()) {
            case RESERVED -> 1;
            case RELEASED -> ends ? 0 : 1;
            case ABORTED, FAILED -> ends && receipt.delivery().bytes() == 0 ? -1 : 0;
            default -> 0;
        };
        boolean released = receipt.kind() == LeafKind.RELEASED;
        boolean hit = released && receipt.delivery().hit() == Delivery.Hit.HIT;
        return new UsageCounts(
                sum.unitsEver() + units,
                sum.calls() + (released ? 1 : 0),
                sum.hits() + (hit ? 1 : 0),
                sum.usage() + (hit ? receipt.delivery().usage() : 0),
                sum.bytes() + (hit ? receipt.delivery().bytes() : 0),
                sum.denied() + (receipt.kind() == LeafKind.DENIED ? 1 : 0));
    }
}
