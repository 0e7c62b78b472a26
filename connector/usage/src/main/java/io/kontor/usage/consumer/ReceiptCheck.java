package io.kontor.usage.consumer;

import static io.kontor.usage.consumer.Difference.Kind.ACTION;
import static io.kontor.usage.consumer.Difference.Kind.APPLICATION;
import static io.kontor.usage.consumer.Difference.Kind.CALL_ID;
import static io.kontor.usage.consumer.Difference.Kind.CONSENT;
import static io.kontor.usage.consumer.Difference.Kind.GRANT;
import static io.kontor.usage.consumer.Difference.Kind.GRANT_VERSION;
import static io.kontor.usage.consumer.Difference.Kind.LOG;
import static io.kontor.usage.consumer.Difference.Kind.ORDER;
import static io.kontor.usage.consumer.Difference.Kind.OUTCOME;
import static io.kontor.usage.consumer.Difference.Kind.PURPOSE;
import static io.kontor.usage.consumer.Difference.Kind.REQUEST_DIGEST;
import static io.kontor.usage.consumer.Difference.Kind.RESOURCE;
import static io.kontor.usage.consumer.Difference.Kind.RESULT_BYTES;
import static io.kontor.usage.consumer.Difference.Kind.RESULT_DIGEST;
import static io.kontor.usage.consumer.Difference.Kind.SEQUENCE;
import static io.kontor.usage.consumer.Difference.Kind.SESSION;
import static io.kontor.usage.consumer.Difference.Kind.TIME;
import static io.kontor.usage.consumer.Difference.Kind.USER;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a receipt with what was asked and received (CNJ-4, DPL-45). Stateless. */
final class ReceiptCheck {

    /** How far the times of the two sides may be apart. */
    private static final long MAX_SKEW_MS = 60_000;

    private final Attempt asked;
    private final CallReceipt receipt;
    private final List<Finding> findings = new ArrayList<>();

    private ReceiptCheck(Attempt asked, CallReceipt receipt) {
        this.asked = asked;
        this.receipt = receipt;
    }

    /**
     * Everything in which they differ.
     *
     * @param asked what was asked
     * @param receipt what came
     * @param result what arrived of a result; empty when nothing did or more is to come
     * @param now own clock when the receipt came
     */
    static List<Finding> check(Attempt asked, CallReceipt receipt, Optional<ReceivedResult> result, long now) {
        ReceiptCheck check = new ReceiptCheck(asked, receipt);
        check.call();
        check.agreement();
        check.time(now);
        result.ifPresent(check::result);
        return List.copyOf(check.findings);
    }

    /** What differs between a receipt and what arrived of its result; for an answer that came again. */
    static List<Finding> result(Attempt asked, CallReceipt receipt, ReceivedResult result) {
        ReceiptCheck check = new ReceiptCheck(asked, receipt);
        check.result(result);
        return List.copyOf(check.findings);
    }

    private void call() {
        compare(LOG, asked.logId(), receipt.logId());
        compare(SESSION, asked.session(), receipt.session());
        compare(SEQUENCE, asked.sequence(), receipt.sequence());
        compare(CALL_ID, asked.callId(), receipt.callId());
        compare(ACTION, asked.action(), receipt.action());
        compare(PURPOSE, asked.purpose(), receipt.scenarioId());
        compare(USER, asked.user(), receipt.user());
        compare(APPLICATION, asked.application(), receipt.application());
        compare(CONSENT, text(asked.consent()), text(receipt.consent()));
        compare(REQUEST_DIGEST, asked.requestDigest(), receipt.requestDigest());
    }

    private void agreement() {
        compare(GRANT, asked.grantId(), receipt.grantId());
        asked.grantVersion().ifPresent(version -> compare(GRANT_VERSION, version, receipt.grantVersion()));
        asked.orderId().ifPresent(order -> compare(ORDER, order, receipt.orderId()));
        asked.resourceId().ifPresent(resource -> compare(RESOURCE, resource, receipt.resourceId()));
    }

    /** Not before the call was asked and not after now, give or take 60 s. */
    private void time(long now) {
        long earliest = asked.askedAt() - MAX_SKEW_MS;
        long latest = now + MAX_SKEW_MS;
        if (receipt.time() < earliest || receipt.time() > latest) {
            add(TIME, earliest + " to " + latest, receipt.time());
        }
    }

    private void result(ReceivedResult result) {
        long released = receipt.delivery().bytes();
        boolean whole = receipt.kind() == LeafKind.RELEASED;
        if (!whole && receipt.kind() != LeafKind.ABORTED) {
            add(OUTCOME, "RELEASED with " + result.bytes() + " bytes", receipt.kind());
        } else if (whole ? result.bytes() != released : result.bytes() > released) {
            add(RESULT_BYTES, result.bytes(), released);
        } else if (result.bytes() == released
                && !(released == 0 && !whole)
                && !result.digest().equals(receipt.resultDigest())) {
            add(RESULT_DIGEST, result.digest(), receipt.resultDigest());
        }
    }

    private void compare(Difference.Kind kind, Object expected, Object found) {
        if (!expected.equals(found)) {
            add(kind, expected, found);
        }
    }

    private void add(Difference.Kind kind, Object expected, Object found) {
        findings.add(new Finding(kind, String.valueOf(expected), String.valueOf(found)));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }
}
