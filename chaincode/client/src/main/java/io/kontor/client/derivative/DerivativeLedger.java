package io.kontor.client.derivative;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.derivative.DerivativeSubmissionCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** Derivatives on the ledger: submitted by the consumer, decided by the supplier. */
public final class DerivativeLedger {

    private final Ledger ledger;

    public DerivativeLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Submits a result as the buyer, with the receipts that it was made from (DRV-1). */
    public Recorded<Derivative> submit(DerivativeSubmission submission) {
        return Recorded.of(
                ledger.submit("derivative:submit", DerivativeSubmissionCodec.toJson(submission)),
                DerivativeCodec::fromJson);
    }

    /** Approves it as the supplier's officer, by the digest of what was looked at (DRV-3). */
    public Recorded<Derivative> approve(String derivativeId, Digest32 digest, String reason) {
        return Recorded.of(
                ledger.submit("derivative:approve", decision(derivativeId, digest, reason)), DerivativeCodec::fromJson);
    }

    /** Rejects it as the supplier's officer (DRV-3). */
    public Recorded<Derivative> reject(String derivativeId, Digest32 digest, String reason) {
        return Recorded.of(
                ledger.submit("derivative:reject", decision(derivativeId, digest, reason)), DerivativeCodec::fromJson);
    }

    /** A derivative. */
    public Derivative derivative(String derivativeId) {
        return DerivativeCodec.fromJson(ledger.evaluate(
                "derivative:get",
                JsonObject.builder().put("derivativeId", derivativeId).build()));
    }

    private static JsonObject decision(String derivativeId, Digest32 digest, String reason) {
        return JsonObject.builder()
                .put("derivativeId", derivativeId)
                .put("digest", digest.hex())
                .put("reason", reason)
                .build();
    }
}
