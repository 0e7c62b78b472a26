package io.kontor.usage.engine;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.UsageCounts;

/** Receipts with something changed. */
final class CallReceipts {

    private CallReceipts() {}

    static CallReceipt changed(CallReceipt receipt, LeafPosition at, UsageCounts totals) {
        return new CallReceipt(
                receipt.kind(),
                at.logId(),
                at.epoch(),
                at.index(),
                at.time(),
                receipt.session(),
                receipt.sequence(),
                receipt.callId(),
                receipt.grantId(),
                receipt.grantVersion(),
                receipt.action(),
                receipt.resourceId(),
                receipt.scenarioId(),
                receipt.orderId(),
                receipt.period(),
                receipt.user(),
                receipt.application(),
                receipt.consent(),
                receipt.refusal(),
                receipt.delivery(),
                receipt.requestDigest(),
                receipt.resultDigest(),
                totals);
    }
}
