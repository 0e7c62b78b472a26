package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Compares a receipt with what was asked and what arrived (SES-12). */
final class ReceiptChecks {

    private static final long MAX_SKEW_MS = 60_000;

    private final AskedCall asked;
    private final Received received;
    private final CallReceipt receipt;
    private final List<Difference> found = new ArrayList<>();

    private ReceiptChecks(AskedCall asked, Received received, CallReceipt receipt) {
        this.asked = asked;
        this.received = received;
        this.receipt = receipt;
    }

    static List<Difference> of(AskedCall asked, Received received, CallReceipt receipt, long now) {
        ReceiptChecks checks = new ReceiptChecks(asked, received, receipt);
        checks.compareIdentity();
        checks.compareCall();
        checks.compareBytes();
        if (Math.abs(now - receipt.time()) > MAX_SKEW_MS) {
            checks.add(Difference.Kind.TIME, "within 60 s of " + now, String.valueOf(receipt.time()));
        }
        return List.copyOf(checks.found);
    }

    private void compareIdentity() {
        ConsumerSession.Identity identity = asked.session().identity();
        compare("logId", identity.logId(), receipt.logId());
        compare("session", identity.session(), receipt.session());
        compare("grantId", identity.grantId(), receipt.grantId());
        compare("user", identity.user().fingerprint(), receipt.user());
        compare("application", identity.application().fingerprint(), receipt.application());
    }

    private void compareCall() {
        compare("callId", asked.envelope().callId(), receipt.callId());
        if (receipt.sequence() > asked.envelope().sequence()) {
            compare("sequence", asked.envelope().sequence(), receipt.sequence());
        }
        compare("action", asked.body().action(), receipt.action());
        compare("scenarioId", asked.body().purpose(), receipt.scenarioId());
        compare("requestDigest", asked.requestDigest(), receipt.requestDigest());
        compare("consent", consent(), receipt.consent());
    }

    private Optional<Digest32> consent() {
        return asked.body()
                .consent()
                .flatMap(document -> document.optionalString("consentId"))
                .map(id -> Digest32.of(HashFunction.sha256().hash(id.getBytes(StandardCharsets.UTF_8))));
    }

    private void compareBytes() {
        boolean ends = receipt.kind() == LeafKind.RELEASED || receipt.kind() == LeafKind.ABORTED;
        if (!ends) {
            return;
        }
        if (receipt.delivery().bytes() != received.bytes()
                || !receipt.resultDigest().equals(received.digest())) {
            add(
                    Difference.Kind.BYTES,
                    received.bytes() + " bytes with digest " + received.digest(),
                    receipt.delivery().bytes() + " bytes with digest " + receipt.resultDigest());
        }
    }

    private void compare(String field, Object expected, Object got) {
        if (!expected.equals(got)) {
            add(Difference.Kind.FIELD, field + " " + expected, field + " " + got);
        }
    }

    private void add(Difference.Kind kind, String expected, String got) {
        found.add(new Difference(
                kind,
                asked.session().identity().grantId(),
                asked.envelope().callId(),
                expected,
                got,
                Base64.getEncoder().encodeToString(received.leaf())));
    }
}
