package io.kontor.evidence.verify;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeaseClosedLeaf;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.PeriodClosedLeaf;
import io.kontor.model.receipt.SessionRefusedLeaf;
import java.util.List;

/** A leaf in words. */
final class LeafWords {

    private LeafWords() {}

    static List<String> of(LogLeaf leaf) {
        String place = "receipt " + leaf.index() + " of log " + leaf.logId() + ", epoch " + leaf.epoch() + ": ";
        if (leaf instanceof CallReceipt call) {
            return call(place, call);
        }
        return List.of(place + words(leaf));
    }

    private static List<String> call(String place, CallReceipt call) {
        String outcome = call.kind()
                + call.refusal().map(code -> " " + code).orElse("")
                + (call.delivery().usage() > 0 || call.delivery().bytes() > 0
                        ? " " + call.delivery().hit()
                        : "");
        return List.of(
                place + "call " + call.callId() + " " + outcome,
                call.action() + " of resource " + call.resourceId() + " under grant " + call.grantId() + " version "
                        + call.grantVersion() + " for scenario " + call.scenarioId() + ", order " + call.orderId()
                        + ", period " + call.period(),
                call.delivery().items() + " items × " + call.delivery().records() + " records = usage "
                        + call.delivery().usage() + ", " + call.delivery().bytes() + " bytes released, "
                        + call.delivery().pages() + " pages",
                "after it this log counts " + call.totals().unitsEver() + " units, "
                        + call.totals().calls()
                        + " calls, " + call.totals().hits() + " hits, usage "
                        + call.totals().usage() + ", "
                        + call.totals().denied() + " denied");
    }

    private static String words(LogLeaf leaf) {
        if (leaf instanceof EpochOpenedLeaf opened) {
            return "instance " + opened.instance() + " opened the epoch";
        }
        if (leaf instanceof SessionRefusedLeaf refused) {
            return "a session under grant " + refused.grantId() + " was refused: " + refused.refusal();
        }
        if (leaf instanceof LeaseClosedLeaf closed) {
            return "lease " + closed.leaseId() + " was closed with " + closed.used() + " units used";
        }
        if (leaf instanceof PeriodClosedLeaf closed) {
            return "period " + closed.period() + " of order " + closed.orderId() + " was closed";
        }
        if (leaf instanceof ConsumerHeadLeaf head) {
            return "the consumer's head of grant " + head.grantId() + " with " + head.treeSize()
                    + " leaves was received";
        }
        return leaf.kind().toString();
    }
}
